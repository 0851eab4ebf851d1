package life

import (
	"context"
	"errors"
	"sync"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/watch"

	"github.com/covetpy/platform/tests/kube/api"
)

// counts are extremes over a time.
type counts struct {
	// least that served at once, and most that were there and not ending.
	least, most int
	// available is the least that the Deployment itself told.
	available int
	// changes of pods that were looked at.
	changes int
}

// watcher counts an application's pods at every change of one of them.
type watcher struct {
	client    *api.Client
	namespace string
	stop      context.CancelFunc
	running   sync.WaitGroup

	mu   sync.Mutex
	pods map[types.UID]bool // those that are there and not ending, and whether they serve
	seen counts
	errs []error
}

// observe begins to count the pods with some labels, which are those of a Deployment.
// It returns when the first count is made.
func observe(ctx context.Context, client *api.Client, namespace, deployment, labels string) (*watcher, error) {
	w := &watcher{client: client, namespace: namespace}
	ctx, w.stop = context.WithCancel(ctx)
	err := errors.Join(
		w.begin(ctx, podKind, labels, api.Watcher{First: w.firstPods, Each: w.onPod}),
		w.begin(ctx, deploymentKind, "", api.Watcher{First: w.firstDeployment(deployment), Each: w.onDeployment(deployment)}),
	)
	if err != nil {
		_, ended := w.close()
		return nil, errors.Join(err, ended)
	}
	return w, nil
}

// begin watches a kind in the background, from the time that it has looked once.
func (w *watcher) begin(ctx context.Context, kind schema.GroupVersionKind, labels string, to api.Watcher) error {
	looked := make(chan error, 1)
	first := to.First
	to.First = func(items []unstructured.Unstructured) error {
		err := first(items)
		looked <- err
		return err
	}
	w.running.Go(func() {
		err := w.client.Watch(ctx, kind, w.namespace, labels, to)
		w.mu.Lock()
		defer w.mu.Unlock()
		w.errs = append(w.errs, err)
		select {
		case looked <- err: // it came to nothing before it looked
		default:
		}
	})
	return <-looked
}

// close ends it, and returns what it saw.
func (w *watcher) close() (counts, error) {
	w.stop()
	w.running.Wait()
	return w.seen, errors.Join(w.errs...)
}

func (w *watcher) firstPods(items []unstructured.Unstructured) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pods = map[types.UID]bool{}
	for i := range items {
		pod, err := api.Read[corev1.Pod](&items[i])
		if err != nil {
			return err
		}
		w.put(pod)
	}
	w.seen.least, w.seen.most = w.serving(), len(w.pods)
	return nil
}

func (w *watcher) onPod(event watch.EventType, obj *unstructured.Unstructured) error {
	pod, err := api.Read[corev1.Pod](obj)
	if err != nil {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.put(pod)
	if event == watch.Deleted {
		delete(w.pods, pod.UID)
	}
	w.seen.changes++
	w.seen.least = min(w.seen.least, w.serving())
	w.seen.most = max(w.seen.most, len(w.pods))
	return nil
}

// put notes a pod as it is.
func (w *watcher) put(pod corev1.Pod) {
	if ends(pod) {
		delete(w.pods, pod.UID)
		return
	}
	w.pods[pod.UID] = serves(pod)
}

// serving is how many serve.
func (w *watcher) serving() int {
	n := 0
	for _, serves := range w.pods {
		if serves {
			n++
		}
	}
	return n
}

func (w *watcher) firstDeployment(name string) func([]unstructured.Unstructured) error {
	return func(items []unstructured.Unstructured) error {
		for i := range items {
			d, err := api.Read[appsv1.Deployment](&items[i])
			if err != nil {
				return err
			}
			if d.Name == name {
				w.mu.Lock()
				w.seen.available = int(d.Status.AvailableReplicas)
				w.mu.Unlock()
			}
		}
		return nil
	}
}

func (w *watcher) onDeployment(name string) func(watch.EventType, *unstructured.Unstructured) error {
	return func(_ watch.EventType, obj *unstructured.Unstructured) error {
		if obj.GetName() != name {
			return nil
		}
		d, err := api.Read[appsv1.Deployment](obj)
		if err != nil {
			return err
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		w.seen.available = min(w.seen.available, int(d.Status.AvailableReplicas))
		return nil
	}
}
