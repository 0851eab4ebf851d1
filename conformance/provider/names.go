package main

import (
	"errors"
	"fmt"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
)

// renamed are the properties that the Go SDK calls otherwise than the bridge would
// by itself, by upstream's type. `conform names` finds what is missing here.
var renamed = map[string]map[string]*tfbridge.SchemaInfo{
	"aws_eks_cluster": {"certificate_authority": one("certificateAuthority")},
}

// one is a list of at most one, which the SDK has as that one.
func one(name string) *tfbridge.SchemaInfo {
	yes := true
	return &tfbridge.SchemaInfo{Name: name, MaxItemsOne: &yes}
}

// rename lays the table over the types that are served.
func rename(info *tfbridge.ProviderInfo) error {
	var faults []error
	for tf, fields := range renamed {
		r := info.Resources[tf]
		if r == nil {
			continue // a type that the program does not use
		}
		attributes := info.P.ResourcesMap().Get(tf).Schema()
		for name := range fields {
			if _, ok := attributes.GetOk(name); !ok {
				faults = append(faults, fmt.Errorf("names.go renames %s of %s, which upstream does not have", name, tf))
			}
		}
		r.Fields = fields
	}
	return errors.Join(faults...)
}
