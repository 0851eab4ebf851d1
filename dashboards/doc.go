// Package dashboards decides what people see of an environment: Grafana's
// dashboards as typed values, one file a dashboard. An Environment goes in, a small
// value that says what there is; for each thing in it there are panels.
//
// Every panel has a title, a description, a unit and a data source, stands on the
// grid without touching another, and asks for metrics that exist. Thresholds are
// those of the objectives and alarms, never a second opinion. Tests hold all
// dashboards to that, so that an error shows before anyone looks at an empty panel
// in an outage.
//
// Nothing here talks to Grafana: what comes out is JSON.
package dashboards
