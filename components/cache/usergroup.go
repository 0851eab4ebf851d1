package cache

import (
	"fmt"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/elasticache"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// newUserGroup makes the users and their group, before the cache that takes it.
func (b *build) newUserGroup() (*elasticache.UserGroup, error) {
	engine := pulumi.String(string(b.args.Engine))
	var ids pulumi.StringArray
	for _, u := range b.args.users() {
		made, err := elasticache.NewUser(b.ctx, b.logical(u.part), &elasticache.UserArgs{
			UserId:             pulumi.String(u.id),
			UserName:           pulumi.String(u.name),
			Engine:             engine,
			AccessString:       pulumi.String(u.access),
			AuthenticationMode: elasticache.UserAuthenticationModeArgs{Type: pulumi.String(u.authentication)},
			Tags:               b.named(u.part),
		}, b.child()...)
		if err != nil {
			return nil, fmt.Errorf("register user %s: %w", u.id, err)
		}
		ids = append(ids, made.UserId)
		if u.part == partApplication {
			b.cache.UserID = made.UserId
		}
	}
	group, err := elasticache.NewUserGroup(b.ctx, b.logical(), &elasticache.UserGroupArgs{
		UserGroupId: pulumi.String(b.args.userGroupID()),
		Engine:      engine,
		UserIds:     ids,
		Tags:        b.named(),
	}, b.child()...)
	if err != nil {
		return nil, fmt.Errorf("register user group: %w", err)
	}
	return group, nil
}
