// Package slo is the arithmetic of service level objectives: what an objective
// leaves to spend, how fast it is being spent, when an alert says so, and when it
// stops.
//
// An SLO is a value. What watches it follows from it: the rules (slo/rules), the
// routes of its alerts (slo/route), and the texts that people read. Nothing here
// talks to a cloud.
//
// The method is that of the Site Reliability Workbook (Beyer et al., O'Reilly
// 2018), chapter 5, "Alerting on SLOs": an alert fires when the budget burns
// faster than a factor, in a long window and in a short one at the same time. The
// long one says that it matters, the short one that it is still going on.
package slo
