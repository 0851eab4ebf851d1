package upstream

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

func TestOurTypesAreHeldAgainstTheirs(t *testing.T) {
	t.Parallel()
	type inner struct {
		Count int32 `json:"count"`
	}
	type theirs struct {
		inner `json:",inline"`

		Name  string             `json:"name"`
		Many  []inner            `json:"many,omitempty"`
		ByKey map[string]*inner  `json:"byKey,omitempty"`
		After metav1.Duration    `json:"after"`
		Port  intstr.IntOrString `json:"port"`
		More  string             `json:"more"`
	}
	for what, c := range map[string]struct {
		ours any
		want []string
	}{
		"a part of theirs": {struct {
			Name  string  `json:"name"`
			Count *int64  `json:"count"`
			Many  []inner `json:"many"`
		}{}, nil},
		"what writes itself there is a text here": {struct {
			After string `json:"after"`
		}{}, nil},
		"the same type that writes itself": {struct {
			Port *intstr.IntOrString `json:"port"`
		}{}, nil},
		"another type that writes itself": {struct {
			Port metav1.Duration `json:"port"`
		}{}, []string{"port: v1.Duration writes itself, and is another type than intstr.IntOrString"}},
		"a name that they do not have": {struct {
			Names string `json:"names"`
		}{}, []string{"names: they have no such field"}},
		"another form": {struct {
			Name int `json:"name"`
		}{}, []string{"name: number (int), and theirs is text (string)"}},
		"a name inside a list": {struct {
			Many []struct {
				Number int `json:"number"`
			} `json:"many"`
		}{}, []string{"many[].number: they have no such field"}},
		"a form inside a map": {struct {
			ByKey map[string]struct {
				Count bool `json:"count"`
			} `json:"byKey"`
		}{}, []string{"byKey{}.count: boolean (bool), and theirs is number (int32)"}},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, Differences(reflect.TypeOf(c.ours), reflect.TypeFor[theirs]()))
		})
	}
}
