package app

// Colour is one of the two places that a release can run in, side by side with the
// other. A colour is a place and not a role: which one serves is a matter of
// Delivery, so that changing it moves requests and touches no pod.
type Colour string

// Colours.
const (
	Blue  Colour = "blue"
	Green Colour = "green"
)

// Colours are both.
func Colours() []Colour { return []Colour{Blue, Green} }

// Other is the colour that this one is not.
func (c Colour) Other() Colour {
	if c == Blue {
		return Green
	}
	return Blue
}

// Image is a container image by its content.
type Image struct {
	// Repository is "111122223333.dkr.ecr.eu-west-1.amazonaws.com/covetpy/dev/app".
	Repository string
	// Digest is "sha256:" and 64 hexadecimal digits. There is no tag: a tag is
	// whatever someone pushed last.
	Digest string
}

// Reference is how Kubernetes names it.
func (i Image) Reference() string { return i.Repository + "@" + i.Digest }

// Delivery is the state that a delivery drives: the colour that serves, what runs in
// it, and what runs in the other one.
//
// A delivery writes the new image as the candidate of the idle colour with weight 0,
// raises the weight, and at last makes its colour the active one, with the former
// image as the candidate at weight 0, to go back to. Then it takes the candidate
// away. In each of these steps a colour's image changes only while it gets no
// requests.
type Delivery struct {
	// Active is the colour that serves.
	Active Colour
	// Image that runs in it: the stable track.
	Image Image
	// Candidate runs in the other colour; nil for nothing.
	Candidate *Candidate
}

// Candidate is the canary track: a release on its way in, or on its way out. It gets
// the requests of its weight. Work that nobody hands out, a queue's, it takes from when
// it runs, as the active colour does.
type Candidate struct {
	Image Image
	// Weight is the per cent of requests that it gets, 0 to 100. The rest goes to the
	// active colour.
	Weight int
}

// Track is what a colour is to its users at the moment.
type Track string

// Tracks.
const (
	Stable Track = "stable"
	Canary Track = "canary"
)

// Running is one colour that has pods.
type Running struct {
	Colour Colour
	Track  Track
	Image  Image
	// Weight is the per cent of requests that it gets.
	Weight int
}

// Running are the colours that have pods, blue first.
func (d Delivery) Running() []Running {
	active := Running{Colour: d.Active, Track: Stable, Image: d.Image, Weight: whole}
	if d.Candidate == nil {
		return []Running{active}
	}
	active.Weight -= d.Candidate.Weight
	candidate := Running{Colour: d.Active.Other(), Track: Canary, Image: d.Candidate.Image, Weight: d.Candidate.Weight}
	if d.Active == Blue {
		return []Running{active, candidate}
	}
	return []Running{candidate, active}
}

// Weight is a colour's per cent of requests, zero for one without pods.
func (d Delivery) Weight(colour Colour) int {
	for _, r := range d.Running() {
		if r.Colour == colour {
			return r.Weight
		}
	}
	return 0
}

// whole is all requests, in per cent.
const whole = 100
