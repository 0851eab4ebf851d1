package plane

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	_ "embed"
)

// Users of the API server: those that RBAC's own bindings know, and an
// administrator.
const (
	admin       = "admin"
	kwok        = "kwok"
	controllers = "system:kube-controller-manager"
	scheduler   = "system:kube-scheduler"
)

// groups of the users that are not known by name.
var groups = map[string]string{admin: "system:masters", kwok: "system:masters"}

//go:embed stages.yaml
var stages []byte

// layout is where the servers of a plane listen, and where their files are.
type layout struct {
	dir             string
	etcd, peer, api int
}

func (l layout) path(name string) string { return filepath.Join(l.dir, name) }

func (l layout) etcdURL() string { return fmt.Sprintf("http://127.0.0.1:%d", l.etcd) }

// The API server's certificate, which it makes by itself, with its authority's.
func (l layout) certificate() string { return l.path("certs/apiserver.crt") }

// write makes the files that servers read, and returns the users' tokens.
func (l layout) write() (map[string]string, error) {
	users := map[string]string{}
	var lines strings.Builder
	for _, user := range []string{admin, kwok, controllers, scheduler} {
		secret := make([]byte, 16)
		if _, err := rand.Read(secret); err != nil {
			return nil, err
		}
		users[user] = hex.EncodeToString(secret)
		fmt.Fprintf(&lines, "%s,%s,%s,%q\n", users[user], user, user, groups[user])
	}
	// Service accounts' tokens are signed with it.
	signing, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	files := map[string][]byte{
		"tokens.csv":  []byte(lines.String()),
		"sa.key":      pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(signing)}),
		"stages.yaml": stages,
	}
	for name, content := range files {
		if err := os.WriteFile(l.path(name), content, 0o600); err != nil {
			return nil, fmt.Errorf("write what the servers read: %w", err)
		}
	}
	return users, nil
}

// config is how a user calls the API server, once it is there.
func (l layout) config(token string) (*rest.Config, error) {
	ca, err := os.ReadFile(l.certificate())
	if err != nil {
		return nil, err
	}
	return &rest.Config{
		Host: fmt.Sprintf("https://127.0.0.1:%d", l.api), BearerToken: token,
		TLSClientConfig: rest.TLSClientConfig{CAData: ca},
		QPS:             -1, // who waits for itself measures itself
	}, nil
}

// kubeconfig writes a user's file.
func (l layout) kubeconfig(user, token string) error {
	config, err := l.config(token)
	if err != nil {
		return err
	}
	const here = "here"
	return clientcmd.WriteToFile(clientcmdapi.Config{
		Clusters:       map[string]*clientcmdapi.Cluster{here: {Server: config.Host, CertificateAuthorityData: config.CAData}},
		AuthInfos:      map[string]*clientcmdapi.AuthInfo{here: {Token: token}},
		Contexts:       map[string]*clientcmdapi.Context{here: {Cluster: here, AuthInfo: here}},
		CurrentContext: here,
	}, l.kubeconfigPath(user))
}

func (l layout) kubeconfigPath(user string) string {
	return l.path(strings.ReplaceAll(user, ":", "-") + ".kubeconfig")
}
