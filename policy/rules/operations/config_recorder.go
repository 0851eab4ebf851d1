package operations

import "github.com/covetpy/platform/policy/rule"

const (
	configRecorderType   = "aws:cfg/recorder:Recorder"
	configRecorderStatus = "aws:cfg/recorderStatus:RecorderStatus"
)

var configRecorder = rule.Rule{
	ID:    "operations-config-recorder",
	Title: "AWS Config records everything, and is running",
	Why: "It is the history of every setting: what was open, since when, and who changed it. A recorder does not run " +
		"until its status says so, and leaves out IAM unless it is asked for global types.",
	Fix: "Set recordingGroup.allSupported and includeGlobalResourceTypes to true, and add an aws.cfg.RecorderStatus " +
		"with isEnabled true.",
	Severity:   rule.Medium,
	Levels:     rule.Everywhere(rule.Mandatory),
	Types:      []string{configRecorderType, configRecorderStatus},
	Controls:   recorded(append(rule.FSBP.IDs("Config.1"), rule.CISAWS.IDs("3.3")...)...),
	Since:      since,
	CheckStack: checkRecorders,
}

func checkRecorders(s *rule.Stack, rep *rule.Report) {
	for _, recorder := range s.OfType(configRecorderType) {
		on := rep.On(recorder)
		all, global := recorder.At("recordingGroup.allSupported"), recorder.At("recordingGroup.includeGlobalResourceTypes")
		on.Require(rule.Or(rule.Not(all.Present()), all.IsTrue()), all, "some types are not recorded")
		on.Require(global.IsTrue(), global, "IAM is not recorded")
		running := []rule.Truth{rule.No}
		for _, status := range s.OfType(configRecorderStatus) {
			running = append(running, rule.And(rule.Refers(status, "name", recorder, "name", "id"), status.At("isEnabled").IsTrue()))
		}
		on.Require(rule.Or(running...), recorder.At("name"), "nothing says that the recorder runs")
	}
}
