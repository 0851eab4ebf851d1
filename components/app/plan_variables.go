package app

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/covetpy/platform/infra/later"
)

// byIAM is what tells an application that it enters with a token that it signs, and
// not with a password.
const byIAM = "iam"

// derived is a variable that follows from another field than Environment.
type derived struct {
	name, value string
	// from is the field's path.
	from string
}

// variables are what every container of the application has in its environment,
// sorted by name. Secrets' files are apart (secretVolume), and so is what the server
// is told.
func (a *Args) variables(values *later.Values) []corev1.EnvVar {
	all := maps.Clone(a.Environment)
	if all == nil {
		all = map[string]string{}
	}
	for _, d := range a.derivedVariables(values) {
		all[d.name] = d.value
	}
	out := make([]corev1.EnvVar, 0, len(all))
	for _, name := range slices.Sorted(maps.Keys(all)) {
		out = append(out, corev1.EnvVar{Name: name, Value: all[name]})
	}
	return out
}

// derivedVariables are where to find what the application uses, and as whom. SDKs of
// AWS differ in which of the two they read the region from.
func (a *Args) derivedVariables(values *later.Values) []derived {
	out := []derived{
		{"AWS_DEFAULT_REGION", a.Where.Region, "where.region"},
		{"AWS_REGION", a.Where.Region, "where.region"},
	}
	if db := a.Uses.Database; db != nil {
		add := func(name, value string) {
			out = append(out, derived{"DATABASE_" + name, value, "uses.database"})
		}
		add("AUTHENTICATION", byIAM)
		add("HOST", values.Text(db.Endpoint))
		add("NAME", db.Name)
		add("PORT", strconv.Itoa(db.Port))
		add("READER_HOST", values.Text(db.Reader))
		// Of libpq's modes the one that knows the server by its name, and not just by
		// any certificate of the same authority.
		add("SSLMODE", "verify-full")
		add("USER", db.User)
	}
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Caches)) {
		cache := a.Uses.Caches[name]
		add := func(suffix, value string) {
			out = append(out, derived{"CACHE_" + variableName(name) + "_" + suffix, value, "uses.caches." + name})
		}
		add("AUTHENTICATION", byIAM)
		add("HOST", values.Text(cache.Endpoint))
		add("ID", cache.ID)
		add("PORT", strconv.Itoa(cache.Port))
		add("USER", cache.User)
	}
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Queues)) {
		out = append(out, derived{"QUEUE_" + variableName(name) + "_URL", values.Text(a.Uses.Queues[name].URL), "uses.queues." + name})
	}
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Buckets)) {
		out = append(out, derived{"BUCKET_" + variableName(name), a.Uses.Buckets[name].Name, "uses.buckets." + name})
	}
	for _, name := range slices.Sorted(maps.Keys(a.Uses.Apps)) {
		peer := a.Uses.Apps[name]
		url := "http://" + hostOf(name, peer.Namespace) + ":" + strconv.Itoa(peer.Port)
		out = append(out, derived{"APP_" + variableName(name) + "_URL", url, "uses.apps." + name})
	}
	return out
}

// variableName is a name as a part of a variable's: "page-views" is "PAGE_VIEWS".
func variableName(name string) string {
	return strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}
