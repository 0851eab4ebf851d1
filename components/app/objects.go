package app

import (
	"encoding/json"
	"fmt"

	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
)

// Objects are what NewAppDeployment registers with Kubernetes, each after those that
// it needs, for who has no engine: a test against an API server, a validator. Every
// input has to be known (pulumi.String and the like).
func Objects(a *Args) ([]kubeapi.Object, error) {
	if err := a.Validate().Err(); err != nil {
		return nil, fmt.Errorf("make objects of application %q: %w", a.Name, err)
	}
	values := &later.Values{}
	planned := newPlan(a.withDefaults(), values).objects()
	out := make([]kubeapi.Object, len(planned))
	for i, object := range planned {
		known, err := known(object, values)
		if err != nil {
			return nil, fmt.Errorf("make %T %q of application %q: %w", object, object.GetName(), a.Name, err)
		}
		out[i] = known
	}
	return out, nil
}

// known is an object without marks, read back strictly.
func known(object kubeapi.Object, values *later.Values) (kubeapi.Object, error) {
	manifest, err := kubeapi.Manifest(object)
	if err != nil {
		return nil, err
	}
	if manifest, err = values.Known(manifest); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(manifest)
	if err != nil {
		return nil, err
	}
	return kubeapi.Decode(raw)
}
