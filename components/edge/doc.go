// Package edge makes an environment's front door: the load balancer that the
// internet reaches, its certificate and names, the rules by which it passes
// requests on to pods, and the firewall in front of it.
//
// All of it is made here and nothing by a controller in the cluster, so that a
// destroy finds and deletes all of it. Pods join the target groups by
// TargetGroupBinding.
//
// Some files decide (plan, rules, planwaf, alarms, logpolicy, defaults,
// validate): they are pure and do not import Pulumi. The others register and
// hold no arithmetic. Names are in names.go.
//
// What does not belong here: the bucket that its logs go to, the hosted zone,
// the pods and their bindings, and who shifts traffic from blue to green.
package edge
