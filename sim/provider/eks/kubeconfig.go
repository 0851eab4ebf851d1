package eks

// config is a kubeconfig with one cluster whose tokens come from the AWS CLI.
type config struct {
	APIVersion     string        `json:"apiVersion"`
	Clusters       []namedServer `json:"clusters"`
	Contexts       []namedUse    `json:"contexts"`
	CurrentContext string        `json:"current-context"`
	Kind           string        `json:"kind"`
	Users          []namedUser   `json:"users"`
}

type namedServer struct {
	Cluster struct {
		Server string `json:"server"`
		CA     string `json:"certificate-authority-data"`
	} `json:"cluster"`
	Name string `json:"name"`
}

type namedUse struct {
	Context struct {
		Cluster string `json:"cluster"`
		User    string `json:"user"`
	} `json:"context"`
	Name string `json:"name"`
}

type namedUser struct {
	Name string `json:"name"`
	User struct {
		Exec execPlugin `json:"exec"`
	} `json:"user"`
}

type execPlugin struct {
	APIVersion string   `json:"apiVersion"`
	Command    string   `json:"command"`
	Args       []string `json:"args"`
}

func kubeconfigOf(name, endpoint, ca string) config {
	server := namedServer{Name: "kubernetes"}
	server.Cluster.Server, server.Cluster.CA = endpoint, ca
	use := namedUse{Name: "aws"}
	use.Context.Cluster, use.Context.User = "kubernetes", "aws"
	user := namedUser{Name: "aws"}
	user.User.Exec = execPlugin{
		APIVersion: "client.authentication.k8s.io/v1beta1",
		Command:    "aws",
		Args:       []string{"eks", "get-token", "--cluster-name", name},
	}
	return config{
		APIVersion: "v1", Kind: "Config", CurrentContext: "aws",
		Clusters: []namedServer{server}, Contexts: []namedUse{use}, Users: []namedUser{user},
	}
}
