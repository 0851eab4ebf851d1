package toy

type BoxKind string

type BoxGate struct {
	Port int `pulumi:"port"`
}

type BoxLid struct {
	Hinges []BoxHinge `pulumi:"hinges"`
	Inner  *BoxLid    `pulumi:"inner"`
}

type BoxHinge struct {
	Iron  *bool `pulumi:"iron"`
	Brass *bool `pulumi:"brass"`
}
