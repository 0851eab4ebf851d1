// The program that `pulumi up` runs.
package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"github.com/covetpy/platform/stacks"
)

func main() { pulumi.Run(stacks.Deploy) }
