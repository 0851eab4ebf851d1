// Package costexplorer describes the resource types of Cost Explorer, one file each:
// cost anomaly detection and tags for cost allocation. They belong to the account
// and to no region.
package costexplorer

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind {
	return []kind.Kind{
		anomalyMonitor(),
		anomalySubscription(),
		costAllocationTag(),
	}
}

func refuse(words string, values ...any) error {
	return kind.Say("ValidationException: "+words, values...)
}
