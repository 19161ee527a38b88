// Command xieshang helps people negotiate consumer debt they cannot pay, in a Telegram chat
// or on the terminal. See README.md.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	_ "time/tzdata" // the zones of people, wherever the program runs

	"github.com/alecthomas/kong"

	"xieshang/calc"
)

// commands are the subcommands with their flags and environment variables.
type commands struct {
	Chat       chatCommand       `cmd:"" help:"Talk to it on the terminal; no token needed."`
	Serve      serveCommand      `cmd:"" help:"Run the Telegram bot, by long polling or by webhook."`
	Plan       planCommand       `cmd:"" help:"Read a case as JSON and print the plans."`
	Understand understandCommand `cmd:"" help:"Read one JSON per line and print what the bot understands."`
	States     statesCommand     `cmd:"" help:"Print the state machine as a Mermaid diagram."`
	Doctor     doctorCommand     `cmd:"" help:"Check token, database, key, clock and texts, and say how to mend them."`
	Backup     backupCommand     `cmd:"" help:"Copy the database into a new file, beside the running bot."`
	Restore    restoreCommand    `cmd:"" help:"Put a backup in the place of the database; the bot must be stopped."`
	Rekey      rekeyCommand      `cmd:"" help:"Seal everything anew under a new key; the bot must be stopped."`
}

// Run carries the command out.
func (c *planCommand) Run(s streams) error { return c.run(s.in, s.out) }

// Run carries the command out.
func (c *understandCommand) Run(s streams) error { return c.run(s.in, s.out) }

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	tune()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Environ(), streams{os.Stdin, os.Stdout, os.Stderr}))
}

// heapLimit is what Go may take in memory before it collects garbage more often. It leaves
// room for the program itself and SQLite in 60 MB, with hundreds of messages on their way.
const heapLimit = 36 << 20

// tune adapts the Go runtime to what the program does. GOMEMLIMIT, if set, goes first.
func tune() {
	runtime.GOMAXPROCS(max(2, runtime.GOMAXPROCS(0))) // on one, a commit in SQLite would stop everything else
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapLimit)
	}
}

// run carries out one command line and returns the exit status: 0, 1 for a failure, 2 for
// something wrong with what was asked. A failure is one line on the error stream.
func run(ctx context.Context, args, environ []string, s streams) int {
	var c commands
	exit := -1
	parser, err := kong.New(&c, kong.Name("xieshang"), kong.Writers(s.out, s.err),
		kong.Description("协商：欠款协商的免费 Telegram 机器人。"),
		kong.Exit(func(code int) { exit = code }),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(s), kong.UsageOnError())
	if err != nil {
		return failed(s, err, 1)
	}
	if err := checkEnvironment(environ, settings(parser.Model)); err != nil {
		return failed(s, err, 2)
	}
	command, err := parser.Parse(args)
	switch {
	case exit >= 0:
		return exit // --help has been printed
	case err != nil:
		return failed(s, err, 2)
	}
	return status(s, command.Run())
}

func status(s streams, err error) int {
	var field *calc.FieldError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &field):
		return failed(s, err, 2)
	}
	return failed(s, err, 1)
}

func failed(s streams, err error, code int) int {
	fmt.Fprintln(s.err, "xieshang: "+strings.ReplaceAll(err.Error(), "\n", "; "))
	return code
}
