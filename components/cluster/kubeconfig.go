package cluster

import (
	"encoding/json"
	"fmt"
)

// The structs below are the part of kubectl's configuration in use (client-go,
// clientcmd/api/v1). Written as JSON, which is YAML.

type kubeconfig struct {
	APIVersion     string         `json:"apiVersion"`
	Kind           string         `json:"kind"`
	Clusters       []namedCluster `json:"clusters"`
	Contexts       []namedContext `json:"contexts"`
	CurrentContext string         `json:"current-context"`
	Users          []namedUser    `json:"users"`
}

type namedCluster struct {
	Name    string         `json:"name"`
	Cluster clusterAddress `json:"cluster"`
}

type clusterAddress struct {
	Server                   string `json:"server"`
	CertificateAuthorityData string `json:"certificate-authority-data"`
}

type namedContext struct {
	Name    string      `json:"name"`
	Context userContext `json:"context"`
}

type userContext struct {
	Cluster string `json:"cluster"`
	User    string `json:"user"`
}

type namedUser struct {
	Name string     `json:"name"`
	User userByExec `json:"user"`
}

type userByExec struct {
	Exec execCommand `json:"exec"`
}

type execCommand struct {
	APIVersion      string   `json:"apiVersion"`
	Command         string   `json:"command"`
	Args            []string `json:"args"`
	InteractiveMode string   `json:"interactiveMode"`
}

// kubeconfigText is a kubectl configuration whose user asks the AWS CLI for a
// token, so that it holds no credential: whoever uses it is who AWS says.
func kubeconfigText(name, region, endpoint, certificateAuthority string) (string, error) {
	text, err := json.Marshal(kubeconfig{
		APIVersion:     "v1",
		Kind:           "Config",
		Clusters:       []namedCluster{{name, clusterAddress{Server: endpoint, CertificateAuthorityData: certificateAuthority}}},
		Contexts:       []namedContext{{name, userContext{Cluster: name, User: name}}},
		CurrentContext: name,
		Users: []namedUser{{name, userByExec{execCommand{
			APIVersion:      "client.authentication.k8s.io/v1beta1",
			Command:         "aws",
			Args:            []string{"eks", "get-token", "--cluster-name", name, "--region", region, "--output", "json"},
			InteractiveMode: "Never",
		}}}},
	})
	if err != nil {
		return "", fmt.Errorf("write the kubeconfig of cluster %q: %w", name, err)
	}
	return string(text), nil
}
