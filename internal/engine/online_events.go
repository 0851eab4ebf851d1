package engine

import (
	"fmt"

	"github.com/pulumi/pulumi/pkg/v3/backend/display"
	pulumiengine "github.com/pulumi/pulumi/pkg/v3/engine"
	"github.com/pulumi/pulumi/pkg/v3/resource/deploy"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/events"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/providers"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// follow gathers a stream of the command's events, until it is closed or ended.
func (g *gatherer) follow(stream <-chan events.EngineEvent, ended <-chan struct{}) {
	for {
		select {
		case e, open := <-stream:
			if !open {
				return
			}
			g.online(e)
		case <-ended:
			return
		}
	}
}

// online gathers one event of the command's log.
func (g *gatherer) online(e events.EngineEvent) {
	if e.Error != nil {
		g.say(Diagnostic{Severity: SeverityWarning, Message: fmt.Sprintf("progress is incomplete: %v", e.Error)})
		return
	}
	if event, ok := translate(e.EngineEvent); ok {
		g.add(event)
	}
}

// translate makes an event of the command's log into the event that the engine
// in this process would have sent, so that both are gathered alike. It is false
// for events that are the engine's own business, and for kinds that a newer
// command has and this version of the engine does not.
func translate(e apitype.EngineEvent) (pulumiengine.Event, bool) {
	md := metadata(e)
	if md != nil && isInternal(md) {
		return pulumiengine.Event{}, false
	}
	if md != nil {
		md.DetailedDiff = knownKinds(md.DetailedDiff)
	}
	event, err := display.ConvertJSONEvent(e)
	return event, err == nil
}

// metadata is the step that an event is about, nil for other events.
func metadata(e apitype.EngineEvent) *apitype.StepEventMetadata {
	switch {
	case e.ResourcePreEvent != nil:
		return &e.ResourcePreEvent.Metadata
	case e.ResOutputsEvent != nil:
		return &e.ResOutputsEvent.Metadata
	case e.ResOpFailedEvent != nil:
		return &e.ResOpFailedEvent.Metadata
	default:
		return nil
	}
}

// isInternal tells the steps that the engine marks as internal. The mark is lost
// on the way through the log.
func isInternal(md *apitype.StepEventMetadata) bool {
	switch md.Op {
	case apitype.OpType(deploy.OpRemovePendingReplace), apitype.OpType(deploy.OpExtendParameterize):
		return true
	default:
		return providers.IsDefaultProvider(resource.URN(md.URN))
	}
}

// knownKinds has a difference of a kind from the future be an update: the
// engine's decoder would panic.
func knownKinds(diff map[string]apitype.PropertyDiff) map[string]apitype.PropertyDiff {
	for path, d := range diff {
		switch d.Kind {
		case apitype.DiffAdd, apitype.DiffAddReplace, apitype.DiffDelete, apitype.DiffDeleteReplace,
			apitype.DiffUpdate, apitype.DiffUpdateReplace:
		default:
			diff[path] = apitype.PropertyDiff{Kind: apitype.DiffUpdate, InputDiff: d.InputDiff}
		}
	}
	return diff
}
