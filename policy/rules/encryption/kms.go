package encryption

const (
	kmsKey        = "aws:kms/key:Key"
	kmsKeyPolicy  = "aws:kms/keyPolicy:KeyPolicy"
	kmsReplicaKey = "aws:kms/replicaKey:ReplicaKey"
	kmsAlias      = "aws:kms/alias:Alias"
)
