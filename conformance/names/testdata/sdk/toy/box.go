package toy

type Box struct {
	Name StringOutput `pulumi:"name"`
}

type boxArgs struct {
	// What the bridge calls otherwise.
	Ingress []BoxGate         `pulumi:"ingress"`
	Labels  map[string]string `pulumi:"labels"`
	Lid     *BoxLid           `pulumi:"lid"`
	Name    string            `pulumi:"name"`
	Newer   *bool             `pulumi:"newer"`
	Policy  interface{}       `pulumi:"policy"`
	Size    *int              `pulumi:"size"`
	untold  string
}

type boxState struct {
	Arn   *string  `pulumi:"arn"`
	Ratio *float64 `pulumi:"ratio"`
}

type GetBoxArgs struct {
	Kind BoxKind `pulumi:"kind"`
}

type GetBoxResult struct {
	Id string `pulumi:"id"`
}
