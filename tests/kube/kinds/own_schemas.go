package kinds

func targetGroupBinding() schema {
	arn := text()
	arn.MinLength = new(int64(1))
	peer := object(properties{
		"ipBlock":       object(properties{"cidr": text()}, "cidr"),
		"securityGroup": object(properties{"groupID": text()}, "groupID"),
	})
	ingress := object(properties{
		"from":  list(peer),
		"ports": list(object(properties{"port": port(), "protocol": oneOf("TCP", "UDP")})),
	}, "from", "ports")
	return object(properties{
		"targetGroupARN": arn,
		"targetType":     oneOf("instance", "ip"),
		"ipAddressType":  oneOf("ipv4", "ipv6"),
		"vpcID":          text(),
		"serviceRef":     object(properties{"name": text(), "port": port()}, "name", "port"),
		"networking":     object(properties{"ingress": list(ingress)}),
		"nodeSelector":   object(properties{"matchLabels": texts()}),
	}, "serviceRef", "targetGroupARN")
}

func externalSecret() schema {
	key := text()
	key.MinLength, key.MaxLength = new(int64(1)), new(int64(253))
	key.Pattern = `^[-._a-zA-Z0-9]+$`
	remote := object(properties{
		"key": text(), "property": text(), "version": text(),
		"conversionStrategy": oneOf("Default", "Unicode"),
		"decodingStrategy":   oneOf("Auto", "Base64", "Base64URL", "None"),
		"metadataPolicy":     oneOf("None", "Fetch"),
	}, "key")
	template := object(properties{
		"type": text(), "data": texts(),
		"engineVersion": oneOf("v1", "v2"),
		"mergePolicy":   oneOf("Replace", "Merge"),
		"metadata":      object(properties{"labels": texts(), "annotations": texts()}),
	})
	return object(properties{
		"data":            list(object(properties{"secretKey": key, "remoteRef": remote}, "remoteRef", "secretKey")),
		"refreshInterval": text(),
		"refreshPolicy":   oneOf("CreatedOnce", "Periodic", "OnChange"),
		"secretStoreRef":  object(properties{"kind": oneOf("SecretStore", "ClusterSecretStore"), "name": name()}),
		"target": object(properties{
			"name":           name(),
			"creationPolicy": oneOf("Owner", "Orphan", "Merge", "None"),
			"deletionPolicy": oneOf("Delete", "Merge", "Retain"),
			"immutable":      {Type: "boolean"},
			"template":       template,
		}),
	})
}

// secretStore knows the provider for AWS alone.
func secretStore() schema {
	account := object(properties{"name": name(), "namespace": name(), "audiences": list(text())}, "name")
	aws := object(properties{
		"service": oneOf("SecretsManager", "ParameterStore"),
		"region":  text(),
		"role":    text(),
		"auth":    object(properties{"jwt": object(properties{"serviceAccountRef": account})}),
	}, "region", "service")
	provider := object(properties{"aws": aws}, "aws")
	condition := object(properties{
		"namespaces":        list(text()),
		"namespaceRegexes":  list(text()),
		"namespaceSelector": object(properties{"matchLabels": texts()}),
	})
	return object(properties{
		"provider":        provider,
		"controller":      text(),
		"refreshInterval": {Type: "integer"},
		"conditions":      list(condition),
	}, "provider")
}
