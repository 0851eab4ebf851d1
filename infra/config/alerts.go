package config

// Alerts is who hears of what is wrong.
type Alerts struct {
	// E-mail addresses that are woken. Each has to confirm the mail that AWS sends first.
	Page []string `json:"page" config:"format=email"`
	// E-mail addresses that look in working hours.
	Ticket []string `json:"ticket" config:"format=email"`
}

// AccessLogs is the record of requests to load balancers and buckets.
type AccessLogs struct {
	// Days that it is kept.
	RetentionDays Retention `json:"retentionDays"`
}
