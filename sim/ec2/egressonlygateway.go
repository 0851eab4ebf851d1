package ec2

import "github.com/covetpy/platform/sim/kind"

const egressOnlyGatewayType = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway"

func egressOnlyGateway() kind.Kind {
	return kind.Kind{
		Type: egressOnlyGatewayType,
		ID:   kind.Hashed("eigw-"),
		Refs: []kind.Ref{kind.VPC("vpcId")},
	}
}
