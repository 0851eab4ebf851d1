// Package mutate asks how much the rules notice: it takes an environment as the
// engine showed it to the policy pack, breaks one thing at a time, and demands
// that some rule objects which did not before. What nobody objects to is either a
// rule that is missing or a place that can't weaken anything; survivors
// holds the second kind, each with its reason.
//
// Where to break is derived, not listed. A place counts when a rule asks something
// of it (rule.Trace), or when its value says so: a switch, a range of addresses or
// ports, a key, a policy document, a reference to a resource of a weighty type, a
// number that keeps something. How to break it follows from the same.
//
// A mutant has to be a weakening that could come about. By principle, then:
//
//   - What the provider refuses is none: nothing that its schema requires is unset.
//     Lists are emptied, required or not, as schemas know no least number.
//   - Another word is put only where rules bring words along and what stands there
//     is one of them. Nobody's word is a name, an id, a text for a message.
//   - A text is unset only where a rule asks what it is or whether it is there. To
//     quote it, to follow it to the resource that it names, or to come by because
//     the rule looks at everything (rule.Value.Sweep) is not asking. Of prose, such
//     as a description, only whether it is there counts.
//   - An object of which one thing counts is not unset besides that thing, unless a
//     rule asks whether it is there. Of texts in a list, those are taken out that
//     rules want or follow to other resources.
//   - A number is put to its least where a rule reads it as a number, or its name
//     says that it keeps something or takes something back (keeps); ports and
//     orders are not amounts.
//   - A reference is led to another resource of its type only where that one does
//     not do the same, and where a rule asks what the input names or the type is one
//     of which it matters which is named (weighty). Resources do the same when they differ in
//     what they are called and where they lie alone, and so do all that are made
//     from them.
//   - A tag counts where rules read its key, on a resource and in what a launch
//     template writes on others.
//   - A switch is unset where it is on. Where it is off, unset means the same to
//     most providers: it is a mutant only where a rule objects to unset and not to
//     off, and so knows that the default is on. Nobody can survive that.
//
// Everything happens in memory: the rules are asked directly, only those about
// the type and only where they read. How an environment is recorded belongs to
// the caller, and so do the facts of the provider's schema (Schema).
package mutate
