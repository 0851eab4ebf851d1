package kind

// Zone is one availability zone of a region as this account sees it.
type Zone struct{ Name, ID string }

// Zones are the availability zones of a region, by name. Real accounts map
// names to ids each in its own way; this one maps them in order.
func Zones(region string) []Zone {
	prefix, ok := zoneIDs[region]
	if !ok {
		prefix = zonePrefix{region, 3}
	}
	zones := make([]Zone, prefix.zones)
	for i := range zones {
		zones[i] = Zone{
			Name: region + string(rune('a'+i)),
			ID:   prefix.short + "-az" + string(rune('1'+i)),
		}
	}
	return zones
}

type zonePrefix struct {
	short string
	zones int
}

// zoneIDs has the short region names that zone ids begin with, and how many
// zones there are. Source: EC2 User Guide, "AWS Availability Zones".
var zoneIDs = map[string]zonePrefix{
	"us-east-1": {"use1", 6}, "us-east-2": {"use2", 3}, "us-west-1": {"usw1", 3}, "us-west-2": {"usw2", 4},
	"ca-central-1": {"cac1", 4}, "sa-east-1": {"sae1", 3},
	"eu-west-1": {"euw1", 3}, "eu-west-2": {"euw2", 3}, "eu-west-3": {"euw3", 3},
	"eu-central-1": {"euc1", 3}, "eu-central-2": {"euc2", 3}, "eu-north-1": {"eun1", 3},
	"eu-south-1": {"eus1", 3}, "eu-south-2": {"eus2", 3},
	"ap-northeast-1": {"apne1", 4}, "ap-northeast-2": {"apne2", 4}, "ap-northeast-3": {"apne3", 3},
	"ap-southeast-1": {"apse1", 3}, "ap-southeast-2": {"apse2", 3}, "ap-south-1": {"aps1", 3},
}
