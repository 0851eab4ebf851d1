package catalogue

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"gopkg.in/yaml.v3"
)

//go:embed *.yaml
var files embed.FS

// Row is one statement of the public catalogues.
type Row struct {
	// Sources are the catalogues' ids for it: "FSBP RDS.27", "CKV_AWS_96"; "AWS
	// guide" for what only a guide asks.
	Sources []string `yaml:"sources"`
	// Types are those that it is about, canonical.
	Types []string `yaml:"types"`
	// Property is the path that it reads, Relation what it joins: one of them.
	Property string `yaml:"property"`
	Relation string `yaml:"relation"`
	// Rules answer it; Declined says why none does. One of them.
	Rules    []string `yaml:"rules"`
	Declined string   `yaml:"declined"`

	// File is where the row stands, without its extension.
	File string `yaml:"-"`
}

// About is what the row reads: a property or a relation.
func (r Row) About() string { return r.Property + r.Relation }

// Load reads every row, file by file.
func Load() ([]Row, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list catalogue: %w", err)
	}
	var out []Row
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read catalogue: %w", err)
		}
		dec := yaml.NewDecoder(bytes.NewReader(raw))
		dec.KnownFields(true)
		var rows []Row
		if err := dec.Decode(&rows); err != nil {
			return nil, fmt.Errorf("read catalogue %s: %w", name, err)
		}
		for i := range rows {
			rows[i].File = strings.TrimSuffix(name, ".yaml")
		}
		out = append(out, rows...)
	}
	return out, nil
}
