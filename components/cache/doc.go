// Package cache makes a cache on ElastiCache: one replication group of Valkey or
// Redis with its nodes, or one serverless cache, with the only user who may
// enter it, its parameters, logs, snapshots and alarms.
//
// An environment has several caches, told apart by name, because what they hold
// wants different things when memory is short: a cache of results drops the
// oldest, a store of sessions must not drop any.
//
// Some files decide (accesspolicy, alarms, parameters, plan, validate,
// validate_shape, versions): they are pure and do not import Pulumi. The others
// register and hold no arithmetic. Names are in names.go.
//
// What does not belong here: keys, subnets and topics, the roles of
// applications (ConnectStatement is what they need), and what is done with the
// cache.
package cache
