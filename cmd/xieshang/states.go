package main

import "xieshang/dialog"

// statesCommand prints the state machine.
type statesCommand struct {
	Main bool `help:"Only the way of most conversations, as README.md shows it."`
}

func (c *statesCommand) Run(s streams) error {
	if c.Main {
		return dialog.MainPath(s.out)
	}
	return dialog.Diagram(s.out)
}
