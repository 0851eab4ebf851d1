package identity

// UseKeys allows actions with KMS keys of this account, by their aliases, and only as
// a service asks for them on the caller's behalf: "sqs". The ARN of a key is not known
// before the key exists, its alias is.
func UseKeys(where Scope, sid, service string, aliases []string, actions ...string) Statement {
	return Statement{
		Sid: sid, Actions: Actions(actions...), Resources: Resources(where.ARN("kms", "key/*")),
		Conditions: []Condition{
			ForAnyValue(StringEquals("kms:ResourceAliases", aliases...)),
			StringEquals("kms:ViaService", service+"."+where.Region+".amazonaws.com"),
		},
	}
}

// ReadSecrets allows to read secrets of Secrets Manager by their names, and to open
// them with the keys of these aliases.
func ReadSecrets(where Scope, names, aliases []string) []Statement {
	arns := make([]string, len(names))
	for i, name := range names {
		arns[i] = where.Secret(name)
	}
	return []Statement{
		{
			Sid:       "ReadSecrets",
			Actions:   Actions("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
			Resources: Resources(arns...),
		},
		UseKeys(where, "OpenSecrets", "secretsmanager", aliases, "kms:Decrypt"),
	}
}
