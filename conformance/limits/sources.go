package limits

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/covetpy/platform/sim/facts"
)

// Spoken is a pattern that upstream's sources state with the words it is refused in.
// Where a validator has words of its own, the provider does not show its expression.
type Spoken struct {
	facts.Pattern

	words *regexp.Regexp
}

// shared are upstream's packages of validators that every service uses.
var shared = []string{"internal/verify", "internal/framework/validators"}

// ReadSpoken reads the patterns of a service's package and of the shared ones.
func ReadSpoken(root, service string) ([]Spoken, error) {
	var out []Spoken
	for _, dir := range append([]string{"internal/service/" + service}, shared...) {
		found, err := readPackage(filepath.Join(root, filepath.FromSlash(dir)))
		if err != nil {
			return nil, fmt.Errorf("read upstream's validators: %w", err)
		}
		out = append(out, found...)
	}
	return out, nil
}

func readPackage(dir string) ([]Spoken, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		return nil, errors.Join(fmt.Errorf("%s has no sources", dir), err)
	}
	r := reader{named: map[string]string{}}
	var parsed []*ast.File
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, raw, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, f)
		r.constants(f)
	}
	for _, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool {
			r.node(n)
			return true
		})
	}
	return r.out, nil
}

type reader struct {
	// named are the expressions of a package's variables.
	named map[string]string
	out   []Spoken
}

// constants notes variables that hold a regular expression.
func (r *reader) constants(f *ast.File) {
	for _, decl := range f.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.VAR {
			continue
		}
		for _, spec := range group.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok || len(v.Names) != len(v.Values) {
				continue
			}
			for i, n := range v.Names {
				if expr, ok := r.expression(v.Values[i]); ok {
					r.named[n.Name] = expr
				}
			}
		}
	}
}

// expression is the regular expression that an operand is made from.
func (r *reader) expression(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.Ident:
		expr, ok := r.named[e.Name]
		return expr, ok
	case *ast.CallExpr:
		if called(e) == "MustCompile" && len(e.Args) == 1 {
			return literal(e.Args[0])
		}
	}
	return "", false
}

// node reads the two ways in which upstream writes such a validator: a call of a
// helper that takes the words, and a condition with an error in it.
func (r *reader) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.CallExpr:
		helper := called(n)
		if !slices.Contains([]string{"StringMatch", "StringDoesNotMatch", "RegexMatches"}, helper) || len(n.Args) != 2 {
			return
		}
		expr, isPattern := r.expression(n.Args[0])
		words, isText := literal(n.Args[1])
		if !isPattern || !isText || words == "" {
			return
		}
		format := "invalid value for %s (" + words + ")"
		if helper == "RegexMatches" {
			format = "Attribute %s " + words + ", got: %s"
		}
		r.add(facts.Pattern{Expression: expr, Not: helper == "StringDoesNotMatch", Says: words}, format)
	case *ast.IfStmt:
		condition, not := n.Cond, true
		if negated, ok := condition.(*ast.UnaryExpr); ok && negated.Op == token.NOT {
			condition, not = negated.X, false
		}
		call, ok := condition.(*ast.CallExpr)
		if !ok || called(call) != "MatchString" {
			return
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return
		}
		if expr, ok := r.expression(selector.X); ok {
			format := errorIn(n.Body)
			r.add(facts.Pattern{Expression: expr, Not: not, Says: plain(format)}, format)
		}
	}
}

// add keeps a pattern, unless there are no words to know it by.
func (r *reader) add(p facts.Pattern, format string) {
	if format == "" {
		return
	}
	words := verb.ReplaceAllString(regexp.QuoteMeta(format), `(?s:.*)`)
	r.out = append(r.out, Spoken{Pattern: p, words: regexp.MustCompile(`(?:^|\. )` + words + `$`)})
}

var verb = regexp.MustCompile(`%[qsvd]`)

// plain is a format without the property's name, and without the value at its end.
func plain(format string) string {
	format = strings.TrimRight(strings.TrimSuffix(format, ": %q"), ". ")
	return verb.ReplaceAllString(format, "the value")
}

// errorIn is the format of the first error that a block makes.
func errorIn(block *ast.BlockStmt) string {
	format := ""
	ast.Inspect(block, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && format == "" && called(call) == "Errorf" {
			format, _ = literal(call.Args[0])
		}
		return format == ""
	})
	return format
}

// called is the bare name of what is called.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	default:
		return ""
	}
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}
