// Package bench holds the pack against resources that the platform's own program
// never makes: good stacks, and for each the ways in which it can be spoilt. What
// a case asks for comes from the public catalogues, not from the rules: a case
// names no rule, and is caught when any rule objects to the spoilt resource that
// did not object to the good one.
//
// The cases are in cases/<concern>/<subject>.yaml:
//
//	from: encryption/keys                    # a file whose good stacks are known here too
//	good:
//	  - name: a queue with a key of its own
//	    resources:
//	      - {name: jobs, type: "aws:sqs/queue:Queue", properties: {kmsMasterKeyId: !unknown }, dependencies: {kmsMasterKeyId: [key]}}
//	  - name: the same, known by its ARN
//	    of: a queue with a key of its own    # made of another good stack, which stands before it
//	    change: [{in: jobs, set: {kmsMasterKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1"}}]
//	bad:
//	  - name: the key that AWS manages
//	    of: a queue with a key of its own    # what is spoilt
//	    asks: [FSBP SQS.1]                   # who asks for it
//	    spoil:                               # in this order
//	      - {in: jobs, set: {kmsMasterKeyId: alias/aws/sqs}}
//	      - {in: jobs, unset: [tags.Owner]}
//	      - {in: jobs, protect: false}
//	      - {remove: jobs-policy}
//	      - {add: {name: open, type: "aws:sqs/queuePolicy:QueuePolicy", properties: {}}}
//	    at: jobs                             # who is objected to; any resource where it is left out
//
// A property that is set is made from nothing any more, unless the step has
// dependencies of its own. The tags of examples of rules hold here too (!unknown,
// !secret, !json), and so do YAML's anchors, aliases and merge keys.
package bench
