package names

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// sdkModule is the Go SDK, whose sources say what the program can.
const sdkModule = "github.com/pulumi/pulumi-aws/sdk/v7"

// SDK reads the Go SDK's sources, a package at a time.
type SDK struct {
	Version string
	dir     string
	// structs are those of a package, by the package's folder.
	structs map[string]map[string]*ast.StructType
}

// FindSDK finds the sources of the SDK at the version that the module in dir uses.
func FindSDK(ctx context.Context, dir string) (*SDK, error) {
	var stderr bytes.Buffer
	list := exec.CommandContext(ctx, "go", "list", "-m", "-json", sdkModule)
	list.Dir, list.Stderr = dir, &stderr
	raw, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("find the Go SDK: %w\n%s", err, stderr.Bytes())
	}
	var found struct{ Version, Dir string }
	if err := json.Unmarshal(raw, &found); err != nil {
		return nil, fmt.Errorf("parse what go list said of %s: %w", sdkModule, err)
	}
	if found.Dir == "" {
		return nil, fmt.Errorf("%s %s is not in the module cache: run `go mod download` at the root", sdkModule, found.Version)
	}
	return &SDK{found.Version, filepath.Join(found.Dir, "go", "aws"), map[string]map[string]*ast.StructType{}}, nil
}

// resource returns the inputs and the outputs of a resource type: the SDK's plain
// structs of its arguments and of its state.
func (s *SDK) resource(typ string) (inputs, outputs Fields, err error) {
	folder, name, err := split(typ)
	if err != nil {
		return nil, nil, err
	}
	lower := strings.ToLower(name[:1]) + name[1:]
	if inputs, err = s.object(folder + "." + lower + "Args"); err != nil {
		return nil, nil, err
	}
	outputs, err = s.object(folder + "." + lower + "State")
	return inputs, outputs, err
}

// function returns the arguments and the results of a function.
func (s *SDK) function(fn string) (arguments, results Fields, err error) {
	folder, name, err := split(fn)
	if err != nil {
		return nil, nil, err
	}
	title := strings.ToUpper(name[:1]) + name[1:]
	if arguments, err = s.object(folder + "." + title + "Args"); err != nil {
		return nil, nil, err
	}
	results, err = s.object(folder + "." + title + "Result")
	return arguments, results, err
}

// split takes "aws:kms/key:Key" to its folder in the SDK and its name.
func split(tok string) (folder, name string, err error) {
	parts := strings.Split(tok, ":")
	if len(parts) != 3 || parts[2] == "" {
		return "", "", fmt.Errorf("%q is no token", tok)
	}
	folder, _, _ = strings.Cut(parts[1], "/")
	if folder == "index" {
		folder = ""
	}
	return folder, parts[2], nil
}

// object returns the fields of a struct, "ec2.vpcArgs".
func (s *SDK) object(qualified string) (Fields, error) {
	folder, name, _ := strings.Cut(qualified, ".")
	structs, err := s.parse(folder)
	if err != nil {
		return nil, err
	}
	found, ok := structs[name]
	if !ok {
		return nil, fmt.Errorf("the Go SDK's package %q has no struct %s", folder, name)
	}
	out := Fields{}
	for _, field := range found.Fields.List {
		if field.Tag == nil {
			continue
		}
		tag, err := strconv.Unquote(field.Tag.Value)
		if err != nil {
			return nil, fmt.Errorf("read a tag of %s: %w", qualified, err)
		}
		key, _, _ := strings.Cut(reflect.StructTag(tag).Get("pulumi"), ",")
		if key == "" {
			continue
		}
		if out[key], err = shapeOf(folder, structs, field.Type); err != nil {
			return nil, fmt.Errorf("read %s of %s: %w", key, qualified, err)
		}
	}
	return out, nil
}

// shapeOf reads the form of a value off its Go type.
func shapeOf(folder string, structs map[string]*ast.StructType, expr ast.Expr) (Shape, error) {
	element := func(kind string, of ast.Expr) (Shape, error) {
		inner, err := shapeOf(folder, structs, of)
		return Shape{Kind: kind, Of: &inner}, err
	}
	switch e := expr.(type) {
	case *ast.StarExpr:
		inner, err := shapeOf(folder, structs, e.X)
		inner.Need = Optional
		return inner, err
	case *ast.ArrayType:
		return element("list", e.Elt)
	case *ast.MapType:
		return element("map", e.Value)
	case *ast.InterfaceType:
		return Shape{Kind: "any"}, nil
	case *ast.Ident:
		if kind, ok := map[string]string{"string": "string", "bool": "boolean", "int": "integer", "float64": "number"}[e.Name]; ok {
			return Shape{Kind: kind, Need: Required}, nil
		}
		if structs[e.Name] != nil {
			return Shape{Kind: "object", Object: folder + "." + e.Name, Need: Required}, nil
		}
		return Shape{Kind: "string", Need: Required}, nil // the SDK's other named types are enumerations
	default:
		return Shape{}, fmt.Errorf("a field of type %T: names/sdk.go does not know how to read it", expr)
	}
}

// parse returns the structs of a package of the SDK.
func (s *SDK) parse(folder string) (map[string]*ast.StructType, error) {
	if known, ok := s.structs[folder]; ok {
		return known, nil
	}
	files, err := filepath.Glob(filepath.Join(s.dir, folder, "*.go"))
	if err != nil || len(files) == 0 {
		return nil, errors.Join(fmt.Errorf("the Go SDK has no package %q", folder), err)
	}
	out := map[string]*ast.StructType{}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("parse the Go SDK: %w", err)
		}
		for _, decl := range slices.Collect(structsOf(parsed)) {
			out[decl.Name.Name], _ = decl.Type.(*ast.StructType)
		}
	}
	s.structs[folder] = out
	return out, nil
}

// structsOf goes through the struct types that a file declares.
func structsOf(file *ast.File) func(yield func(*ast.TypeSpec) bool) {
	return func(yield func(*ast.TypeSpec) bool) {
		for _, decl := range file.Decls {
			group, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range group.Specs {
				typ, ok := spec.(*ast.TypeSpec)
				if !ok {
					continue
				}
				if _, isStruct := typ.Type.(*ast.StructType); isStruct && !yield(typ) {
					return
				}
			}
		}
	}
}
