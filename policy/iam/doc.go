// Package iam reads IAM policies and answers what they allow. It knows AWS's
// documented evaluation logic and nothing of the engine that deploys them.
//
// Three kinds of questions, from one document to a whole identity:
//
//	doc, err := iam.Parse(text)
//
//	// What does a statement say, and do its conditions restrict anybody?
//	for i, s := range doc.Statements {
//		if s.Allows() && !s.Narrows(iam.Callers) {
//			report(s.Label(i), s.Loose(iam.Callers))
//		}
//	}
//
//	// May this role do this on that? The policies of both sides decide.
//	d := iam.Evaluate(iam.Policies{
//		Identity: []iam.Policy{{Name: "worker", Document: doc}},
//		Resource: []iam.Policy{{Name: "key policy", Document: keyPolicy}},
//		Kind:     iam.Key,
//	}, iam.Request{
//		Principal: iam.Principal{ARN: "arn:aws:iam::111122223333:role/worker"},
//		Action:    "kms:Decrypt",
//		Resource:  "arn:aws:kms:eu-west-1:111122223333:key/1234",
//		Context:   iam.Context{"aws:SecureTransport": {"true"}},
//	})
//	if d.Verdict.MayAllow() { ... }
//
//	// What may an identity do altogether, and can it make itself more?
//	grants := iam.Grants{Policies: policies, Boundary: boundary, Account: "111122223333"}
//	for _, reach := range grants.Reaches("s3:GetObject", nil) { ... }
//	for _, path := range iam.Escalations(grants) { ... }
//
// Answers that hang on what is not known have three values (policy/truth): an ARN
// that is not known yet, a condition key that the context does not have, a policy
// variable. What they hang on is part of the answer.
//
// Two things are left out on purpose: the organisation's policies, which only take
// away, and what a service checks of its own.
package iam
