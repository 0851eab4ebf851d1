package kube

import (
	"regexp"
	"strings"

	"github.com/covetpy/platform/policy/rule"
)

// dockerHub is where an image comes from that names no registry.
const dockerHub = "docker.io"

// Image is an image's reference in its parts.
type Image struct {
	// Registry is the host in lower case, with its port.
	Registry string
	// Repository is the path below it, "team/shop".
	Repository string
	Tag        string
	Digest     string
}

var digestPattern = regexp.MustCompile(`^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$`)

// ParseImage reads a reference as container runtimes do: what is before the first
// slash is a registry when it looks like a host, and a colon after the last slash
// begins a tag.
func ParseImage(reference string) Image {
	var out Image
	name, digest, _ := strings.Cut(strings.TrimSpace(reference), "@")
	if digestPattern.MatchString(digest) {
		out.Digest = digest
	}
	if colon := strings.LastIndex(name, ":"); colon > strings.LastIndex(name, "/") {
		name, out.Tag = name[:colon], name[colon+1:]
	}
	out.Registry, out.Repository = dockerHub, name
	if host, path, ok := strings.Cut(name, "/"); ok && (strings.ContainsAny(host, ".:") || host == "localhost") {
		out.Registry, out.Repository = strings.ToLower(host), path
	}
	return out
}

// Images is every reference to an image in the pod: those of its containers, and
// of volumes that are images.
func (p Pod) Images() []rule.Value {
	var out []rule.Value
	for _, c := range p.Containers() {
		out = append(out, c.At("image"))
	}
	for _, volume := range p.Spec.At("volumes").Items() {
		if volume.At("image").Present() == rule.Yes {
			out = append(out, volume.At("image.reference"))
		}
	}
	return out
}
