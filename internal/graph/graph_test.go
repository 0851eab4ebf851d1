package graph_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/covetpy/platform/internal/engine"
	"github.com/covetpy/platform/internal/graph"
)

func urn(name string) resource.URN {
	return resource.NewURN("dev", "covetpy", "", "test:index:Thing", name)
}

func urns(names ...string) []resource.URN {
	out := make([]resource.URN, len(names))
	for i, n := range names {
		out[i] = urn(n)
	}
	return out
}

// thing is a resource that takes as many seconds as its name is long.
func thing(name string, needs ...string) engine.Resource {
	return engine.Resource{URN: urn(name), Custom: true, DependsOn: urns(needs...)}
}

func seconds(r engine.Resource) time.Duration {
	if !r.Custom {
		return 0
	}
	return time.Duration(len(r.URN.Name())) * time.Second
}

func pathOf(resources ...engine.Resource) (names []string, length time.Duration) {
	g := graph.New(resources, seconds)
	for _, s := range g.CriticalPath() {
		names = append(names, s.URN.Name())
	}
	return names, g.Length()
}

func TestTheLongestChainIsFound(t *testing.T) {
	component := engine.Resource{URN: urn("component")}
	member := thing("member", "a")
	member.Parent = component.URN
	child := thing("child")
	child.Parent = urn("a")
	served := thing("served")
	served.Provider = urn("provider")
	gone := thing("doomed-for-long-enough")
	gone.Doomed = true
	for name, c := range map[string]struct {
		resources []engine.Resource
		want      []string
		length    time.Duration
	}{
		"nothing":                      {nil, nil, 0},
		"one":                          {[]engine.Resource{thing("abc")}, []string{"abc"}, 3 * time.Second},
		"two side by side":             {[]engine.Resource{thing("ab"), thing("abc")}, []string{"abc"}, 3 * time.Second},
		"one after the other":          {[]engine.Resource{thing("ab"), thing("abc", "ab")}, []string{"ab", "abc"}, 5 * time.Second},
		"many short beat one long":     {[]engine.Resource{thing("a"), thing("bb", "a"), thing("ccc", "bb"), thing("ddddd")}, []string{"a", "bb", "ccc"}, 6 * time.Second},
		"the longer of two needs":      {[]engine.Resource{thing("a"), thing("bbb"), thing("c", "a", "bbb")}, []string{"bbb", "c"}, 4 * time.Second},
		"a component is its members":   {[]engine.Resource{component, thing("a"), member, thing("last", "component")}, []string{"a", "member", "last"}, 11 * time.Second},
		"a parent comes first":         {[]engine.Resource{thing("a"), child}, []string{"a", "child"}, 6 * time.Second},
		"a provider comes first":       {[]engine.Resource{thing("provider"), served}, []string{"provider", "served"}, 14 * time.Second},
		"what is to go does not count": {[]engine.Resource{thing("a"), gone}, []string{"a"}, time.Second},
		"a need that is not there":     {[]engine.Resource{thing("a", "elsewhere")}, []string{"a"}, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			names, length := pathOf(c.resources...)
			assert.Equal(t, c.want, names)
			assert.Equal(t, c.length, length)
		})
	}
}

// TestNothingBeginsBeforeWhatItNeeds draws graphs and compares with the
// definition.
func TestNothingBeginsBeforeWhatItNeeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "resources")
		var all []engine.Resource
		for i := range n {
			var needs []string
			for j := range i {
				if rapid.IntRange(0, 3).Draw(t, "needs") == 0 {
					needs = append(needs, string(rune('a'+j)))
				}
			}
			all = append(all, thing(string(rune('a'+i)), needs...))
		}
		weight := rapid.SliceOfN(rapid.IntRange(0, 9), n, n).Draw(t, "takes")
		g := graph.New(all, func(r engine.Resource) time.Duration { return time.Duration(weight[r.URN.Name()[0]-'a']) })
		latest := time.Duration(0)
		for _, r := range all {
			begins := time.Duration(0)
			for _, need := range r.DependsOn {
				begins = max(begins, g.Span(need).Ends())
			}
			require.Equal(t, begins, g.Span(r.URN).Begins)
			latest = max(latest, g.Span(r.URN).Ends())
		}
		require.Equal(t, latest, g.Length())
		sum := time.Duration(0)
		for _, s := range g.CriticalPath() {
			require.Equal(t, sum, s.Begins, "without a gap")
			sum += s.Takes
		}
		require.Equal(t, latest, sum)
	})
}

func TestTheGraphIsPrinted(t *testing.T) {
	g := graph.New([]engine.Resource{thing("ab"), thing("abc", "ab")}, seconds)
	var out bytes.Buffer
	require.NoError(t, g.WritePath(&out))
	assert.Equal(t, "BEGINS  TAKES  RESOURCE\n"+
		"0s      2s     test:index:Thing ab\n"+
		"2s      3s     test:index:Thing abc\n"+
		"5s             all 2 resources stand\n", out.String())
	out.Reset()
	require.NoError(t, g.WriteDOT(&out))
	first, second := `"urn:pulumi:dev::covetpy::test:index:Thing::ab"`, `"urn:pulumi:dev::covetpy::test:index:Thing::abc"`
	assert.Equal(t, "digraph environment {\n  rankdir=LR;\n"+
		"  "+first+` [label="test:index:Thing ab\n2s"];`+"\n"+
		"  "+second+` [label="test:index:Thing abc\n3s"];`+"\n"+
		"  "+first+" -> "+second+";\n}\n", out.String())
}

func TestEachComponentStandsWithItsLastResource(t *testing.T) {
	within := func(component, name string, needs ...string) engine.Resource {
		r := thing(name, needs...)
		r.URN = resource.NewURN("dev", "covetpy", tokens.Type("covetpy:"+component), "test:index:Thing", name)
		return r
	}
	resources := []engine.Resource{thing("ab"), within("net:Net", "abc", "ab"), within("net:Net", "abcdef"), within("data:Data", "abcd")}
	var out bytes.Buffer
	require.NoError(t, graph.New(resources, seconds).WritePath(&out))
	assert.Equal(t, "BEGINS  TAKES  RESOURCE\n"+
		"0s      6s     test:index:Thing abcdef\n"+
		"6s             all 4 resources stand\n\n"+
		"STANDS  COMPONENT          ITS LAST RESOURCE\n"+
		"4s      covetpy:data:Data  test:index:Thing abcd\n"+
		"6s      covetpy:net:Net    test:index:Thing abcdef\n", out.String())
}
