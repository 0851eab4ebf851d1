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
	APIVersion string     `json:"apiVersion"`
	Command    string     `json:"command"`
	Args       []string   `json:"args"`
	Env        []variable `json:"env"`
}

type variable struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

func kubeconfigOf(name, region, endpoint, ca string) config {
	server := namedServer{Name: "kubernetes"}
	server.Cluster.Server, server.Cluster.CA = endpoint, ca
	use := namedUse{Name: "aws"}
	use.Context.Cluster, use.Context.User = "kubernetes", "aws"
	user := namedUser{Name: "aws"}
	user.User.Exec = execPlugin{
		APIVersion: "client.authentication.k8s.io/v1beta1",
		Command:    "aws",
		Args:       []string{"--region", region, "eks", "get-token", "--cluster-name", name, "--output", "json"},
		// Older AWS CLIs answer in the version that this asks for.
		Env: []variable{{"KUBERNETES_EXEC_INFO", `{"apiVersion": "client.authentication.k8s.io/v1beta1"}`}},
	}
	return config{
		APIVersion: "v1", Kind: "Config", CurrentContext: "aws",
		Clusters: []namedServer{server}, Contexts: []namedUse{use}, Users: []namedUser{user},
	}
}
