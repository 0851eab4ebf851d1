package operations

import "github.com/covetpy/platform/policy/rule"

const (
	lambdaFunction  = "aws:lambda/function:Function"
	settingRuntimes = "runtimes"
)

var lambdaRuntime = rule.Rule{
	ID:    "operations-lambda-runtime",
	Title: "Lambda functions run on runtimes that AWS still mends",
	Why: "AWS mends the language under a function until the runtime is deprecated; after that flaws in it stay, and " +
		"a year later the function can't be changed any more. Functions from images bring their own.",
	Fix:      "Set runtime to one of the setting runtimes.",
	Severity: rule.Medium,
	Levels:   rule.Everywhere(rule.Mandatory),
	Types:    []string{lambdaFunction},
	Controls: supported(rule.FSBP.IDs("Lambda.2")...),
	Settings: []rule.Setting{{
		Name: settingRuntimes, Doc: "Runtimes of Lambda that may be used.",
		Texts: rule.Same([]string{
			"nodejs22.x", "nodejs24.x", "python3.11", "python3.12", "python3.13", "python3.14",
			"java17", "java21", "java25", "ruby3.3", "ruby3.4", "dotnet10", "provided.al2023",
		}),
	}},
	Since: since,
	Check: func(r *rule.Resource, rep *rule.Report) {
		runtime := r.At("runtime")
		rep.Require(rule.Or(r.At("packageType").Is("Image"), runtime.Is(rep.Texts(settingRuntimes)...)), runtime,
			"the runtime is %s", runtime.Quote())
	},
}
