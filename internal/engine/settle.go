package engine

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/pulumi/pulumi/pkg/v3/resource/plugin"
	pkgstack "github.com/pulumi/pulumi/pkg/v3/resource/stack"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
)

// settle decides what became of every operation that the journal begins and
// does not end well: the process died, or the call failed without saying
// whether it was done. For each it asks the cloud, and ends the operation in the
// journal as the engine would have, had it had the answer.
func (o *Offline) settle(
	ctx context.Context, base *apitype.DeploymentV3, entries []apitype.JournalEntry,
) ([]apitype.JournalEntry, []Repair, error) {
	book, err := readBook(base, entries)
	if err != nil {
		return nil, nil, err
	}
	s := &settler{offline: o, book: book}
	for _, op := range book.open() {
		if err := s.operation(ctx, op); err != nil {
			return s.written, s.repairs, fmt.Errorf("%s: %w", op.Operation.Resource.URN, err)
		}
	}
	return s.written, s.repairs, nil
}

type settler struct {
	offline *Offline
	book    *book
	written []apitype.JournalEntry
	repairs []Repair
}

func (s *settler) operation(ctx context.Context, begin apitype.JournalEntry) error {
	op := begin.Operation
	if !op.Resource.Custom || strings.HasPrefix(string(op.Resource.Type), "pulumi:") {
		// Components, the stack and providers' configurations are made by the
		// engine: nothing outside the state came of it.
		return s.end(begin, apitype.JournalEntry{Kind: apitype.JournalEntryKindFailure}, "")
	}
	switch op.Type {
	case apitype.OperationTypeCreating:
		return s.creating(ctx, begin)
	case apitype.OperationTypeUpdating:
		return s.updating(ctx, begin)
	case apitype.OperationTypeDeleting:
		return s.deleting(ctx, begin)
	default:
		return s.end(begin, apitype.JournalEntry{Kind: apitype.JournalEntryKindFailure}, "")
	}
}

// creating adopts what was made, if it was.
func (s *settler) creating(ctx context.Context, begin apitype.JournalEntry) error {
	res := begin.Operation.Resource
	id, found := s.offline.Find(string(res.URN), s.book.ids(res.URN))
	if found {
		res.ID = resource.ID(id)
		live, err := s.read(ctx, res)
		if err != nil {
			return err
		}
		if live != nil {
			entry := apitype.JournalEntry{Kind: apitype.JournalEntryKindSuccess, State: live}
			if old, ok := s.book.find(res.URN, ""); ok {
				if old.state.PendingReplacement || s.book.pending[old.key()] {
					entry.RemoveOld, entry.RemoveNew = old.refs()
				} else {
					entry.DeleteOld, entry.DeleteNew = old.refs()
				}
			}
			return s.end(begin, entry, RepairAdopted)
		}
	}
	return s.end(begin, apitype.JournalEntry{Kind: apitype.JournalEntryKindFailure}, RepairForgotten)
}

// updating records what the cloud has now: the new values, or still the old.
func (s *settler) updating(ctx context.Context, begin apitype.JournalEntry) error {
	res := begin.Operation.Resource
	old, ok := s.book.find(res.URN, "")
	if !ok {
		return s.end(begin, apitype.JournalEntry{Kind: apitype.JournalEntryKindFailure}, RepairForgotten)
	}
	// The operation holds the resource as it is to become: what the provider
	// gives it is not in there yet.
	res.ID, res.Outputs, res.Created = old.state.ID, old.state.Outputs, old.state.Created
	live, err := s.read(ctx, res)
	if err != nil {
		return err
	}
	same := false
	if live != nil {
		if same, err = sameProperties(live.Inputs, res.Inputs); err != nil {
			return err
		}
	}
	switch {
	case live == nil:
		gone := apitype.JournalEntry{Kind: apitype.JournalEntryKindSuccess, IsRefresh: true}
		gone.RemoveOld, gone.RemoveNew = old.refs()
		return s.end(begin, gone, RepairDropped)
	case !same:
		// Not done. The old state stays, with its own dependencies.
		return s.end(begin, apitype.JournalEntry{Kind: apitype.JournalEntryKindFailure}, RepairForgotten)
	default:
		done := apitype.JournalEntry{Kind: apitype.JournalEntryKindSuccess, State: live}
		done.RemoveOld, done.RemoveNew = old.refs()
		return s.end(begin, done, RepairRefreshed)
	}
}

// deleting drops what is gone.
func (s *settler) deleting(ctx context.Context, begin apitype.JournalEntry) error {
	res := begin.Operation.Resource
	old, ok := s.book.find(res.URN, res.ID)
	if !ok {
		return s.end(begin, apitype.JournalEntry{Kind: apitype.JournalEntryKindFailure}, RepairForgotten)
	}
	live, err := s.read(ctx, res)
	if err != nil {
		return err
	}
	if live != nil {
		return s.end(begin, apitype.JournalEntry{Kind: apitype.JournalEntryKindFailure}, RepairForgotten)
	}
	gone := apitype.JournalEntry{Kind: apitype.JournalEntryKindSuccess, IsRefresh: true}
	if res.PendingReplacement {
		// The first half of a replacement that deletes before it creates.
		gone.PendingReplacementOld, gone.PendingReplacementNew = old.refs()
	} else {
		gone.RemoveOld, gone.RemoveNew = old.refs()
	}
	return s.end(begin, gone, RepairDropped)
}

// end appends the entry that ends an operation.
func (s *settler) end(begin, entry apitype.JournalEntry, what RepairKind) error {
	entry.Version = begin.Version
	entry.OperationID = begin.OperationID
	entry.SequenceID = s.book.nextSequence()
	if err := s.offline.Store.Append(entry); err != nil {
		return err
	}
	if err := s.book.add(entry); err != nil {
		return err
	}
	s.written = append(s.written, entry)
	if what != "" {
		s.repairs = append(s.repairs, Repair{URN: begin.Operation.Resource.URN, What: what})
	}
	return nil
}

// read asks the provider for a resource as it is now; nil says that there is
// none. The answer has the metadata of the state that was given.
func (s *settler) read(ctx context.Context, res apitype.ResourceV3) (*apitype.ResourceV3, error) {
	provider, err := s.provider(ctx, res)
	if err != nil {
		return nil, err
	}
	inputs, err := decodeProperties(res.Inputs)
	if err != nil {
		return nil, err
	}
	outputs, err := decodeProperties(res.Outputs)
	if err != nil {
		return nil, err
	}
	answer, err := provider.Read(ctx, plugin.ReadRequest{
		URN: res.URN, Name: res.URN.Name(), Type: res.URN.Type(), ID: res.ID, Inputs: inputs, State: outputs,
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", res.ID, err)
	}
	if answer.ID == "" || answer.Outputs == nil {
		return nil, nil
	}
	if answer.Inputs != nil {
		inputs = answer.Inputs
	}
	if res.Inputs, err = encodeProperties(ctx, inputs); err != nil {
		return nil, err
	}
	if res.Outputs, err = encodeProperties(ctx, answer.Outputs); err != nil {
		return nil, err
	}
	return &res, nil
}

// provider returns the provider of a resource, configured as the state says.
func (s *settler) provider(ctx context.Context, res apitype.ResourceV3) (plugin.Provider, error) {
	name := string(res.URN.Type().Package())
	p, ok := s.offline.Providers[name]
	if !ok {
		return nil, fmt.Errorf("find provider: there is none for %q", name)
	}
	urn, _, ok := cutLast(res.Provider, "::")
	if !ok {
		return nil, fmt.Errorf("find provider: reference %q is not of the form urn::id", res.Provider)
	}
	settings, ok := s.book.find(resource.URN(urn), "")
	if !ok {
		return nil, fmt.Errorf("find provider: %s is not in the state", urn)
	}
	inputs, err := decodeProperties(settings.state.Inputs)
	if err != nil {
		return nil, err
	}
	provider := newProvider(p.New())
	providerURN, typ := resource.URN(urn), resource.URN(urn).Type()
	_, err = provider.Configure(ctx, plugin.ConfigureRequest{URN: &providerURN, Type: &typ, Inputs: inputs})
	if err != nil {
		return nil, fmt.Errorf("configure provider %s: %w", urn, err)
	}
	return provider, nil
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func decodeProperties(props map[string]any) (resource.PropertyMap, error) {
	out, err := pkgstack.DeserializeProperties(props, config.Base64Crypter)
	if err != nil {
		return nil, fmt.Errorf("decode properties: %w", err)
	}
	return out, nil
}

func encodeProperties(ctx context.Context, props resource.PropertyMap) (map[string]any, error) {
	out, err := pkgstack.SerializeProperties(ctx, props, config.Base64Crypter, false)
	if err != nil {
		return nil, fmt.Errorf("encode properties: %w", err)
	}
	return out, nil
}

// sameProperties compares encoded properties, of which one side may have been
// through a file, and which a provider that knows no secrets gives back unmarked.
func sameProperties(a, b map[string]any) (bool, error) {
	x, err := decodeProperties(a)
	if err != nil {
		return false, err
	}
	y, err := decodeProperties(b)
	if err != nil {
		return false, err
	}
	return reflect.DeepEqual(unmarked(x), unmarked(y)), nil
}

// unmarked is the plain values of properties, whether they are secret or not.
func unmarked(props resource.PropertyMap) map[string]any {
	var reveal func(resource.PropertyValue) (any, bool)
	reveal = func(v resource.PropertyValue) (any, bool) {
		if !v.IsSecret() {
			return nil, false
		}
		return v.SecretValue().Element.MapRepl(nil, reveal), true
	}
	return props.MapRepl(nil, reveal)
}
