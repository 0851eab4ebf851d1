// Package config is the one description of an environment: Pulumi.<env>.yaml
// read into a Go type, strictly, with considered defaults for its tier and a
// record of where each value came from.
//
// The types are the single source: their tags say what is accepted, their
// comments become the descriptions, and the JSON Schema and the reference page
// are rendered from both (package reference). What a value means to the cloud
// (whether a range holds an address plan, whether a version is supported) does
// not belong here: components check their own arguments, and the caller of Load
// hands those checks in. Nothing here imports Pulumi.
package config

//go:generate go run ./reference/write

// Namespace is what the keys of this program begin with in Pulumi.<env>.yaml.
const Namespace = "covetpy"

// Config is an environment.
type Config struct {
	// Decides every default below; it is the only notion of "how serious is this environment" there is.
	Tier Tier `json:"tier" config:"required"`
	// Id of the one AWS account this environment may be brought up in.
	Account string `json:"account" config:"required,format=account"`
	// AWS region; the partition follows from it.
	Region string `json:"region" config:"required,format=region"`
	// Team that answers for the environment, as a tag on every resource.
	Owner string `json:"owner" config:"required,format=tag"`
	// What finance books the environment under, as a tag on every resource.
	CostCentre string `json:"costCentre" config:"required,format=tag"`
	// DNS name below which the environment's services are found.
	Domain string `json:"domain" config:"required,format=domain"`
	// Highest class of data that the environment may hold, as a tag on every resource.
	DataClass DataClass `json:"dataClass"`
	// Whether Pulumi refuses to delete resources that hold state. It does not stop the AWS API: `cluster.deletionProtection` does.
	Protect bool `json:"protect"`
	// Keys that data is encrypted with.
	Encryption Encryption `json:"encryption"`
	// The network that everything runs in.
	Network Network `json:"network"`
	// The Kubernetes cluster.
	Cluster Cluster `json:"cluster"`
	// Who hears of what is wrong.
	Alerts Alerts `json:"alerts"`
	// The record of requests to load balancers and buckets.
	AccessLogs AccessLogs `json:"accessLogs"`
	// The Aurora PostgreSQL database; null for none.
	Database *Database `json:"database"`
	// Caches. Those that a tier defines are changed field by field; null removes one.
	Caches map[string]Cache `json:"caches" config:"keys=name"`
	// Queues of applications. null removes one.
	Queues map[string]Queue `json:"queues" config:"keys=name"`
	// Buckets of applications. null removes one.
	Buckets map[string]Bucket `json:"buckets" config:"keys=name"`
	// Secrets of applications, without their values. null removes one.
	Secrets map[string]Secret `json:"secrets" config:"keys=name"`
	// The front door; null for none. Tiers leave it off, as only a file can name the hosted zone.
	Edge *Edge `json:"edge"`
	// The registry of container images; null for none.
	Registry *Registry `json:"registry"`
	// What is installed in the cluster for applications.
	Services Services `json:"services"`
	// Applications. Tiers have none, as only a file can name an image.
	Apps map[string]App `json:"apps" config:"keys=name"`
	// Backups and what they have to achieve; null for none.
	Recovery *Recovery `json:"recovery"`
}

// Encryption is how customer-managed KMS keys are made.
type Encryption struct {
	// Days between a key's scheduled deletion and its end, in which it can be saved (KMS ScheduleKeyDeletion).
	DeletionWindowDays int `json:"deletionWindowDays" config:"range=7..30"`
	// Whether keys can be replicated to a second region, as recovery there asks for. Changing it replaces every key.
	MultiRegion bool `json:"multiRegion"`
}

// Tier is how serious an environment is.
type Tier string

// Tiers, from the cheapest to the safest.
const (
	Dev     Tier = "dev"
	Staging Tier = "staging"
	Prod    Tier = "prod"
)

// Tiers returns every tier, from the cheapest to the safest.
func Tiers() []Tier { return []Tier{Dev, Staging, Prod} }

// Values lists what is accepted.
func (Tier) Values() []string { return values(Tiers()...) }

// DataClass is how sensitive data is.
type DataClass string

// Classes of data, from the least to the most sensitive.
const (
	Public       DataClass = "public"
	Internal     DataClass = "internal"
	Confidential DataClass = "confidential"
	Restricted   DataClass = "restricted"
)

// Values lists what is accepted.
func (DataClass) Values() []string { return values(Public, Internal, Confidential, Restricted) }

// values renders the constants of a choice as plain text.
func values[T ~string](constants ...T) []string {
	out := make([]string, len(constants))
	for i, c := range constants {
		out[i] = string(c)
	}
	return out
}
