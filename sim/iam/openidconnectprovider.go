package iam

import (
	"strings"

	"github.com/covetpy/platform/sim/kind"
)

func openIDConnectProvider() kind.Kind {
	return kind.Kind{
		Type:   "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
		Global: true,
		ID: func(w kind.World, d kind.Draft) string {
			return w.GlobalARN("iam", "oidc-provider/"+strings.TrimPrefix(d.In.Text("url"), "https://"))
		},
		Checks: map[string]kind.Check{
			"url": kind.All(kind.Length(1, 255), kind.Pattern(`https://[^/:?#]+(/[^?#]*)?`, "must begin with https:// and have neither a port nor a query")),
		},
		Unique: []kind.Unique{{
			On:    []string{"url"},
			Taken: "EntityAlreadyExists: Provider with url %[1]s already exists.",
		}},
		Admit: func(_ kind.World, d kind.Draft) error {
			const clients, thumbprints = 100, 5
			if len(d.In.All("clientIdLists[*]")) > clients || len(d.In.All("thumbprintLists[*]")) > thumbprints {
				return kind.Say("LimitExceeded: Cannot exceed %d client ids and %d thumbprints per OpenID Connect provider", clients, thumbprints)
			}
			return nil
		},
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := kind.Props{"arn": kind.Text(d.ID)}
			// IAM looks the thumbprint up itself when none is given.
			if d.Old == nil && !d.In.Has("thumbprintLists") {
				out["thumbprintLists"] = kind.Texts(w.Hex(40))
			}
			return out
		},
	}
}
