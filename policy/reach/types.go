package reach

import "slices"

// The types that the graph is built from, as Pulumi tokens.
const (
	typeVPC            = "aws:ec2/vpc:Vpc"
	typeDefaultVPC     = "aws:ec2/defaultVpc:DefaultVpc"
	typeSecondaryIPv4  = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation"
	typeSubnet         = "aws:ec2/subnet:Subnet"
	typeDefaultSubnet  = "aws:ec2/defaultSubnet:DefaultSubnet"
	typeRouteTable     = "aws:ec2/routeTable:RouteTable"
	typeDefaultTable   = "aws:ec2/defaultRouteTable:DefaultRouteTable"
	typeRoute          = "aws:ec2/route:Route"
	typeAssociation    = "aws:ec2/routeTableAssociation:RouteTableAssociation"
	typeMain           = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation"
	typeGateway        = "aws:ec2/internetGateway:InternetGateway"
	typeAttachment     = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment"
	typeNAT            = "aws:ec2/natGateway:NatGateway"
	typeEgressOnly     = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway"
	typeVPN            = "aws:ec2/vpnGateway:VpnGateway"
	typePeering        = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection"
	typeACL            = "aws:ec2/networkAcl:NetworkAcl"
	typeDefaultACL     = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"
	typeACLRule        = "aws:ec2/networkAclRule:NetworkAclRule"
	typeACLAssociation = "aws:ec2/networkAclAssociation:NetworkAclAssociation"

	typeGroup        = "aws:ec2/securityGroup:SecurityGroup"
	typeDefaultGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
	typeGroupRule    = "aws:ec2/securityGroupRule:SecurityGroupRule"
	typeIngressRule  = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
	typeEgressRule   = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
	typePrefixList   = "aws:ec2/managedPrefixList:ManagedPrefixList"
	typePrefixEntry  = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry"

	typeBalancer        = "aws:lb/loadBalancer:LoadBalancer"
	typeClassic         = "aws:elb/loadBalancer:LoadBalancer"
	typeListener        = "aws:lb/listener:Listener"
	typeCluster         = "aws:eks/cluster:Cluster"
	typeNodeGroup       = "aws:eks/nodeGroup:NodeGroup"
	typeLaunchTemplate  = "aws:ec2/launchTemplate:LaunchTemplate"
	typeAutoscaling     = "aws:autoscaling/group:Group"
	typeInstance        = "aws:ec2/instance:Instance"
	typeAddress         = "aws:ec2/eip:Eip"
	typeAddressOf       = "aws:ec2/eipAssociation:EipAssociation"
	typeEndpoint        = "aws:ec2/vpcEndpoint:VpcEndpoint"
	typeFunction        = "aws:lambda/function:Function"
	typeDatabaseCluster = "aws:rds/cluster:Cluster"
	typeDatabaseMember  = "aws:rds/clusterInstance:ClusterInstance"
	typeDatabase        = "aws:rds/instance:Instance"
	typeProxy           = "aws:rds/proxy:Proxy"
	typeReplication     = "aws:elasticache/replicationGroup:ReplicationGroup"
	typeCacheCluster    = "aws:elasticache/cluster:Cluster"
	typeServerless      = "aws:elasticache/serverlessCache:ServerlessCache"
	typeMemory          = "aws:memorydb/cluster:Cluster"
	typeSearch          = "aws:opensearch/domain:Domain"
	typeDocument        = "aws:docdb/cluster:Cluster"
	typeNeptune         = "aws:neptune/cluster:Cluster"
	typeWarehouse       = "aws:redshift/cluster:Cluster"
	typeMount           = "aws:efs/mountTarget:MountTarget"
)

var (
	vpcTypes    = []string{typeVPC, typeDefaultVPC}
	subnetTypes = []string{typeSubnet, typeDefaultSubnet}
	tableTypes  = []string{typeRouteTable, typeDefaultTable}
	aclTypes    = []string{typeACL, typeDefaultACL}
	// A rule or a thing may name a group by what brings it: the VPC its default
	// group, the cluster the one that EKS makes.
	groupTypes       = []string{typeGroup, typeDefaultGroup, typeCluster, typeVPC, typeDefaultVPC}
	subnetGroupTypes = []string{
		"aws:rds/subnetGroup:SubnetGroup", "aws:elasticache/subnetGroup:SubnetGroup", "aws:memorydb/subnetGroup:SubnetGroup",
		"aws:docdb/subnetGroup:SubnetGroup", "aws:neptune/subnetGroup:SubnetGroup", "aws:redshift/subnetGroup:SubnetGroup",
	}
)

// GroupTypes are the types of security groups and of the resources that hold
// their rules.
func GroupTypes() []string {
	return []string{typeGroup, typeDefaultGroup, typeGroupRule, typeIngressRule, typeEgressRule, typePrefixList, typePrefixEntry}
}

// VPCTypes are the types of VPCs and of what stands in for one.
func VPCTypes() []string {
	return slices.Concat(vpcTypes, []string{typeSecondaryIPv4, typeGateway})
}

// RouteTypes are the types of route tables, of routes and of what these name.
func RouteTypes() []string {
	return slices.Concat(tableTypes, []string{typeRoute, typePrefixList, typePrefixEntry, typePeering, typeNAT, typeInstance}, vpcTypes)
}

// ACLTypes are the types of network ACLs and of their rules.
func ACLTypes() []string { return slices.Concat(aclTypes, []string{typeACLRule}, vpcTypes) }

// Types is every type that the graph reads: what a rule that asks it declares.
func Types() []string { return slices.Clone(allTypes) }

var allTypes = slices.Concat(
	vpcTypes, []string{typeSecondaryIPv4}, subnetTypes, tableTypes,
	[]string{typeRoute, typeAssociation, typeMain, typeGateway, typeAttachment, typeNAT, typeEgressOnly, typeVPN, typePeering},
	aclTypes, []string{typeACLRule, typeACLAssociation},
	GroupTypes(), subnetGroupTypes,
	[]string{
		typeBalancer, typeClassic, typeListener, typeCluster, typeNodeGroup, typeLaunchTemplate, typeAutoscaling, typeInstance,
		typeAddress, typeAddressOf, typeEndpoint, typeFunction, typeDatabaseCluster, typeDatabaseMember, typeDatabase, typeProxy,
		typeReplication, typeCacheCluster, typeServerless, typeMemory, typeSearch, typeDocument, typeNeptune,
		typeWarehouse, typeMount,
	},
)
