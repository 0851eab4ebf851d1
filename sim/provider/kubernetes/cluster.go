package kubernetes

import (
	"fmt"

	"sigs.k8s.io/yaml"

	"github.com/covetpy/platform/sim"
	"github.com/covetpy/platform/sim/kind"
)

const clusterType = "aws:eks/cluster:Cluster"

// cluster is the EKS cluster that a kubeconfig leads to.
type cluster struct{ name, region string }

// clusterOf reads the cluster from the arguments of the kubeconfig's exec
// plugin: "aws eks get-token --cluster-name NAME [--region REGION]". A
// kubeconfig without one names no cluster of this cloud.
func clusterOf(kubeconfig, region string) (cluster, error) {
	var config struct {
		Users []struct {
			User struct {
				Exec struct {
					Args []string `json:"args"`
				} `json:"exec"`
			} `json:"user"`
		} `json:"users"`
	}
	if err := yaml.Unmarshal([]byte(kubeconfig), &config); err != nil {
		return cluster{}, fmt.Errorf("configure the Kubernetes provider: parse kubeconfig: %w", err)
	}
	c := cluster{region: region}
	for _, user := range config.Users {
		args := user.User.Exec.Args
		for i := 0; i+1 < len(args); i++ {
			switch args[i] {
			case "--cluster-name", "--cluster-id", "-i":
				c.name = args[i+1]
			case "--region":
				c.region = args[i+1]
			}
		}
	}
	if c.name == "" {
		return c, fmt.Errorf("configure the Kubernetes provider: the kubeconfig names no EKS cluster: want exec arguments with --cluster-name")
	}
	return c, nil
}

// where is the place in the cloud of the cluster's objects.
func (c cluster) where() string { return c.region + "/" + c.name }

// use ties an object to its cluster: it goes when the cluster goes.
func (c cluster) use() sim.Use {
	return sim.Use{Key: kind.IndexKey(kind.Target{Type: clusterType, By: "id"}, c.region, c.name), Then: sim.Cascade}
}

// reach fails as a client does whose cluster is not there.
func (c cluster) reach(tx *sim.Tx) error {
	if _, ok := tx.Get(clusterType, c.region, c.name); !ok {
		return fmt.Errorf("configured Kubernetes cluster is unreachable: no EKS cluster %q lives in %s", c.name, c.region)
	}
	return nil
}
