package upstream

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
)

// keepImports takes out of a Go file the imports that are not wanted, and whatever
// names one of them: an element of a list, or else the whole declaration.
func keepImports(file string, wanted func(importPath string) bool) error {
	source, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	edited, err := withoutImports(source, wanted)
	if err != nil {
		return fmt.Errorf("edit %s: %w", file, err)
	}
	return os.WriteFile(file, edited, 0o644)
}

// span is a range of bytes to take out.
type span struct{ from, to int }

func withoutImports(source []byte, wanted func(importPath string) bool) ([]byte, error) {
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, "", source, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	offset := func(at token.Pos) int { return files.Position(at).Offset }
	gone := map[string]bool{}
	var spans []span
	for _, spec := range parsed.Imports {
		importPath, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		if wanted(importPath) {
			continue
		}
		name := path.Base(importPath)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		gone[name] = true
		spans = append(spans, span{offset(spec.Pos()), offset(spec.End())})
	}
	for _, decl := range parsed.Decls {
		for _, n := range droppable(decl, gone) {
			from, to := offset(n.Pos()), offset(n.End())
			if f, ok := n.(*ast.FuncDecl); ok && f.Doc != nil {
				from = offset(f.Doc.Pos())
			}
			if to < len(source) && source[to] == ',' {
				to++
			}
			spans = append(spans, span{from, to})
		}
	}
	return cut(source, spans), nil
}

// droppable are the smallest nodes of a declaration that can go with what they
// name: elements of a composite literal, or the declaration itself.
func droppable(decl ast.Decl, gone map[string]bool) []ast.Node {
	if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.IMPORT || !names(decl, gone) {
		return nil
	}
	var elements []ast.Node
	ast.Inspect(decl, func(n ast.Node) bool {
		if list, ok := n.(*ast.CompositeLit); ok {
			for _, e := range list.Elts {
				if names(e, gone) {
					elements = append(elements, e)
				}
			}
		}
		return true
	})
	if len(elements) > 0 {
		return elements
	}
	return []ast.Node{decl}
}

// names is true for a node that mentions one of the packages.
func names(n ast.Node, packages map[string]bool) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if selector, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := selector.X.(*ast.Ident); ok && packages[x.Name] {
				found = true
			}
		}
		return !found
	})
	return found
}

func cut(source []byte, spans []span) []byte {
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	var out strings.Builder
	at := 0
	for _, s := range spans {
		if s.from < at {
			continue // within what was taken out already
		}
		out.Write(source[at:s.from])
		at = s.to
	}
	out.Write(source[at:])
	return []byte(out.String())
}
