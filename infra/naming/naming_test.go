package naming_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/infra/fault"
	"github.com/covetpy/platform/infra/naming"
)

func dev() naming.Scope { return naming.Scope{Project: "covetpy", Environment: "dev"} }

func TestNames(t *testing.T) {
	want := map[string]string{
		"the prefix":                            "covetpy-dev",
		"no parts":                              "covetpy-dev",
		"parts":                                 "covetpy-dev-karpenter-controller",
		"a path":                                "/covetpy/dev/flow-logs",
		"a name of exactly the limit":           "covetpy-dev-abc",
		"a name one over the limit":             "covetpy-184f23cc",
		"a name cut after a dash, without it":   "covetpy-5f9b6648",
		"a path cut after a slash, without it":  "/covetpy-88fa8c3d",
		"a cut that leaves the prefix in sight": "covetpy-dev-a-role-for-a-controller-with-a-name-too-lon-d37bac30",
	}
	got := map[string]string{
		"the prefix":                            dev().Prefix(),
		"no parts":                              dev().Name(naming.IAMRole),
		"parts":                                 dev().Name(naming.IAMRole, "karpenter", "controller"),
		"a path":                                dev().Path(naming.LogGroup, "flow-logs"),
		"a name of exactly the limit":           dev().Name(15, "abc"),
		"a name one over the limit":             dev().Name(16, "abcde"),
		"a name cut after a dash, without it":   dev().Name(17, "abcdef"),
		"a path cut after a slash, without it":  dev().Path(18, "flow-logs"),
		"a cut that leaves the prefix in sight": dev().Name(naming.IAMRole, "a-role-for-a-controller-with-a-name-too-long-for-it-alone"),
	}
	assert.Equal(t, want, got)
}

// limits are those of the services in use, the smallest and the greatest too.
func limits() *rapid.Generator[naming.Limit] {
	return rapid.SampledFrom([]naming.Limit{
		naming.IAMRole, naming.IAMPolicy, naming.KMSAlias, naming.EKSCluster, naming.EKSNodeGroup,
		naming.LaunchTemplate, naming.SecurityGroup, naming.SQSQueue, naming.EventRule,
		naming.S3Bucket, naming.LogGroup, naming.Resolver, naming.TagValue,
	})
}

func TestAFittedNameIsWithinItsLimitAndTheSameEachTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := limits().Draw(t, "limit")
		name := rapid.StringMatching(`[a-z][a-z0-9-]{0,599}`).Draw(t, "name")
		got := naming.Fit(limit, name)
		if len(got) > int(limit) {
			t.Fatalf("%d characters, the limit is %d: %s", len(got), limit, got)
		}
		if again := naming.Fit(limit, name); again != got {
			t.Fatalf("%s, then %s", got, again)
		}
		if len(name) <= int(limit) && got != name {
			t.Fatalf("%s was changed to %s", name, got)
		}
	})
}

func TestTwoLongNamesStayDifferent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := limits().Draw(t, "limit")
		common := strings.Repeat("a", int(limit))
		one := rapid.StringMatching(`[a-z0-9-]{1,20}`).Draw(t, "one")
		two := rapid.StringMatching(`[a-z0-9-]{1,20}`).Filter(func(s string) bool { return s != one }).Draw(t, "two")
		if naming.Fit(limit, common+one) == naming.Fit(limit, common+two) {
			t.Fatalf("%s and %s got one name", one, two)
		}
	})
}

// A service that takes lower-case letters, digits and single dashes between
// them takes the fitted name when it would take the whole one.
func TestAllowedCharactersSurvive(t *testing.T) {
	strict := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	rapid.Check(t, func(t *rapid.T) {
		limit := limits().Draw(t, "limit")
		parts := rapid.SliceOfN(rapid.StringMatching(`[a-z0-9]{1,40}`), 0, 20).Draw(t, "parts")
		if got := dev().Name(limit, parts...); !strict.MatchString(got) {
			t.Fatalf("%s", got)
		}
	})
}

// Whatever is cut, a name says whose it is.
func TestANameBeginsWithItsEnvironment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := limits().Draw(t, "limit")
		part := rapid.StringMatching(`[a-z0-9]{1,600}`).Draw(t, "part")
		if got := dev().Name(limit, part); !strings.HasPrefix(got, "covetpy-dev-") {
			t.Fatalf("%s", got)
		}
		if got := dev().Path(limit, part); !strings.HasPrefix(got, "/covetpy/dev") {
			t.Fatalf("%s", got)
		}
	})
}

func TestAScopeSaysWhatItLacks(t *testing.T) {
	assert.Empty(t, naming.Scope{Project: "covetpy", Environment: "dev"}.Faults())
	assert.Equal(t, fault.Faults{
		{Path: "environment", Accepted: "the environment's name"}, {Path: "project", Accepted: "the project's name"},
	}, naming.Scope{}.Faults())
}
