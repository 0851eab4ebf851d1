package kubeapi

import (
	"encoding/json"
	"fmt"
)

// repeated lists the fields that an object has twice, of the value that the decoder
// comes to next. It is for types that read themselves, and take the last of two.
func repeated(decoder *json.Decoder, path string) ([]error, error) {
	token, err := decoder.Token()
	if err != nil {
		return nil, fmt.Errorf("read an object's fields: %w", err)
	}
	var out []error
	seen := map[string]bool{}
	for n := 0; token == json.Delim('{') || token == json.Delim('['); n++ {
		if !decoder.More() {
			_, err := decoder.Token() // what closes it
			return out, err
		}
		at := fmt.Sprintf("%s[%d]", path, n)
		if token == json.Delim('{') {
			key, err := decoder.Token()
			if err != nil {
				return nil, fmt.Errorf("read an object's fields: %w", err)
			}
			at = join(path, fmt.Sprint(key))
			if seen[at] {
				out = append(out, fmt.Errorf("duplicate field %q", at))
			}
			seen[at] = true
		}
		inner, err := repeated(decoder, at)
		if err != nil {
			return nil, err
		}
		out = append(out, inner...)
	}
	return out, nil
}

// join is the path of a field.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
