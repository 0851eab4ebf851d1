// Package chatbot describes the resource types of Amazon Q Developer in chat
// applications, which was AWS Chatbot, one file each. No message is sent here.
package chatbot

import "github.com/covetpy/platform/sim/kind"

// Kinds are the types of this service.
func Kinds() []kind.Kind { return []kind.Kind{slackChannel()} }
