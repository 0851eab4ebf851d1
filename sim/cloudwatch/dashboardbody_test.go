package cloudwatch

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

const metric = `["AWS/EC2","CPUUtilization","InstanceId","i-1"]`

// graph is a widget of so many metrics.
func graph(metrics int) string {
	list := strings.TrimSuffix(strings.Repeat(metric+",", metrics), ",")
	return `{"type":"metric","properties":{"region":"eu-west-1","metrics":[` + list + `]}}`
}

// page is a dashboard of so many widgets.
func page(widgets int, widget string) string {
	return `{"widgets":[` + strings.TrimSuffix(strings.Repeat(widget+",", widgets), ",") + `]}`
}

func TestDashboardsHaveQuotas(t *testing.T) {
	t.Parallel()
	text := `{"type":"text","properties":{"markdown":"a"}}`
	for title, tt := range map[string]struct {
		body string
		says string // empty when it is accepted
	}{
		"500 widgets":                         {page(500, text), ""},
		"501 widgets":                         {page(501, text), `[{"dataPath":"/widgets","message":"Should NOT have more than 500 items"}]`},
		"500 metrics in a widget":             {page(1, graph(500)), ""},
		"501 metrics in a widget":             {page(1, graph(501)), `[{"dataPath":"/widgets/0/properties/metrics","message":"Should NOT have more than 500 items"}]`},
		"2500 metrics":                        {page(5, graph(500)), ""},
		"2505 metrics":                        {page(501, graph(5)), "Should NOT have more than 2500 metrics, found 2505"},
		"a graph of an alarm":                 {page(1, `{"type":"metric","properties":{"region":"eu-west-1","annotations":{"alarms":["arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a"]}}}`), ""},
		"the fields above, and a new value":   {page(1, `{"type":"metric","properties":{"region":"eu-west-1","metrics":[`+metric+`,["...","i-2"]]}}`), ""},
		"a widget of one's own":               {page(1, `{"type":"custom","properties":{"endpoint":"arn:aws:lambda:eu-west-1:111122223333:function:draw"}}`), ""},
		"a widget of one's own without a way": {page(1, `{"type":"custom","properties":{}}`), "required property 'endpoint'"},
		"no alarm whose state is shown":       {page(1, `{"type":"alarm","properties":{"alarms":[]}}`), "required property 'alarms'"},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			err := admitDashboard(tt.body)
			if tt.says == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, tt.says)
		})
	}
}

// TestTheGridIsWhatAWidgetFits: a widget is taken when it lies within the columns.
func TestTheGridIsWhatAWidgetFits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x, y := rapid.IntRange(-2, 26).Draw(t, "x"), rapid.IntRange(-2, 100).Draw(t, "y")
		width, height := rapid.IntRange(-1, 26).Draw(t, "width"), rapid.IntRange(-1, 1002).Draw(t, "height")
		err := admitDashboard(fmt.Sprintf(`{"widgets":[{"type":"text","x":%d,"y":%d,"width":%d,"height":%d,"properties":{"markdown":"a"}}]}`, x, y, width, height))
		fits := x >= 0 && y >= 0 && width >= 1 && height >= 1 && height <= 1000 && x+width <= 24
		assert.Equal(t, fits, err == nil, "%v", err)
	})
}
