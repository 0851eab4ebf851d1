package upstream

import (
	"errors"
	"fmt"
	"go/build"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

const (
	servicePrefix = ModulePath + "/internal/service/"
	clientPrefix  = "github.com/aws/aws-sdk-go-v2/service/"
)

// The generated files that name every service there is. What no longer has a
// package, or a client, is taken out of them.
const (
	packagesFile = "internal/provider/sdkv2/service_packages_gen.go"
	clientsFile  = "internal/conns/awsclient_gen.go"
	filtersFile  = "internal/namevaluesfilters/service_filters_gen.go"
)

// Slimmed says what a slim copy has.
type Slimmed struct {
	Services []string // service packages, "kms"
	Clients  []string // AWS clients, "kms"
}

// Slim copies the module to a new folder, with the named service packages and what
// they need, and nothing else.
func Slim(from, to string, services []string) (Slimmed, error) {
	known, err := os.ReadDir(filepath.Join(from, "internal", "service"))
	if err != nil {
		return Slimmed{}, fmt.Errorf("list upstream's services: %w", err)
	}
	for _, s := range services {
		if !slices.ContainsFunc(known, func(e fs.DirEntry) bool { return e.Name() == s }) {
			return Slimmed{}, fmt.Errorf("upstream has no service package %q", s)
		}
	}
	reached, err := walk(from, services)
	if err != nil {
		return Slimmed{}, fmt.Errorf("find what upstream's services need: %w", err)
	}
	if err := reached.copy(from, to); err != nil {
		return Slimmed{}, fmt.Errorf("copy upstream's module: %w", err)
	}
	listed := func(importPath string) bool {
		s, isService := strings.CutPrefix(importPath, servicePrefix)
		// Those that others import too: they ask the provider for their clients by the
		// service's name, and it panics where the list has none.
		return !isService || reached.services[s]
	}
	used := func(importPath string) bool {
		c, isClient := strings.CutPrefix(importPath, clientPrefix)
		return !isClient || reached.clients[strings.Split(c, "/")[0]]
	}
	err = errors.Join(
		keepImports(filepath.Join(to, packagesFile), listed),
		keepImports(filepath.Join(to, clientsFile), used),
		keepImports(filepath.Join(to, filtersFile), used),
	)
	if err != nil {
		return Slimmed{}, fmt.Errorf("slim upstream's module: %w", err)
	}
	return Slimmed{
		Services: slices.Sorted(maps.Keys(reached.services)),
		Clients:  slices.Sorted(maps.Keys(reached.clients)),
	}, nil
}

// reach is what can be reached from the provider's entry.
type reach struct {
	packages map[string]bool // folders within the module
	services map[string]bool
	clients  map[string]bool
}

// walk follows imports from xpprovider, where the list of services is the given
// one, and the clients are those that someone beside the generated lists uses.
func walk(root string, services []string) (reach, error) {
	r := reach{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	todo := []string{"xpprovider"}
	for _, s := range services {
		todo = append(todo, "internal/service/"+s)
	}
	for len(todo) > 0 {
		dir := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if r.packages[dir] {
			continue
		}
		r.packages[dir] = true
		if s, ok := strings.CutPrefix(dir, "internal/service/"); ok {
			r.services[s] = true
		}
		pkg, err := build.ImportDir(filepath.Join(root, filepath.FromSlash(dir)), 0)
		if err != nil {
			return reach{}, fmt.Errorf("read %s: %w", dir, err)
		}
		for imported, places := range pkg.ImportPos {
			generated := !slices.ContainsFunc(places, func(at token.Position) bool { return !isList(dir, at.Filename) })
			if inner, ok := strings.CutPrefix(imported, ModulePath+"/"); ok {
				if !generated {
					todo = append(todo, inner)
				}
			} else if client, ok := strings.CutPrefix(imported, clientPrefix); ok && !generated {
				r.clients[strings.Split(client, "/")[0]] = true
			}
		}
	}
	return r, nil
}

// isList is true for the generated files whose imports are no need.
func isList(dir, file string) bool {
	return slices.Contains([]string{packagesFile, clientsFile, filtersFile}, path.Join(dir, filepath.Base(file)))
}

// copy copies the packages and what they embed, without tests.
func (r reach) copy(from, to string) error {
	files := []string{"go.mod", "go.sum"}
	for dir := range r.packages {
		inside, err := filesOf(from, filepath.FromSlash(dir))
		if err != nil {
			return err
		}
		files = append(files, inside...)
	}
	for _, file := range files {
		if err := copyFile(filepath.Join(from, file), filepath.Join(to, file)); err != nil {
			return err
		}
	}
	return nil
}

// filesOf lists the sources of a package and what they embed, from the root.
func filesOf(root, dir string) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(root, dir))
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if isSource(e.Name()) {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	pkg, err := build.ImportDir(filepath.Join(root, dir), 0)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", dir, err)
	}
	for _, pattern := range pkg.EmbedPatterns {
		matches, err := filepath.Glob(filepath.Join(root, dir, pattern))
		if err != nil {
			return nil, fmt.Errorf("match what %s embeds: %w", dir, err)
		}
		for _, match := range matches {
			embedded, err := filesUnder(root, match)
			if err != nil {
				return nil, err
			}
			out = append(out, embedded...)
		}
	}
	return out, nil
}

func filesUnder(root, start string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(start, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(root, file)
		out = append(out, relative)
		return err
	})
	return out, err
}

func copyFile(from, to string) error {
	raw, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, raw, 0o644) // the module cache's files are read only
}
