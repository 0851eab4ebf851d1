package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/covetpy/platform/conformance/report"
	"github.com/covetpy/platform/conformance/up"
	"github.com/covetpy/platform/infra/config"
	"github.com/covetpy/platform/internal/markdown"
)

func newReport() *cobra.Command {
	var write bool
	c := &cobra.Command{
		Use:   "report",
		Short: "Print how far upstream's code and the emulators have taken every AWS type of the environments",
		Long: "Print how far upstream's code and the emulators have taken every AWS type of the environments,\n" +
			"by the records that `conform up` left. It fails for a run that did, and for what is excused\n" +
			"and was not met. --write keeps the records in the repository, and puts the tables into the\n" +
			"document on fidelity.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root, err := moduleRoot()
			if err != nil {
				return err
			}
			records, err := latest(filepath.Dir(root), cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			page := report.Markdown(records)
			fmt.Fprint(cmd.OutOrStdout(), page)
			if err := errors.Join(up.Failed(records), up.Idle(records)); err != nil || !write {
				return err
			}
			for _, r := range records {
				if err := r.Save(filepath.Join(root, report.Folder)); err != nil {
					return err
				}
			}
			return markdown.Replace(filepath.Join(filepath.Dir(root), report.Document), "fidelity", "aws", page)
		},
	}
	c.Flags().BoolVar(&write, "write", false, "keep the records, and refresh the document")
	return c
}

// latest are the records of each environment's last run here, or else those that are
// kept in the repository; it says which.
func latest(root string, w io.Writer) ([]*up.Record, error) {
	names, err := config.Environments(root)
	if err != nil {
		return nil, err
	}
	dir, err := up.Records()
	if err != nil {
		return nil, err
	}
	var out []*up.Record
	for _, name := range report.Order(names) {
		from := "its last run here"
		r, err := up.Load(dir, name)
		if errors.Is(err, up.ErrNoRecord) {
			from = "the run that the repository keeps"
			r, err = up.Load(filepath.Join(root, "conformance", report.Folder), name)
		}
		switch {
		case errors.Is(err, up.ErrNoRecord):
			fmt.Fprintln(w, err)
		case err != nil:
			return nil, err
		default:
			fmt.Fprintf(w, "%s: %s\n", name, from)
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("no environment has a record: run `go run -C conformance ./cmd/conform up` with its name")
	}
	return out, nil
}
