// Package emulator runs two emulators of AWS, moto and ministack, side by side, and
// knows which of them serves what. They are Python programs of others; what they
// need is pinned by hash and installed into a virtual environment of its own.
//
// Two, because neither has everything: upstream's provider takes an endpoint per
// service, so each service goes to the one that serves it better.
package emulator
