package secretsmanager

import "github.com/covetpy/platform/sim/kind"

func secretPolicy() kind.Kind {
	return kind.Kind{
		Type:     "aws:secretsmanager/secretPolicy:SecretPolicy",
		ID:       kind.From("secretArn"),
		Defaults: kind.Props{"blockPublicPolicy": kind.Flag(false)},
		Checks:   map[string]kind.Check{"policy": kind.JSON(longestPolicy), "secretArn": kind.ARN("secretsmanager")},
		Refs:     []kind.Ref{part("secretArn")},
		Unique: []kind.Unique{{
			On:    []string{"secretArn"},
			Taken: "the secret %[1]s has a policy from another resource already; Secrets Manager would overwrite it, the simulated cloud refuses",
		}},
		Admit: func(_ kind.World, d kind.Draft) error {
			return admitPolicy(d.In.Text("policy"), d.In.Flag("blockPublicPolicy"))
		},
	}
}
