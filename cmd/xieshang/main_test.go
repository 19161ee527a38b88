package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"xieshang/bot/botapi"
)

// TestMain lets the test binary be the program itself: in scripts, and as the bot that the
// crash tests start and kill.
func TestMain(m *testing.M) {
	if os.Getenv(victimDatabase) != "" {
		os.Exit(beVictim())
	}
	testscript.Main(m, map[string]func(){"xieshang": main})
}

// TestScripts runs the program as someone at a terminal would: see testdata/script. A Bot
// API server is at $API, and $TOKEN is its bot's token.
func TestScripts(t *testing.T) {
	t.Parallel()
	api := botapi.Start(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("API", api.URL())
			env.Setenv("TOKEN", api.Token())
			return nil
		},
	})
}
