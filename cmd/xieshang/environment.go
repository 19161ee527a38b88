package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// ownPrefix begins the names of the settings that are ours alone.
const ownPrefix = "XIESHANG_"

// settings lists the environment variables with that prefix that some command reads.
func settings(program *kong.Application) []string {
	var names []string
	for _, command := range program.Children {
		for _, flag := range command.Flags {
			names = append(names, flag.Envs...)
		}
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(name string) bool { return !strings.HasPrefix(name, ownPrefix) })
}

// checkEnvironment refuses a variable that looks like a setting but is none: a slip in a
// name would otherwise be silence.
func checkEnvironment(environ, settings []string) error {
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, ownPrefix) && !slices.Contains(settings, name) {
			return fmt.Errorf("%s is not a setting; the settings are %s: correct the name or unset it", name, strings.Join(settings, ", "))
		}
	}
	return nil
}
