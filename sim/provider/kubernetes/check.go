package kubernetes

import (
	"context"
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"

	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/provider/wire"
)

func (s *server) Check(_ context.Context, req *pulumirpc.CheckRequest) (*pulumirpc.CheckResponse, error) {
	news, err := wire.Unmarshal(req.GetNews())
	if err != nil {
		return nil, err
	}
	olds, err := wire.Unmarshal(req.GetOlds())
	if err != nil {
		return nil, err
	}
	var reasons []string
	if isRelease(req.GetUrn()) {
		reasons = checkRelease(news)
	} else {
		if err := name(req, olds, news); err != nil {
			return nil, err
		}
		_, reasons = decode(news)
	}
	out := &pulumirpc.CheckResponse{}
	for _, reason := range reasons {
		out.Failures = append(out.Failures, &pulumirpc.CheckFailure{Reason: reason})
	}
	out.Inputs, err = wire.Marshal(news)
	return out, err
}

// name completes the metadata: a name made up when there is none, and the
// default namespace.
func name(req *pulumirpc.CheckRequest, olds, news kind.Props) error {
	meta := kind.Props{}
	if given := news["metadata"]; given.IsObject() {
		meta = given.ObjectValue().Copy()
	}
	if _, named := meta["name"]; !named {
		made := object{kind.Values{Props: olds}}.name()
		if !hasMadeUpName(olds) {
			var err error
			urn := req.GetUrn()
			made, err = resource.NewUniqueName(req.GetRandomSeed(), urn[strings.LastIndex(urn, "::")+2:]+"-", 8, 253, nil)
			if err != nil {
				return fmt.Errorf("make up a name: %w", err)
			}
		}
		annotations := kind.Props{}
		if given := meta["annotations"]; given.IsObject() {
			annotations = given.ObjectValue().Copy()
		}
		annotations[autonamed] = kind.Text("true")
		meta["name"], meta["annotations"] = kind.Text(made), kind.Nested(annotations)
	}
	if _, placed := meta["namespace"]; !placed && kubeapi.Namespaced(object{kind.Values{Props: news}}.kind().GroupKind()) {
		meta["namespace"] = kind.Text("default")
	}
	news["metadata"] = kind.Nested(meta)
	return nil
}

// hasMadeUpName is not read by path: the annotation's name has dots.
func hasMadeUpName(inputs kind.Props) bool {
	for _, annotations := range (kind.Values{Props: inputs}).Objects("metadata.annotations") {
		_, ok := annotations.Props[autonamed]
		return ok
	}
	return false
}
