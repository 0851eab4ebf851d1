package config

// Queue is a queue of SQS with a queue of dead letters beside it. Messages come at least once, and in any order.
type Queue struct {
	// Seconds for which a message that was received is hidden from others. Longer than the work on one takes, or two work on it.
	VisibilitySeconds int `json:"visibilitySeconds" config:"range=1..43200"`
	// Days that a message waits which nobody deletes. Dead letters are kept for 14 days from when they were first sent.
	RetentionDays int `json:"retentionDays" config:"range=1..13"`
	// How often a message is received before it is a dead letter, which opens a ticket.
	MaxReceives int `json:"maxReceives" config:"range=1..1000"`
	// Seconds that the oldest message may wait before someone is woken.
	AlertAgeSeconds int `json:"alertAgeSeconds" config:"range=60..43200"`
}

// Bucket is a bucket of S3. It is encrypted, closed to the public and versioned, and the plan for objects backs it up.
type Bucket struct {
	// Days after which an object is deleted; 0 keeps objects.
	ExpireDays int `json:"expireDays" config:"range=0..36500"`
	// Days for which what was overwritten or deleted can be brought back.
	FormerDays int `json:"formerDays" config:"range=1..36500"`
}

// Secret is a secret of Secrets Manager that somebody else gives out. Its value is in no file: docs/secrets.md says how it is put in.
type Secret struct {
	// What it is for.
	Description string `json:"description" config:"required"`
	// Who changes the value, and when, as a tag. No function rotates it.
	ChangedBy string `json:"changedBy" config:"required,format=tag"`
	// Days for which a deleted secret can be restored, 7 to 30; 0 is not at all. Its name is taken until then.
	RecoveryDays int `json:"recoveryDays" config:"range=0..30"`
}
