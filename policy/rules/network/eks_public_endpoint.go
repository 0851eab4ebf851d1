package network

import (
	"github.com/covetpy/platform/policy/rule"
	"github.com/covetpy/platform/policy/rule/want"
)

const eksCluster = "aws:eks/cluster:Cluster"

var eksPublicEndpoint = rule.Rule{
	ID:    "network-eks-public-endpoint",
	Title: "The Kubernetes API is not on the internet",
	Why: "Whoever holds a stolen token, or a flaw of the API server, needs only to reach it. Unset means that the " +
		"endpoint is public, for the whole world.",
	Fix:      "Set vpcConfig.endpointPublicAccess to false, and reach the API from inside the network.",
	Severity: rule.High,
	Levels:   rule.Levels{Dev: rule.Advisory, Staging: rule.Mandatory, Prod: rule.Mandatory},
	Types:    []string{eksCluster},
	Controls: boundary(append(rule.FSBP.IDs("EKS.1"), rule.CISEKS.IDs("5.4.2")...)),
	Since:    since,
	Check:    want.SaidFalse("vpcConfig.endpointPublicAccess", "the API server has a public endpoint"),
}
