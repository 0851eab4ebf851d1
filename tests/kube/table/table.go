// Package table keeps what was promised beside what was measured.
package table

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"text/tabwriter"
)

// Row is one promise.
type Row struct {
	What, Promised, Measured string
	// Kept is whether what was measured is what was promised.
	Kept bool
}

// Table is rows in the order in which they were measured. The zero value is ready,
// and may be shared.
type Table struct {
	mu   sync.Mutex
	rows []Row
}

// Add adds a row.
func (t *Table) Add(what, promised, measured string, kept bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows = append(t.rows, Row{what, promised, measured, kept})
}

// AtLeast adds a number that must not be below another one.
func (t *Table) AtLeast(what string, promised, measured int) {
	t.Add(what, fmt.Sprintf("at least %d", promised), fmt.Sprint(measured), measured >= promised)
}

// AtMost adds a number that must not be above another one.
func (t *Table) AtMost(what string, promised, measured int) {
	t.Add(what, fmt.Sprintf("at most %d", promised), fmt.Sprint(measured), measured <= promised)
}

// Exactly adds a number that must be another one.
func (t *Table) Exactly(what string, promised, measured int) {
	t.Add(what, fmt.Sprint(promised), fmt.Sprint(measured), measured == promised)
}

// Append adds another table's rows.
func (t *Table) Append(other *Table) {
	rows := other.Rows()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows = append(t.rows, rows...)
}

// Rows are the rows so far.
func (t *Table) Rows() []Row {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]Row(nil), t.rows...)
}

// Print writes the table.
func (t *Table) Print(w io.Writer) error {
	columns := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(columns, "WHAT\tPROMISED\tMEASURED")
	for _, r := range t.Rows() {
		cells := []string{r.What, r.Promised, r.Measured}
		if !r.Kept {
			cells = append(cells, "BROKEN")
		}
		fmt.Fprintln(columns, strings.Join(cells, "\t"))
	}
	return columns.Flush()
}

// Err is an error for each promise that was broken.
func (t *Table) Err() error {
	var errs []error
	for _, r := range t.Rows() {
		if !r.Kept {
			errs = append(errs, fmt.Errorf("%s: promised %q, measured %q", r.What, r.Promised, r.Measured))
		}
	}
	return errors.Join(errs...)
}
