package plane

import (
	"fmt"
	"strconv"
)

func (l layout) etcdArgs() []string {
	return []string{
		"--data-dir=" + l.path("etcd"), "--name=here",
		"--listen-client-urls=" + l.etcdURL(), "--advertise-client-urls=" + l.etcdURL(),
		fmt.Sprintf("--listen-peer-urls=http://127.0.0.1:%d", l.peer),
		"--unsafe-no-fsync", // nothing has to outlive the process
		"--log-level=warn",
	}
}

// apiArgs leave admission as it is by default, which has PodSecurity, LimitRanger,
// ResourceQuota and Priority in it.
func (l layout) apiArgs() []string {
	return []string{
		"--etcd-servers=" + l.etcdURL(),
		"--bind-address=127.0.0.1", "--secure-port=" + strconv.Itoa(l.api), "--cert-dir=" + l.path("certs"),
		"--endpoint-reconciler-type=none", // an address of the loopback interface is none for a Service
		"--authorization-mode=RBAC", "--token-auth-file=" + l.path("tokens.csv"),
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + l.path("sa.key"), "--service-account-signing-key-file=" + l.path("sa.key"),
		"--service-cluster-ip-range=10.96.0.0/16",
		// As EKS has it: then it is for the namespace to refuse a privileged pod.
		"--allow-privileged",
	}
}

func (l layout) controllersArgs() []string {
	return []string{
		"--kubeconfig=" + l.kubeconfigPath(controllers), "--use-service-account-credentials",
		"--service-account-private-key-file=" + l.path("sa.key"), "--root-ca-file=" + l.certificate(),
		"--leader-elect=false", "--secure-port=0",
		"--horizontal-pod-autoscaler-sync-period=1s",
		// Its own limits would be what is measured.
		"--kube-api-qps=1000", "--kube-api-burst=2000",
	}
}

func (l layout) schedulerArgs() []string {
	return []string{
		"--kubeconfig=" + l.kubeconfigPath(scheduler), "--leader-elect=false", "--secure-port=0",
		"--kube-api-qps=1000", "--kube-api-burst=2000",
	}
}

func (l layout) kwokArgs() []string {
	return []string{
		"--kubeconfig=" + l.kubeconfigPath(kwok), "--config=" + l.path("stages.yaml"), "--manage-all-nodes",
		"--node-lease-duration-seconds=40", "--cidr=10.128.0.0/16",
	}
}
