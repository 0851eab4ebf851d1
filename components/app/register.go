package app

import (
	"fmt"
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"

	"github.com/covetpy/platform/infra/kube"
	"github.com/covetpy/platform/infra/later"
	"github.com/covetpy/platform/kubeapi"
	"github.com/covetpy/platform/kubeapi/elbv2"
)

// build is one run of the constructor.
type build struct {
	ctx    *pulumi.Context
	name   string
	args   *Args
	values *later.Values
	plan   plan
	app    *AppDeployment
}

// child is the options of every part.
func (b *build) child(more ...pulumi.ResourceOption) []pulumi.ResourceOption {
	return append([]pulumi.ResourceOption{pulumi.Parent(b.app)}, more...)
}

// provision registers everything and fills the application's outputs. Objects name
// each other, and a name is known before the object is there: no output carries
// their order, so it is written down as DependsOn, and what is deleted goes in the
// opposite one.
func (b *build) provision() error {
	ground, err := b.stand()
	if err != nil {
		return err
	}
	migrated, err := b.migrate(ground)
	if err != nil {
		return err
	}
	var shipped []pulumi.Resource
	for _, r := range b.plan.running {
		made, err := b.ship(r, ground, migrated[r.Image.short()])
		if err != nil {
			return err
		}
		shipped = append(shipped, made...)
	}
	// Requests are moved when the pods that they are moved to are there, and crons are
	// of a release that has been migrated to.
	if _, err := b.register(b.plan.rest, shipped); err != nil {
		return err
	}
	b.fill(shipped)
	return nil
}

// stand registers what pods stand on. A pod gets its role when it is made, or never;
// and until its policies are there it reaches nobody.
func (b *build) stand() ([]pulumi.Resource, error) {
	ground, err := b.register(b.plan.ground, nil)
	if err != nil {
		return nil, err
	}
	b.app.RoleARN = pulumi.String("").ToStringOutput()
	who, err := b.args.registerIdentity(b.ctx, b.name, b.child()...)
	if err != nil || who == nil {
		return ground, err
	}
	b.app.RoleARN = who.roleARN
	return append(ground, who.ready...), nil
}

// migrate registers the migration of each image that runs.
func (b *build) migrate(ground []pulumi.Resource) (map[string][]pulumi.Resource, error) {
	out := map[string][]pulumi.Resource{}
	for _, digest := range slices.Sorted(maps.Keys(b.plan.migrations)) {
		jobs, err := b.register([]kubeapi.Object{b.plan.migrations[digest]}, ground)
		if err != nil {
			return nil, err
		}
		out[digest] = jobs
	}
	return out, nil
}

// ship registers one colour, and returns its workload with what surrounds it.
func (b *build) ship(r planned, ground, migrated []pulumi.Resource) ([]pulumi.Resource, error) {
	var entry []pulumi.Resource
	for _, object := range r.entry {
		// The controller reads the Service that its TargetGroupBinding names, also to
		// take pods out of the target group again when the binding is deleted.
		made, err := b.register([]kubeapi.Object{object}, entry)
		if err != nil {
			return nil, err
		}
		entry = append(entry, made...)
	}
	workload, err := b.register([]kubeapi.Object{r.workload}, slices.Concat(ground, entry, migrated))
	if err != nil {
		return nil, err
	}
	// Autoscalers name the workload, and one that outlives it reports errors.
	around, err := b.register(r.around, workload)
	return append(workload, around...), err
}

// register registers objects that do not need each other, after others.
func (b *build) register(objects []kubeapi.Object, after []pulumi.Resource) ([]pulumi.Resource, error) {
	out := make([]pulumi.Resource, len(objects))
	for i, object := range objects {
		logical, err := b.logical(object)
		if err != nil {
			return nil, err
		}
		made, err := kube.Register(b.ctx, logical, object, b.values, b.child(append(b.options(object), pulumi.DependsOn(after), pulumi.DependsOn(b.args.After))...)...)
		if err != nil {
			return nil, err
		}
		out[i] = made
	}
	return out, nil
}

// options are those that a kind asks for.
func (b *build) options(object kubeapi.Object) []pulumi.ResourceOption {
	switch object := object.(type) {
	case *appsv1.Deployment:
		return []pulumi.ResourceOption{patient(b.args.rolloutSeconds())}
	case *elbv2.TargetGroupBinding:
		// The controller refuses another target group, and two bindings of one name
		// can't stand side by side.
		return []pulumi.ResourceOption{
			pulumi.ReplaceOnChanges([]string{"spec.targetGroupARN", "spec.targetType"}), pulumi.DeleteBeforeReplace(true),
		}
	case *batchv1.Job:
		// A job's pod can't be changed, so another variable would replace it, and what
		// ran for this release would run for it again.
		return []pulumi.ResourceOption{pulumi.IgnoreChanges([]string{"spec"}), patient(progress + int(*object.Spec.ActiveDeadlineSeconds))}
	default:
		return nil
	}
}

// patient has Pulumi wait for so many seconds until an object works.
func patient(seconds int) pulumi.ResourceOption {
	text := fmt.Sprintf("%ds", seconds)
	return pulumi.Timeouts(&pulumi.CustomTimeouts{Create: text, Update: text})
}

// fill sets the outputs, which wait for everything that was shipped.
func (b *build) fill(shipped []pulumi.Resource) {
	host := ""
	if b.args.Service != nil {
		host = b.args.host()
	}
	var colours []string
	for _, r := range b.plan.running {
		colours = append(colours, string(r.Colour))
	}
	b.app.Name = b.ready(b.args.Name, shipped)
	b.app.Namespace = b.ready(b.args.Namespace, shipped)
	b.app.ServiceName = b.ready(host, shipped)
	b.app.Colours = pulumi.ToStringArray(colours).ToStringArrayOutput()
}

// ready is a text that waits for others.
func (b *build) ready(text string, others []pulumi.Resource) pulumi.StringOutput {
	out, _ := pulumi.OutputWithDependencies(b.ctx.Context(), pulumi.String(text).ToStringOutput(), others...).(pulumi.StringOutput) // of the type that went in
	return out
}
