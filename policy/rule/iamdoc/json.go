package iamdoc

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

var errUnknownElement = errors.New("no such element")

// field is one member of a JSON object, its name in lower case and as written.
type field struct {
	name    string
	written string
	raw     json.RawMessage
}

// object reads the members of a JSON object in their order. A name that comes
// twice is an error: what a reader takes from such a document is anyone's guess,
// and encoding/json would silently take the last.
func object(raw json.RawMessage) ([]field, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	open, err := dec.Token()
	if err != nil {
		return nil, notJSON(err)
	}
	if open != json.Delim('{') {
		return nil, errors.New("not a JSON object")
	}
	var fields []field
	seen := map[string]bool{}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return nil, notJSON(err)
		}
		f := field{written: fmt.Sprint(token)}
		f.name = strings.ToLower(f.written)
		if seen[f.name] {
			return nil, fmt.Errorf("%s is there twice", f.written)
		}
		seen[f.name] = true
		if err := dec.Decode(&f.raw); err != nil {
			return nil, notJSON(err)
		}
		fields = append(fields, f)
	}
	if _, err := dec.Token(); err != nil {
		return nil, notJSON(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("text after the JSON object")
	}
	return fields, nil
}

// oneOrMany reads a list, or a single value as a list of one.
func oneOrMany(raw json.RawMessage) ([]json.RawMessage, error) {
	if trimmed := bytes.TrimSpace(raw); len(trimmed) > 0 && trimmed[0] != '[' {
		return []json.RawMessage{raw}, nil
	}
	var list []json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, notJSON(err)
	}
	return list, nil
}

// texts reads one text or a list of them; booleans and numbers are written out,
// as IAM lets conditions have them bare.
func texts(raw json.RawMessage) ([]string, error) {
	list, err := oneOrMany(raw)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(list))
	for i, item := range list {
		if out[i], err = single(item); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func single(raw json.RawMessage) (string, error) {
	trimmed := bytes.TrimSpace(raw)
	if len(trimmed) == 0 || bytes.ContainsRune([]byte("{[n"), rune(trimmed[0])) {
		return "", errors.New("not a text")
	}
	if trimmed[0] != '"' {
		return string(trimmed), nil
	}
	var text string
	if err := json.Unmarshal(trimmed, &text); err != nil {
		return "", notJSON(err)
	}
	return text, nil
}

func notJSON(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("not JSON: it ends too early")
	}
	return fmt.Errorf("not JSON: %w", err)
}
