package database

import (
	"strconv"
	"strings"
)

// parameter of PostgreSQL.
type parameter struct {
	name, value string
	// static parameters count only after a restart: RDS refuses to apply them at
	// once.
	static bool
	// usual is a value that some family has anyway. RDS does not take notice when a
	// parameter is set to what it is, keeps "pending-reboot" as the way to apply it,
	// and every update would ask for "immediate" again (the provider's note on
	// parameter groups, "perpetual diff").
	usual bool
}

// apply is how RDS puts the parameter into force (RDS API, Parameter, ApplyMethod).
func (p parameter) apply() string {
	if p.static || p.usual {
		return "pending-reboot"
	}
	return "immediate"
}

// clusterParameters are those of all instances.
func clusterParameters(p Parameters) []parameter {
	libraries := []string{"pg_stat_statements"}
	if p.Audit {
		libraries = append(libraries, "pgaudit")
	}
	slow := p.SlowQueryMilliseconds
	if slow == 0 {
		slow = -1 // PostgreSQL's word for never; its 0 logs every statement
	}
	out := []parameter{
		// AWS FSBP and CIS: connections in clear text are refused. So it is without us
		// from version 17 on.
		{name: "rds.force_ssl", value: "1", usual: true},
		{name: "shared_preload_libraries", value: strings.Join(libraries, ","), static: true},
		{name: "log_min_duration_statement", value: strconv.Itoa(slow)},
		{name: "log_statement", value: "ddl"},
		{name: "log_connections", value: "1"},
		{name: "log_disconnections", value: "1"},
		{name: "log_lock_waits", value: "1"},
		{name: "statement_timeout", value: milliseconds(p.StatementTimeoutSeconds)},
		{
			name: "idle_in_transaction_session_timeout", value: milliseconds(p.IdleTransactionTimeoutSeconds),
			usual: p.IdleTransactionTimeoutSeconds == usualIdleSeconds,
		},
	}
	if p.Audit {
		out = append(out,
			// What changes rights and structure. Reads and writes are recorded for the
			// objects that are granted to the audit role: all of them would drown the log.
			parameter{name: "pgaudit.log", value: "ddl,role"},
			// The one role that RDS accepts here (Aurora user guide, "Setting up the
			// pgAudit extension").
			parameter{name: "pgaudit.role", value: "rds_pgaudit"},
		)
	}
	if p.LogicalReplication {
		out = append(out, parameter{name: "rds.logical_replication", value: "1", static: true})
	}
	return out
}

// instanceParameters are those that an instance may have for itself.
func instanceParameters() []parameter {
	return []parameter{
		// Kilobytes. Temporary files fill the local storage that an alarm watches.
		{name: "log_temp_files", value: "10240"},
		{name: "log_autovacuum_min_duration", value: "10000", usual: true}, // milliseconds
	}
}

// usualIdleSeconds is what Aurora itself sets: a day.
const usualIdleSeconds = 86400

func milliseconds(seconds int) string { return strconv.Itoa(seconds * 1000) }
