package iam_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
	"github.com/covetpy/platform/sim/lifecycle"
	"github.com/covetpy/platform/sim/registry"
)

// account is a cloud with a role. What one example can show is shown by
// sim/testdata; here are the quotas and what takes several calls.
type account struct {
	t     *testing.T
	calls *lifecycle.Lifecycle
}

func newAccount(t *testing.T) *account {
	t.Helper()
	kinds, err := registry.AWS()
	require.NoError(t, err)
	a := &account{t, lifecycle.New(sim.New(), kinds)}
	require.NoError(t, a.create("role:Role", "r", kind.Props{"name": kind.Text("r"), "assumeRolePolicy": kind.Text("{}")}))
	return a
}

func (a *account) request(typ, name string) lifecycle.Request {
	typ = "aws:iam/" + typ
	return lifecycle.Request{Type: typ, URN: "urn:pulumi:test::sim::" + typ + "::" + name, Region: "eu-west-1"}
}

func (a *account) create(typ, name string, inputs kind.Props) error {
	a.t.Helper()
	req := a.request(typ, name)
	checked, failures, err := a.calls.Check(req.Type, lifecycle.CheckRequest{URN: req.URN, News: inputs, Seed: []byte(name)})
	require.NoError(a.t, err)
	require.Empty(a.t, failures)
	req.Inputs = checked
	_, _, err = a.calls.Create(context.Background(), req)
	return err
}

func (a *account) delete(typ, id string) error {
	req := a.request(typ, id)
	req.ID = id
	return a.calls.Delete(context.Background(), req)
}

// document is a policy of so many characters, white space apart.
func document(length int) string {
	const around = `{"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::"}}`
	return strings.Replace(around, `:::`, `:::`+strings.Repeat("b", length-len(around)), 1)
}

func inline(name string, length int) kind.Props {
	return kind.Props{"role": kind.Text("r"), "name": kind.Text(name), "policy": kind.Text(document(length))}
}

func TestAPolicyIsAsLongAsTheQuotaSays(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	spaced := strings.Replace(document(6144), ",", strings.Repeat(" \n", 500)+",", 1)
	require.NoError(t, a.create("policy:Policy", "fits", kind.Props{"policy": kind.Text(spaced)}), "white space does not count")
	err := a.create("policy:Policy", "long", kind.Props{"policy": kind.Text(document(6145))})
	require.ErrorContains(t, err, "LimitExceeded: Cannot exceed quota for PolicySize: 6144")
}

func TestInlinePoliciesShareAQuota(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	require.NoError(t, a.create("rolePolicy:RolePolicy", "one", inline("one", 10000)))
	require.NoError(t, a.create("rolePolicy:RolePolicy", "two", inline("two", 240)))
	err := a.create("rolePolicy:RolePolicy", "three", inline("three", 100))
	require.ErrorContains(t, err, "LimitExceeded: Maximum policy size of 10240 bytes exceeded for role r")
}

func TestARoleIsKeptByItsInlinePolicies(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	require.NoError(t, a.create("rolePolicy:RolePolicy", "one", inline("one", 100)))
	require.ErrorContains(t, a.delete("role:Role", "r"), "DeleteConflict: Cannot delete entity, must delete policies first.")
	require.NoError(t, a.delete("rolePolicy:RolePolicy", "r:one"))
	require.NoError(t, a.delete("role:Role", "r"))
}

func TestARoleHasTenManagedPolicies(t *testing.T) {
	t.Parallel()
	a := newAccount(t)
	attach := func(i int) error {
		arn := fmt.Sprintf("arn:aws:iam::aws:policy/service-role/Policy%d", i)
		return a.create("rolePolicyAttachment:RolePolicyAttachment", fmt.Sprint(i), kind.Props{"role": kind.Text("r"), "policyArn": kind.Text(arn)})
	}
	for i := range 10 {
		require.NoError(t, attach(i))
	}
	require.ErrorContains(t, attach(10), "LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10")
}
