package kms

import (
	"strings"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

func alias() kind.Kind {
	return kind.Kind{
		Type:     "aws:kms/alias:Alias",
		ID:       kind.From("name"),
		Autoname: kind.Autoname{Max: 256, Prefix: "alias/"},
		Checks: map[string]kind.Check{
			"name": kind.All(
				kind.Length(1, 256),
				kind.Pattern(`alias/[a-zA-Z0-9/_-]+`, `name must begin with 'alias/' and be comprised of only [a-zA-Z0-9/_-]`),
				kind.Not(`alias/aws/.*`, "name cannot begin with reserved AWS CMK prefix 'alias/aws/'"),
			),
		},
		Refs: []kind.Ref{{
			Path: "targetKeyId", OnDelete: sim.Ignore,
			To: []kind.Target{
				{Type: keyType, By: "id"},
				{Type: keyType, By: "arn"},
				{Type: replicaType, By: "id"},
				{Type: replicaType, By: "arn"},
			},
			Missing: "NotFoundException: Key '%s' does not exist",
		}},
		Unique: []kind.Unique{{
			On:    []string{"name"},
			Taken: "AlreadyExistsException: An alias with the name %[1]s already exists",
		}},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			id := d.In.Text("targetKeyId")
			return kind.Props{
				"arn":          kind.Text(w.ARN("kms", d.In.Text("name"))),
				"targetKeyArn": kind.Text(w.ARN("kms", "key/"+id[strings.LastIndex(id, "/")+1:])),
			}
		},
	}
}
