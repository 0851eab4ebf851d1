package upstream

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Types are upstream's types, each with the service package that has it:
// "aws_kms_key" leads to "kms".
type Types struct {
	Resources   map[string]string
	DataSources map[string]string
}

// annotation is how upstream declares a type, and what its own generators read.
var annotation = regexp.MustCompile(`^// @(?:SDK|Framework)(Resource|DataSource)\("([a-z0-9_]+)"`)

// ReadTypes reads the types that a copy of upstream's module declares, without
// compiling it.
func ReadTypes(root string) (Types, error) {
	types := Types{Resources: map[string]string{}, DataSources: map[string]string{}}
	services := filepath.Join(root, "internal", "service")
	err := filepath.WalkDir(services, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isSource(file) {
			return err
		}
		return types.readFile(file)
	})
	if err != nil {
		return Types{}, fmt.Errorf("read the types of upstream's provider: %w", err)
	}
	return types, nil
}

func (t Types) readFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // it was only read
	service := filepath.Base(filepath.Dir(name))
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20) // the longest line of upstream's sources is some 100 KB
	for lines.Scan() {
		found := annotation.FindStringSubmatch(lines.Text())
		if found == nil {
			continue
		}
		if found[1] == "Resource" {
			t.Resources[found[2]] = service
		} else {
			t.DataSources[found[2]] = service
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// isSource is true for what is compiled into the provider.
func isSource(file string) bool {
	return strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go")
}
