package network_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/components/network"
)

func TestZoneIDs(t *testing.T) {
	t.Parallel()
	for sentence, test := range map[string]struct {
		region string
		n      int
		want   []string
		err    string
	}{
		"three of Ireland":                            {"eu-west-1", 3, []string{"euw1-az1", "euw1-az2", "euw1-az3"}, ""},
		"four of Virginia pass over the third":        {"us-east-1", 4, []string{"use1-az1", "use1-az2", "use1-az4", "use1-az5"}, ""},
		"Tokyo's third is closed to new accounts":     {"ap-northeast-1", 3, []string{"apne1-az1", "apne1-az2", "apne1-az4"}, ""},
		"more than a region has":                      {"us-west-1", 3, nil, "find 3 zones of us-west-1: the table has 2, use as many or name others as zoneIds"},
		"none":                                        {"us-west-1", 0, nil, "find 0 zones of us-west-1: the table has 2, use as many or name others as zoneIds"},
		"a region that the table does not know (yet)": {"xx-west-9", 2, nil, `find the zones of "xx-west-9": the region is not in the table, name 2 of its zone ids as zoneIds`},
	} {
		t.Run(sentence, func(t *testing.T) {
			t.Parallel()
			got, err := network.ZoneIDs(test.region, test.n)
			if test.err != "" {
				require.EqualError(t, err, test.err)
			} else {
				require.NoError(t, err)
			}
			assert.Equal(t, test.want, got)
		})
	}
}

func TestZonesOfARegionAreAccepted(t *testing.T) {
	t.Parallel()
	for _, region := range []string{"eu-west-1", "us-east-1", "ap-northeast-1", "il-central-1"} {
		ids, err := network.ZoneIDs(region, 3)
		require.NoError(t, err)
		args := minimal()
		args.Where.Region = region
		args.ZoneIDs = ids
		assert.Empty(t, args.Validate())
	}
}
