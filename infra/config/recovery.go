package config

// Registry is the repositories of container images.
type Registry struct {
	// Repositories, below the project's and environment's names.
	Repositories []string `json:"repositories" config:"format=repository"`
	// Roles that may push images; nodes may only pull.
	Pushers []string `json:"pushers" config:"format=principal"`
	// How images are searched for known vulnerabilities. A setting of the whole registry, so of the account and region.
	Scanning ImageScanning `json:"scanning"`
	// Tagged images that are kept in each repository.
	KeepImages int `json:"keepImages" config:"range=1..1000"`
	// Days after which an image without a tag goes.
	UntaggedDays int `json:"untaggedDays" config:"range=1..365"`
	// Public registries whose images are pulled through this one.
	PullThrough []PublicRegistry `json:"pullThrough"`
	// Secrets that ECR signs in with to those public registries that ask for it, github and docker-hub. docs/applications.md says how one is made.
	Credentials map[PublicRegistry]string `json:"credentials" config:"format=credential"`
	// Whether images are copied to recovery.secondRegion.
	Replicate bool `json:"replicate"`
}

// ImageScanning is how images are searched for known vulnerabilities.
type ImageScanning string

// Ways to scan.
const (
	ScanBasic    ImageScanning = "basic"    // by ECR, at each push, free
	ScanEnhanced ImageScanning = "enhanced" // by Amazon Inspector, again whenever a vulnerability becomes known
)

// Values lists what is accepted.
func (ImageScanning) Values() []string { return values(ScanBasic, ScanEnhanced) }

// PublicRegistry is a registry that ECR pulls through.
type PublicRegistry string

// Public registries.
const (
	ECRPublic     PublicRegistry = "ecr-public" // public.ecr.aws
	KubernetesIO  PublicRegistry = "kubernetes" // registry.k8s.io
	QuayContainer PublicRegistry = "quay"       // quay.io
	GitHub        PublicRegistry = "github"     // ghcr.io, with a credential
	DockerHub     PublicRegistry = "docker-hub" // registry-1.docker.io, with a credential
)

// Values lists what is accepted.
func (PublicRegistry) Values() []string {
	return values(ECRPublic, KubernetesIO, QuayContainer, GitHub, DockerHub)
}

// Recovery is what is backed up, where to, and what may be lost.
type Recovery struct {
	// What may be lost, and for how long. A configuration whose backups can't meet it is refused.
	Objectives Objectives `json:"objectives"`
	// Backups by the class of what is stored and by how often. A store is covered by the class in its tag; null leaves a class or a frequency out.
	Plans map[BackupClass]map[BackupFrequency]BackupRule `json:"plans"`
	// Region that backups are copied to; null for none. It needs encryption.multiRegion.
	SecondRegion *SecondRegion `json:"secondRegion"`
	// ARN of a vault in another account that backups are copied to as well; empty for none.
	CopyToVault string `json:"copyToVault" config:"format=vault-or-none"`
	// AWS Backup Vault Lock; null for none.
	VaultLock *VaultLock `json:"vaultLock"`
	// A restore at fixed times that proves the backups; null for none.
	RestoreTest *RestoreTest `json:"restoreTest"`
	// Daily reports of jobs in a bucket; null for none.
	Reports *BackupReports `json:"reports"`
}

// Objectives is what may be lost when something fails, and for how long.
type Objectives struct {
	// Most minutes of data that are lost while the region stands (recovery point objective).
	RPOMinutes int `json:"rpoMinutes" config:"range=1..10080"`
	// Most minutes until the database serves again after the loss of an instance or a zone (recovery time objective).
	RTOMinutes int `json:"rtoMinutes" config:"range=1..10080"`
	// Days that can be gone back, for a mistake that is found late.
	HistoryDays int `json:"historyDays" config:"range=1..3650"`
	// The same for the loss of the whole region; null where that loss is accepted.
	Region *RegionObjectives `json:"region"`
}

// RegionObjectives is what may be lost with a whole region.
type RegionObjectives struct {
	// Most minutes of data that are lost.
	RPOMinutes int `json:"rpoMinutes" config:"range=1..10080"`
	// Most minutes until the database serves in the second region.
	RTOMinutes int `json:"rtoMinutes" config:"range=1..10080"`
}

// BackupRule is how long backups of one frequency are kept.
type BackupRule struct {
	// Days that a backup is kept.
	RetentionDays int `json:"retentionDays" config:"range=1..36500"`
	// Days after which it moves to cold storage, where it stays at least 90; 0 never. AWS can do so for few kinds of resources.
	ColdAfterDays int `json:"coldAfterDays" config:"range=0..36500"`
	// Days that a copy is kept in the second region, and in copyToVault; 0 makes no copy.
	CopyDays int `json:"copyDays" config:"range=0..36500"`
}

// BackupClass is a class of what is stored.
type BackupClass string

// Classes of stores.
const (
	BackupDatabase BackupClass = "database" // Aurora, beside its own continuous backup
	BackupVolumes  BackupClass = "volumes"  // persistent volumes of pods
	BackupObjects  BackupClass = "objects"  // buckets of applications
	BackupCluster  BackupClass = "cluster"  // objects of the Kubernetes API (AWS Backup for EKS)
)

// BackupClasses returns every class.
func BackupClasses() []BackupClass {
	return []BackupClass{BackupDatabase, BackupVolumes, BackupObjects, BackupCluster}
}

// Values lists what is accepted.
func (BackupClass) Values() []string { return values(BackupClasses()...) }

// BackupFrequency is how often something is backed up.
type BackupFrequency string

// Frequencies.
const (
	Hourly  BackupFrequency = "hourly"
	Daily   BackupFrequency = "daily"   // every night
	Weekly  BackupFrequency = "weekly"  // on Sundays
	Monthly BackupFrequency = "monthly" // on the first of a month
)

// Values lists what is accepted.
func (BackupFrequency) Values() []string { return values(Hourly, Daily, Weekly, Monthly) }

// SecondRegion is where backups are copied to.
type SecondRegion struct {
	// AWS region, another than the environment's own.
	Region string `json:"region" config:"required,format=region"`
}

// VaultLock keeps backups from being deleted before their time.
type VaultLock struct {
	// Governance can be lifted by a few; compliance by nobody, AWS included, once graceDays are over.
	Mode LockMode `json:"mode"`
	// Shortest retention that the vault takes.
	MinDays int `json:"minDays" config:"range=1..36500"`
	// Longest retention that the vault takes.
	MaxDays int `json:"maxDays" config:"range=1..36500"`
	// Days in which a compliance lock can still be taken off, at least 3; 0 in governance mode.
	GraceDays int `json:"graceDays" config:"range=0..36500"`
}

// LockMode is who may lift a lock.
type LockMode string

// Modes of a lock.
const (
	LockGovernance LockMode = "governance"
	LockCompliance LockMode = "compliance"
)

// Values lists what is accepted.
func (LockMode) Values() []string { return values(LockGovernance, LockCompliance) }

// RestoreTest is a restore that AWS Backup makes, has checked and deletes again.
type RestoreTest struct {
	// How often.
	Schedule TestSchedule `json:"schedule"`
	// Hours that what was restored stays, for a check of its content.
	HoursKept int `json:"hoursKept" config:"range=1..168"`
}

// TestSchedule is how often backups are proven.
type TestSchedule string

// Schedules of tests.
const (
	TestWeekly  TestSchedule = "weekly"
	TestMonthly TestSchedule = "monthly"
)

// Values lists what is accepted.
func (TestSchedule) Values() []string { return values(TestWeekly, TestMonthly) }

// BackupReports is the record of backup, copy and restore jobs.
type BackupReports struct {
	// Days that reports are kept, and held by Object Lock.
	RetentionDays Retention `json:"retentionDays"`
}
