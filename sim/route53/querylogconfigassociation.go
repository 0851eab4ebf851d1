package route53

import "github.com/covetpy/platform/sim/kind"

func queryLogConfigAssociation() kind.Kind {
	return kind.Kind{
		Type: "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
		ID:   hashed("rqlca-"),
		Refs: []kind.Ref{
			{Path: "resolverQueryLogConfigId", To: []kind.Target{{Type: queryLogType, By: "id"}}, Missing: missing},
			kind.VPC("resourceId"),
		},
		Unique: []kind.Unique{{
			On:    []string{"resolverQueryLogConfigId", "resourceId"},
			Taken: "ResourceExistsException: The query logging configuration '%[1]s' is associated with the VPC already",
		}},
	}
}
