package kinds

import (
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Own are the definitions of kinds whose projects have no Go module that could be
// fetched: the AWS Load Balancer Controller (its v2 is not a module of that path) and
// External Secrets. They say what the published definitions say about the fields
// that the platform could use, and refuse all others.
//
// Sources: kubernetes-sigs/aws-load-balancer-controller, config/crd/bases;
// external-secrets/external-secrets, config/crds/bases.
func Own() []apiextensionsv1.CustomResourceDefinition {
	return []apiextensionsv1.CustomResourceDefinition{
		definition("elbv2.k8s.aws", "v1beta1", "TargetGroupBinding", "targetgroupbindings", targetGroupBinding()),
		definition("external-secrets.io", "v1", "ExternalSecret", "externalsecrets", externalSecret()),
		definition("external-secrets.io", "v1", "SecretStore", "secretstores", secretStore()),
		clusterWide(definition("external-secrets.io", "v1", "ClusterSecretStore", "clustersecretstores", secretStore())),
	}
}

func definition(group, version, kind, plural string, spec schema) apiextensionsv1.CustomResourceDefinition {
	whole := object(properties{"spec": spec, "status": {Type: "object", XPreserveUnknownFields: new(true)}}, "spec")
	return apiextensionsv1.CustomResourceDefinition{
		ObjectMeta: metav1.ObjectMeta{Name: plural + "." + group},
		Spec: apiextensionsv1.CustomResourceDefinitionSpec{
			Group: group,
			Names: apiextensionsv1.CustomResourceDefinitionNames{Kind: kind, ListKind: kind + "List", Plural: plural},
			Scope: apiextensionsv1.NamespaceScoped,
			Versions: []apiextensionsv1.CustomResourceDefinitionVersion{{
				Name: version, Served: true, Storage: true,
				Schema:       &apiextensionsv1.CustomResourceValidation{OpenAPIV3Schema: &whole},
				Subresources: &apiextensionsv1.CustomResourceSubresources{Status: &apiextensionsv1.CustomResourceSubresourceStatus{}},
			}},
		},
	}
}

func clusterWide(d apiextensionsv1.CustomResourceDefinition) apiextensionsv1.CustomResourceDefinition {
	d.Spec.Scope = apiextensionsv1.ClusterScoped
	return d
}

// schema and properties are short for what a definition is made of.
type (
	schema     = apiextensionsv1.JSONSchemaProps
	properties = map[string]schema
)

func object(p properties, required ...string) schema {
	return schema{Type: "object", Properties: p, Required: required}
}

func list(items schema) schema {
	return schema{Type: "array", Items: &apiextensionsv1.JSONSchemaPropsOrArray{Schema: &items}}
}

func text() schema { return schema{Type: "string"} }

func oneOf(values ...string) schema {
	out := text()
	for _, v := range values {
		out.Enum = append(out.Enum, apiextensionsv1.JSON{Raw: []byte(`"` + v + `"`)})
	}
	return out
}

func texts() schema {
	value := text()
	return schema{Type: "object", AdditionalProperties: &apiextensionsv1.JSONSchemaPropsOrBool{Allows: true, Schema: &value}}
}

// port is a number or a name.
func port() schema {
	return schema{XIntOrString: true, AnyOf: []schema{{Type: "integer"}, {Type: "string"}}}
}

// name is a DNS subdomain, as External Secrets has it.
func name() schema {
	out := text()
	out.MinLength, out.MaxLength = new(int64(1)), new(int64(253))
	out.Pattern = `^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`
	return out
}
