package cli

//go:generate go run ../../cmd/platform dashboards list prod --into ../../docs/dashboards.md

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/dashboards"
	"github.com/covetpy/platform/internal/markdown"
	"github.com/covetpy/platform/stacks"
)

func newDashboards(s streams) *cobra.Command {
	return group("dashboards", "Show what people see of an environment, as Grafana's dashboards",
		newDashboardsList(s), newDashboardsExport(s))
}

func newDashboardsList(s streams) *cobra.Command {
	var into string
	cmd := &cobra.Command{
		Use:   "list <environment>",
		Short: "List the dashboards of an environment, and who each is for",
		Args:  oneEnvironment,
		RunE: func(_ *cobra.Command, args []string) error {
			all, err := dashboardsOf(args[0])
			if err != nil {
				return err
			}
			if into != "" {
				return markdown.Replace(into, "dashboards", args[0], dashboardsTable(all))
			}
			tw := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(tw, "DASHBOARD\tPANELS\tFOR\tTITLE")
			for _, d := range all {
				fmt.Fprintf(tw, "%s\t%d\t%s\t%s\n", d.Name, d.Panels(), d.For, d.Title)
			}
			return tw.Flush()
		},
	}
	cmd.Flags().StringVar(&into, "into", "", "a Markdown file whose table of the environment's dashboards is replaced")
	return cmd
}

func dashboardsTable(all []dashboards.Dashboard) string {
	var out strings.Builder
	out.WriteString("| Dashboard | For | Shows | Panels |\n|---|---|---|---|\n")
	for _, d := range all {
		fmt.Fprintf(&out, "| `%s` | %s | %s | %d |\n", d.Name, d.For, *d.Model.Description, d.Panels())
	}
	return out.String()
}

func newDashboardsExport(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "export <environment> <folder>",
		Short: "Write the dashboards of an environment into a folder, as Grafana's API takes them",
		Args: func(cmd *cobra.Command, args []string) error {
			if err := cobra.ExactArgs(2)(cmd, args); err != nil {
				return usageError{fmt.Errorf("name an environment and a folder, as in `platform dashboards export dev out`: %w", err)}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return exportDashboards(s, args[0], args[1]) },
	}
}

// exportDashboards writes a file a dashboard and names them. Other files in the
// folder stay as they are.
func exportDashboards(s streams, environment, folder string) error {
	all, err := dashboardsOf(environment)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return fmt.Errorf("export dashboards: %w", err)
	}
	for _, d := range all {
		raw, err := d.JSON()
		if err != nil {
			return err
		}
		file := filepath.Join(folder, d.Name+".json")
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			return fmt.Errorf("export dashboards: %w", err)
		}
		fmt.Fprintln(s.out, file)
	}
	return nil
}

func dashboardsOf(environment string) ([]dashboards.Dashboard, error) {
	_, loaded, err := openEnvironment(environment)
	if err != nil {
		return nil, err
	}
	return stacks.Dashboards(loaded, time.Now())
}
