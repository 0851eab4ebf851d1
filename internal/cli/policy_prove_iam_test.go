package cli

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheRightsOfARoleAreToldInWords(t *testing.T) {
	home := here(t)
	got := platform("policy", "prove", "iam", "prod", "eks-karpenter")
	require.Equal(t, ExitOK, got.code, got.err)
	for _, line := range []string{
		"Role covetpy-prod-eks-karpenter\n",
		"  pods.eks.amazonaws.com may call sts:AssumeRole, sts:TagSession, if ",
		"  sqs: may read and change (sqs:DeleteMessage, ",
		"\n      by statement \"ReadInterruptions\" of cluster-karpenter-account\n",
		"  It can start a machine with a role and take its credentials (ec2-run-instances).\n",
		"      iam:PassRole on arn:aws:iam::777788889999:role/covetpy-prod-eks-karpenter-node, by statement \"PassNodeRole\" of cluster-karpenter-account\n",
	} {
		require.Contains(t, got.out, line)
	}
	require.NotContains(t, got.out, "Role covetpy-prod-eks-node", "another role")
	require.NoDirExists(t, home, "a proof takes no state")

	node := platform("policy", "prove", "iam", "prod", "eks-node").out
	require.Contains(t, node, "What arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy says, which is not of this stack.\n")
	require.Contains(t, node, "By none of the ways that are known.\n")
}

func TestAProofNeedsARoleThatIsThere(t *testing.T) {
	here(t)
	anywhere := platform("policy", "prove", "iam", "covetpy-dev-eks-node")
	require.Equal(t, ExitOK, anywhere.code, anywhere.err)
	require.Contains(t, anywhere.out, "Role covetpy-dev-eks-node\n")
	require.Equal(t, ExitBadInput, platform("policy", "prove", "iam", "nobody").code)

	missed := platform("policy", "prove", "iam", "dev", "nobody")
	require.Equal(t, ExitBadInput, missed.code)
	require.Contains(t, missed.err, `prove role "nobody": dev has covetpy-dev-`)
	for _, args := range [][]string{{}, {"dev", "karpenter", "--offline=false"}, {"nowhere", "karpenter"}, {"dev", "a", "b"}} {
		require.Equal(t, ExitBadInput, platform(append([]string{"policy", "prove", "iam"}, args...)...).code, "%v", args)
	}
}
