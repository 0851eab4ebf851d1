package karpenter

import (
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// EC2NodeClass is how nodes are made on EC2.
type EC2NodeClass struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata"`

	Spec EC2NodeClassSpec `json:"spec"`
}

// EC2NodeClassSpec is a node's instance.
type EC2NodeClassSpec struct {
	SubnetSelectorTerms        []SubnetSelectorTerm        `json:"subnetSelectorTerms"`
	SecurityGroupSelectorTerms []SecurityGroupSelectorTerm `json:"securityGroupSelectorTerms"`
	AMISelectorTerms           []AMISelectorTerm           `json:"amiSelectorTerms"`
	// AssociatePublicIPAddress gives instances a public address; nil leaves it to the
	// subnet.
	AssociatePublicIPAddress *bool `json:"associatePublicIPAddress,omitempty"`
	// Role is the name of the nodes' role. Karpenter makes the instance profile.
	Role string `json:"role,omitempty"`
	// Tags of instances, volumes, interfaces and launch templates. Karpenter's own,
	// and those of kubernetes.io/cluster, are refused here.
	Tags                map[string]string    `json:"tags,omitempty"`
	BlockDeviceMappings []BlockDeviceMapping `json:"blockDeviceMappings,omitempty"`
	DetailedMonitoring  *bool                `json:"detailedMonitoring,omitempty"`
	MetadataOptions     *MetadataOptions     `json:"metadataOptions,omitempty"`
}

// SubnetSelectorTerm chooses subnets by tags, or one by its id.
type SubnetSelectorTerm struct {
	Tags map[string]string `json:"tags,omitempty"`
	ID   string            `json:"id,omitempty"`
}

// SecurityGroupSelectorTerm chooses security groups by tags, or one by its id.
type SecurityGroupSelectorTerm struct {
	Tags map[string]string `json:"tags,omitempty"`
	ID   string            `json:"id,omitempty"`
}

// AMISelectorTerm chooses images.
type AMISelectorTerm struct {
	// Alias is a family and a version, "al2023@v20261015".
	Alias string `json:"alias,omitempty"`
}

// MetadataOptions are those of the instance metadata service.
type MetadataOptions struct {
	HTTPEndpoint            *string `json:"httpEndpoint,omitempty"`
	HTTPProtocolIPv6        *string `json:"httpProtocolIPv6,omitempty"`
	HTTPPutResponseHopLimit *int64  `json:"httpPutResponseHopLimit,omitempty"`
	HTTPTokens              *string `json:"httpTokens,omitempty"`
}

// Values of metadata options.
const (
	Enabled  = "enabled"
	Disabled = "disabled"
	Required = "required"
)

// BlockDeviceMapping is one disk.
type BlockDeviceMapping struct {
	DeviceName *string      `json:"deviceName,omitempty"`
	EBS        *BlockDevice `json:"ebs,omitempty"`
}

// BlockDevice is an EBS volume.
type BlockDevice struct {
	DeleteOnTermination *bool              `json:"deleteOnTermination,omitempty"`
	Encrypted           *bool              `json:"encrypted,omitempty"`
	KMSKeyID            *string            `json:"kmsKeyID,omitempty"`
	VolumeSize          *resource.Quantity `json:"volumeSize,omitempty"`
	VolumeType          *string            `json:"volumeType,omitempty"`
}
