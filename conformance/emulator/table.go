package emulator

// services. Moto has what refers to a VPC and looks it up: EC2, its load balancers,
// and databases, whose keys and certificates moto looks up in its own KMS and ACM.
// Ministack has what moto lacks, or answers in a way that upstream can't read; it
// takes subnets, groups, keys and roles on trust, but for cache subnet groups.
var services = []Service{
	{"acm", Moto}, // its load balancers look certificates up
	{"amp", Moto},
	{"autoscaling", Ministack},
	{"backup", Ministack},  // moto has no selections, and does not list the tags of vaults and plans
	{"budgets", Ministack}, // moto has no tags of budgets and no UpdateBudget
	{"cloudwatch", Ministack},
	// Ministack ignores the filter association.subnet-id, by which upstream finds the
	// access list that a subnet has, drops routes for IPv6 and has no
	// AssociateVpcCidrBlock; it returns flow logs without their role and interval, and
	// endpoints without their security groups.
	{"ec2", Moto},
	{"ecr", Moto}, // ministack has nothing of a registry's own: policy, scanning, replication, templates
	{"eks", Ministack},
	{"elasticache", Ministack}, // moto has no parameter groups, users and user groups
	{"elbv2", Moto},
	{"events", Ministack},
	// Moto refuses policies without a version, which IAM takes as that of 2008.
	{"iam", Ministack},
	{"kms", Moto}, // its databases look their secret's key up
	{"logs", Ministack},
	// Ministack has no event subscriptions, forgets what is monitored in a cluster, and
	// looks subnets up in an EC2 of its own.
	{"rds", Moto},
	{"route53", Ministack},
	// Moto drops the tags that a bucket is made with, and takes none for logs that does
	// not let the logging service write.
	{"s3", Ministack},
	{"s3control", Ministack},
	{"secretsmanager", Ministack}, // moto calls a rotation's function, and has none to call
	{"sns", Ministack},            // moto forgets the archive policy of a topic
	{"sqs", Ministack},            // moto returns a queue's attributes otherwise than they were set, and upstream waits for ever
	{"sts", Ministack},
	{"wafv2", Ministack},
}

// record is one table of an emulator's own records, or what in it has a name that
// begins so.
type record struct {
	on                               Name
	service, collection, prefix, why string
}

// bookkeeping are records that are no object of anyone's.
var bookkeeping = []record{
	{Ministack, "cloudwatch", "alarm_history", "", "what happened to alarms, which CloudWatch keeps for 30 days, too"},
	{Ministack, "eks", "port_counter", "", "a counter"},
	{Ministack, "elasticache", "events", "", "what happened, which ElastiCache keeps for 14 days, too"},
	{Ministack, "elasticache", "param_groups", "default.", "AWS's own, made when they are first asked for"},
	{Ministack, "elasticache", "param_group_params", "default.", "what is in AWS's own"},
	{Ministack, "elasticache", "port_counter", "", "a counter"},
	{Ministack, "eventbridge", "buses", "default", "the bus that every account has, made when it is first asked for"},
	{Ministack, "iam", "aws_managed_attachment_counts", "", "how often AWS's own policies are attached; zero stays"},
	{Ministack, "iam", "service_linked_role_deletion_tasks", "", "the answer to how a deletion went"},
	{Ministack, "route53", "changes", "", "the answer to how a change went"},
	{Moto, "acm", "idempotency_tokens", "", "what was asked before"},
	{Moto, "ec2", "enis", "", "interfaces of NAT gateways, which moto leaves when those go; nobody makes any by themselves"},
	{Moto, "ec2", "launch_template_insert_order", "", "an order of names, which deletions leave"},
	{Moto, "ec2", "tags", "", "tags of what has gone; those of what lives are with it"},
	{Moto, "kms", "multi_region_configuration", "", "what moto says of the last key that was asked for"},
	{Moto, "rds", "events", "", "what happened, which RDS keeps for 14 days, too"},
	{Moto, "rds", "resource_map", "", "tables of other tables"},
}
