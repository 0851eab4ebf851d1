package synthetics

import (
	"archive/zip"
	"fmt"
	"path"
	"slices"
	"strings"
)

// admitArchive opens the file as upstream does, and looks for the handler's script
// where Lambda's layers have it, or at the top. Source: CloudWatch user guide,
// "Writing a canary script", packaging.
func admitArchive(file, handler, runtime string) (err error) {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return fmt.Errorf("unable to load %q: %w", file, err)
	}
	defer func() {
		if closing := archive.Close(); err == nil {
			err = closing
		}
	}()
	folder, suffixes := "nodejs/node_modules", []string{".js", ".mjs", ".cjs"}
	switch {
	case strings.HasPrefix(runtime, "syn-python-"):
		folder, suffixes = "python", []string{".py"}
	case strings.HasPrefix(runtime, "syn-java-"):
		return nil
	}
	script := handler[:strings.LastIndexByte(handler, '.')]
	for _, f := range archive.File {
		name := strings.TrimPrefix(f.Name, folder+"/")
		ext := path.Ext(name)
		if slices.Contains(suffixes, ext) && strings.TrimSuffix(name, ext) == script {
			return nil
		}
	}
	return refuse("The archive %s has no script %s%s for the handler %s", file, script, suffixes[0], handler)
}
