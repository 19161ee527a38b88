// Package crosscheck holds the Bot API server against a client that somebody else wrote:
// github.com/mymmrac/telego. It is a module of its own, so that the bot does not depend on
// that client:
//
//	cd bot/botapi/crosscheck && go mod tidy && go test ./...
package crosscheck
