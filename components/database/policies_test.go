package database

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDocuments(t *testing.T) {
	assert.JSONEq(t, `{"Version": "2012-10-17", "Statement": {
		"Sid": "LogInAsApplications", "Effect": "Allow", "Action": "rds-db:connect", "Resource": [
			"arn:aws:rds-db:eu-west-1:111122223333:dbuser:cluster-ABC/shop",
			"arn:aws:rds-db:eu-west-1:111122223333:dbuser:cluster-ABC/shop_reports"
		]}}`, single(proxyPermissions(where(), "cluster-ABC", []string{"shop", "shop_reports"}).MustJSON()))
	assert.JSONEq(t, `{"Version": "2012-10-17", "Statement": {
		"Sid": "Trust", "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "rds.amazonaws.com"}
		}}`, single(proxyTrust().MustJSON()))
	assert.JSONEq(t, `{"Version": "2012-10-17", "Statement": {
		"Sid": "Trust", "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "monitoring.rds.amazonaws.com"},
		"Condition": {
			"StringEquals": {"aws:SourceAccount": "111122223333"},
			"ArnLike": {"aws:SourceArn": ["arn:aws:rds:eu-central-1:111122223333:db:*", "arn:aws:rds:eu-west-1:111122223333:db:*"]}
		}}}`, single(monitoringTrust(global().regions()...).MustJSON()))
}

func TestWhoMayConnect(t *testing.T) {
	assert.Equal(t, "rds-db:connect", ConnectAction)
	assert.Equal(t, "arn:aws:rds-db:eu-west-1:111122223333:dbuser:cluster-ABC/shop", ConnectARN(where(), "cluster-ABC", "shop"))
	assert.Equal(t, "prx-0abc", lastPart("arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0abc"))
	assert.Empty(t, lastPart(""))
}

func TestNamesAreKnownBeforehand(t *testing.T) {
	assert.Equal(t, "covetpy-prod-database", large().ClusterID("database"))
	assert.Equal(t, []string{
		"/aws/rds/cluster/covetpy-prod-database/postgresql", "/aws/rds/cluster/covetpy-prod-database/iam-db-auth-error",
		"/aws/rds/proxy/covetpy-prod-database-proxy",
	}, large().LogGroups("database"))
	assert.Equal(t, []string{
		"/aws/rds/cluster/covetpy-dev-database/postgresql", "/aws/rds/cluster/covetpy-dev-database/iam-db-auth-error",
		"/aws/rds/cluster/covetpy-dev-database/instance",
	}, small().LogGroups("database"))
	assert.Equal(t, []string{
		"/aws/rds/cluster/covetpy-prod-database/postgresql", "/aws/rds/cluster/covetpy-prod-database/iam-db-auth-error",
		"/aws/rds/cluster/covetpy-prod-database-secondary/postgresql", "/aws/rds/cluster/covetpy-prod-database-secondary/iam-db-auth-error",
		"/aws/rds/proxy/covetpy-prod-database-proxy",
	}, global().LogGroups("database"), "the second region's too, as its key has to admit them")
}

// single takes the one statement of a document out of its list, for tables that
// read well.
func single(document string) string {
	inner, found := strings.CutPrefix(document, `{"Statement":[`)
	if !found {
		return document
	}
	return `{"Statement":` + strings.Replace(inner, `}],"Version"`, `},"Version"`, 1)
}
