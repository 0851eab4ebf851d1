// Package engine brings an environment up, down and up to date under the real
// Pulumi engine. It is the only package that imports the engine as a library
// (github.com/pulumi/pulumi/pkg/v3, whose API promises no compatibility) and the
// Automation API, so that an upgrade of either touches this package alone.
//
// There are two ways to run, with one set of results and events:
//
//   - Offline runs the engine in this process. The program, the providers and
//     the policy pack are in the process too, the latter two behind the same gRPC
//     services that a plugin would serve, reached through memory. State is the
//     engine's own journal in a Store.
//   - Online drives the pulumi command through the Automation API, with the
//     backend and the plugins that it is configured for.
//
// What an environment consists of, what providers do and how results are shown
// do not belong here.
package engine
