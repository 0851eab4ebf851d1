package aws

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/provider/wire"
)

// config is what of the provider's configuration has a meaning here.
// Credentials, endpoints and retries have none: there is nobody to log in to.
type config struct {
	region      string
	defaultTags map[string]string
}

func configFrom(args *structpb.Struct, cloud *sim.Cloud) (config, error) {
	props, err := wire.Unmarshal(args)
	if err != nil {
		return config{}, err
	}
	for _, key := range []resource.PropertyKey{"allowedAccountIds", "forbiddenAccountIds", "defaultTags"} {
		if props[key], err = decoded(props[key]); err != nil {
			return config{}, fmt.Errorf("configure the AWS provider: read %s: %w", key, err)
		}
	}
	in := kind.Values{Props: props}
	account := cloud.Account()
	allowed := in.Texts("allowedAccountIds[*]")
	if len(allowed) > 0 && !slices.Contains(allowed, account) ||
		slices.Contains(in.Texts("forbiddenAccountIds[*]"), account) {
		return config{}, fmt.Errorf("configure the AWS provider: AWS account ID not allowed: %s", account)
	}
	c := config{region: in.Or("region", cloud.Region()), defaultTags: map[string]string{}}
	for _, tags := range in.Objects("defaultTags.tags") {
		for key, value := range tags.Props { // not by path: names of tags have dots
			if value.IsString() {
				c.defaultTags[string(key)] = value.StringValue()
			}
		}
	}
	return c, nil
}

// decoded is a nested value of a provider's configuration: SDKs send it as JSON
// in a string.
func decoded(v resource.PropertyValue) (resource.PropertyValue, error) {
	if !v.IsString() || v.StringValue() == "" {
		return v, nil
	}
	var out any
	if err := json.Unmarshal([]byte(v.StringValue()), &out); err != nil {
		return v, err
	}
	return resource.NewPropertyValue(out), nil
}

// typeOf is the resource's own token: the end of the URN's chain of types.
func typeOf(urn string) string {
	parts := strings.Split(urn, "::")
	if len(parts) < 4 {
		return urn
	}
	chain := strings.Split(parts[2], "$")
	return chain[len(chain)-1]
}
