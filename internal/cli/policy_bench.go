package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/policy/bench"
)

func newPolicyBench(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "bench",
		Short: "Hold the policies against good and bad resources that no environment here has",
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return benchPolicies(cmd.Context(), s) },
	}
}

// errBench is what a case that went wrong exits with.
var errBench = errors.New("the policies missed something, or objected to what is good")

func benchPolicies(ctx context.Context, s streams) error {
	files, err := bench.Load()
	if err != nil {
		return err
	}
	scores, err := bench.Run(ctx, files, nil)
	if err != nil {
		return err
	}
	tw := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "concern\tbad\tcaught\tmissed\tgood\tfalse alarms\tresources\ttime\tresources/s\t")
	var total bench.Score
	for _, score := range scores {
		benchLine(tw, score)
		total.Add(score)
	}
	total.Concern = "all"
	benchLine(tw, total)
	if err := tw.Flush(); err != nil {
		return err
	}
	for _, m := range total.Missed {
		fmt.Fprintf(s.out, "missed: %s: %s (%s)\n", m.Subject, m.Case, strings.Join(m.Asks, ", "))
	}
	for _, a := range total.FalseAlarms {
		fmt.Fprintf(s.out, "false alarm: %s: %s: %s at %s %s: %s\n",
			a.Subject, a.Case, a.Violation.Rule, a.Violation.URN.Name(), a.Violation.Path, a.Violation.Message)
	}
	if len(total.Missed)+len(total.FalseAlarms) > 0 {
		return errBench
	}
	return nil
}

func benchLine(w *tabwriter.Writer, x bench.Score) {
	fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%s\t%.0f\t\n", x.Concern, x.Bad, x.Caught, len(x.Missed), x.Good, len(x.FalseAlarms),
		x.Resources, x.Took.Round(time.Microsecond), float64(x.Resources)/x.Took.Seconds())
}
