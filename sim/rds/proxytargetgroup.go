package rds

import (
	"maps"

	"github.com/covetpy/platform/sim/kind"
)

const proxyTargetGroupType = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup"

// onlyTargetGroup is the name of the group that a proxy is born with; it has no
// other.
const onlyTargetGroup = "default"

// proxyDefaultTargetGroup holds the settings of a group that lives and goes with
// its proxy.
func proxyDefaultTargetGroup() kind.Kind {
	const pool = "connectionPoolConfig."
	return kind.Kind{
		Type: proxyTargetGroupType,
		ID:   kind.From("dbProxyName"),
		Checks: map[string]kind.Check{
			pool + "connectionBorrowTimeout":   kind.Between(0, 3600),
			pool + "maxConnectionsPercent":     kind.Between(1, 100),
			pool + "maxIdleConnectionsPercent": kind.Between(0, 100),
			pool + "sessionPinningFilters[*]":  kind.OneOf("EXCLUDE_VARIABLE_SETS"),
		},
		Within: map[string]kind.Props{"connectionPoolConfig": poolDefaults()},
		Refs:   []kind.Ref{ofProxy()},
		Unique: []kind.Unique{{
			On:    []string{"dbProxyName"},
			Taken: "the proxy %[1]s has its target group's settings from another resource already; RDS would overwrite them, the simulated cloud refuses",
		}},
		Computed: []string{
			pool + "connectionBorrowTimeout", pool + "initQuery", pool + "maxConnectionsPercent", pool + "maxIdleConnectionsPercent",
			pool + "sessionPinningFilters",
		},
		Admit: admitPool,
		Outputs: func(w kind.World, d kind.Draft) kind.Props {
			out := kind.Props{"connectionPoolConfig": kind.Nested(poolOf(d)), "name": kind.Text(onlyTargetGroup)}
			if d.Old == nil {
				out["arn"] = kind.Text(w.ARN("rds", "target-group:"+w.NewID("prx-tg-")))
			}
			return out
		},
	}
}

// poolDefaults are upstream's.
func poolDefaults() kind.Props {
	return kind.Props{
		"connectionBorrowTimeout":   kind.Number(120),
		"maxConnectionsPercent":     kind.Number(100),
		"maxIdleConnectionsPercent": kind.Number(50),
	}
}

// poolOf are the settings as they will be: what is given, over upstream's
// defaults.
func poolOf(d kind.Draft) kind.Props {
	pool := poolDefaults()
	pool["initQuery"], pool["sessionPinningFilters"] = kind.Text(""), kind.List()
	for _, given := range d.In.Objects("connectionPoolConfig") {
		maps.Copy(pool, given.Props)
	}
	return pool
}

// admitPool looks at the settings with upstream's defaults in them: fewer
// connections alone would leave more idle ones than there may be.
func admitPool(_ kind.World, d kind.Draft) error {
	const longestWait = 300
	pool := kind.Values{Props: poolOf(d)}
	most := pool.Number("maxConnectionsPercent")
	switch {
	case pool.Number("connectionBorrowTimeout") > longestWait:
		return kind.Say("InvalidParameterValue: ConnectionBorrowTimeout must be between 0 and %d", longestWait)
	case pool.Number("maxIdleConnectionsPercent") > most:
		return kind.Say("InvalidParameterValue: MaxIdleConnectionsPercent must be between 0 and the value of MaxConnectionsPercent, %d", most)
	}
	return nil
}
