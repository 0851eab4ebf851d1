// Package catalogue says of each rule of the public catalogues what this pack
// makes of it: which rule answers it, or why none does.
//
// One YAML file a concern or service; each row is one statement of the
// catalogues about one property:
//
//   - sources: [FSBP RDS.27, CKV_AWS_96]   # the catalogues' own ids
//     types: [aws:rds/cluster:Cluster]     # canonical tokens
//     property: storageEncrypted           # or relation: what is joined with what
//     rules: [encryption-rds-storage]      # or declined: why there is no rule
//
// docs/policies.md prints the rows, and a test holds each against the rules.
package catalogue
