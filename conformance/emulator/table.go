package emulator

// services: ministack, but for what only moto has. Services that refer to one
// another's objects, and check that they are there, live on the same emulator.
var services = []Service{
	{"acm", Ministack},
	{"applicationautoscaling", Moto},
	{"autoscaling", Ministack},
	{"backup", Ministack},
	{"cloudwatch", Ministack},
	{"ec2", Ministack},
	{"ecr", Ministack},
	{"eks", Ministack},
	{"elasticache", Ministack},
	{"elbv2", Ministack},
	{"events", Ministack},
	{"iam", Ministack},
	{"kms", Ministack},
	{"logs", Ministack},
	{"rds", Ministack},
	{"route53", Ministack},
	{"route53resolver", Moto},
	{"s3", Ministack},
	{"s3control", Ministack},
	{"secretsmanager", Ministack},
	{"sns", Ministack},
	{"sqs", Ministack},
	{"sts", Ministack},
	{"wafv2", Ministack},
}

// unserved are the types that run on the simulated cloud.
var unserved = map[string]string{}

// record is a table of an emulator's own records.
type record struct {
	on                       Name
	service, collection, why string
}

// bookkeeping are records that are no object of anyone's.
var bookkeeping = []record{}
