package main

import (
	"fmt"
	"slices"
	"strings"
)

// ownPrefix begins the names of the settings that are ours alone.
const ownPrefix = "XIESHANG_"

// settings are the environment variables with that prefix.
var settings = []string{"XIESHANG_DB", "XIESHANG_KEY_FILE", "XIESHANG_FACTS", "XIESHANG_WORKDAYS",
	"XIESHANG_WEBHOOK_URL", "XIESHANG_WEBHOOK_LISTEN", "XIESHANG_WEBHOOK_SECRET", "XIESHANG_OPS_LISTEN",
	"XIESHANG_BACKUPS", "XIESHANG_BACKUPS_KEPT",
	"XIESHANG_CHAT_BURST", "XIESHANG_CHAT_RATE", "XIESHANG_REMINDER_RATE"}

// checkEnvironment refuses a variable that looks like a setting but is none: a slip in a
// name would otherwise be silence.
func checkEnvironment(environ []string) error {
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, ownPrefix) && !slices.Contains(settings, name) {
			return fmt.Errorf("%s is not a setting; the settings are %s: correct the name or unset it", name, strings.Join(settings, ", "))
		}
	}
	return nil
}
