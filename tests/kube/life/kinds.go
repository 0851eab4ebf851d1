package life

import (
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
)

// Kinds that a life looks at.
var (
	podKind        = corev1.SchemeGroupVersion.WithKind("Pod")
	nodeKind       = corev1.SchemeGroupVersion.WithKind("Node")
	quotaKind      = corev1.SchemeGroupVersion.WithKind("ResourceQuota")
	deploymentKind = appsv1.SchemeGroupVersion.WithKind("Deployment")
	jobKind        = batchv1.SchemeGroupVersion.WithKind("Job")
	budgetKind     = policyv1.SchemeGroupVersion.WithKind("PodDisruptionBudget")
)
