package aws

import "strings"

// ARN is the parts of arn:partition:service:region:account:resource. Parts may be
// patterns, as in policies and selections.
type ARN struct {
	Scheme                              string // "arn", unless it is none
	Partition, Service, Region, Account string
	Resource                            string
}

// SplitARN takes an ARN or a pattern of ARNs apart; ok is false when it has fewer
// parts than six.
func SplitARN(text string) (arn ARN, ok bool) {
	const parts = 6
	p := strings.SplitN(text, ":", parts)
	if len(p) < parts {
		return ARN{}, false
	}
	return ARN{Scheme: p[0], Partition: p[1], Service: p[2], Region: p[3], Account: p[4], Resource: p[5]}, true
}

// ParseARN is SplitARN for what has to be an ARN: the zero ARN for what is none.
func ParseARN(text string) ARN {
	arn, ok := SplitARN(text)
	if !ok || arn.Scheme != "arn" {
		return ARN{}
	}
	return arn
}
