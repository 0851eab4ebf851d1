package s3

import (
	"slices"
	"strings"
)

// hostedZones are the Route 53 zones of each region's website endpoints.
// Source: AWS General Reference, "Amazon S3 website endpoints".
var hostedZones = map[string]string{
	"us-east-1": "Z3AQBSTGFYJSTF", "us-east-2": "Z2O1EMRO9K5GLX",
	"us-west-1": "Z2F56UZL2M1ACD", "us-west-2": "Z3BJ6K6RIION7M",
	"ca-central-1": "Z1QDHH18159H29", "sa-east-1": "Z7KQH4QJS55SO",
	"eu-west-1": "Z1BKCTXD74EZPE", "eu-west-2": "Z3GKZC51ZF0DB4", "eu-west-3": "Z3R1K369G5AVDG",
	"eu-central-1": "Z21DNDUVLTQW6Q", "eu-central-2": "Z030506016YDQGETNASS", "eu-north-1": "Z3BAZG2TWCNX0D",
	"eu-south-1": "Z30OZKI7KPW7MI", "eu-south-2": "Z0081959F7139GRJC19J",
	"ap-northeast-1": "Z2M4EHUR26P7ZW", "ap-northeast-2": "Z3W03O7B5YMIYP", "ap-northeast-3": "Z2YQB5RD63NC85",
	"ap-southeast-1": "Z3O0J2DXBE1FTB", "ap-southeast-2": "Z1WCIGYICN2BYD", "ap-south-1": "Z11RGJOFQNVJUP",
}

// dashed are the old regions, whose website endpoints have a dash before the
// region; the later ones have a dot.
var dashed = []string{
	"us-east-1", "us-west-1", "us-west-2", "sa-east-1", "eu-west-1",
	"ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "us-gov-west-1",
}

func websiteDomain(region string) string {
	separator := "."
	if slices.Contains(dashed, region) {
		separator = "-"
	}
	return "s3-website" + separator + region + "." + dnsSuffix(region)
}

func dnsSuffix(region string) string {
	if strings.HasPrefix(region, "cn-") {
		return "amazonaws.com.cn"
	}
	return "amazonaws.com"
}
