package limits

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/covetpy/platform/conformance/schema"
	"github.com/covetpy/platform/internal/builds"
)

// Kept returns what an earlier survey of the same build found, where the sources
// that ask are the same, too; otherwise it asks, and keeps the answers in the
// build's folder. A survey takes minutes.
func (f Finder) Kept(ctx context.Context, dir string, sources []string, pkg schema.Package, w io.Writer) (map[string]Answers, error) {
	key, err := builds.Digest(sources...)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, "answers-"+key+".json")
	raw, err := os.ReadFile(file)
	if err == nil {
		var out map[string]Answers
		if err := json.Unmarshal(raw, &out); err != nil {
			return nil, fmt.Errorf("parse %s: %w; remove it", file, err)
		}
		fmt.Fprintf(w, "asked before: %s\n", file)
		return out, nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("read the answers of before: %w", err)
	}
	out, err := f.Survey(ctx, pkg, w)
	if err != nil {
		return nil, err
	}
	if raw, err = json.Marshal(out); err != nil {
		return nil, fmt.Errorf("keep the answers: %w", err)
	}
	// Whole or not at all, whoever asks at the same time.
	part := file + fmt.Sprint(".", os.Getpid())
	if err := os.WriteFile(part, raw, 0o600); err != nil {
		return nil, fmt.Errorf("keep the answers: %w", err)
	}
	return out, os.Rename(part, file)
}
