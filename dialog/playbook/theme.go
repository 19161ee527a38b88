package playbook

import (
	"errors"
	"fmt"

	"xieshang/dialog/locale"
)

// Theme is a group of questions that are offered under one button.
type Theme struct {
	ID     string
	Label  string   // for a button
	Topics []string // the questions, most asked first
}

// themeEntry is a theme as it stands in themes.toml.
type themeEntry struct {
	ID     string
	Topics []string
	Label  words
}

// loadThemes reads the themes, after the answers. Each question stands under exactly one.
func (b *Book) loadThemes() error {
	var file struct{ Theme []themeEntry }
	if err := decode("themes.toml", &file); err != nil {
		return err
	}
	b.themes = file.Theme
	times := map[string]int{}
	var problems []error
	for _, theme := range b.themes {
		for _, topic := range theme.Topics {
			times[topic]++
			if _, ok := find(b.answers, topic); !ok {
				problems = append(problems, fmt.Errorf("themes.toml: %s: no question %q", theme.ID, topic))
			}
		}
	}
	for _, topic := range b.Topics() {
		if times[topic] != 1 {
			problems = append(problems, fmt.Errorf("themes.toml: question %q stands under %d themes, not one", topic, times[topic]))
		}
	}
	return errors.Join(problems...)
}

// Themes lists the groups in which questions are offered.
func (b *Book) Themes(lang locale.Language) []Theme {
	themes := make([]Theme, len(b.themes))
	for i, theme := range b.themes {
		themes[i] = Theme{theme.ID, theme.Label[lang], theme.Topics}
	}
	return themes
}
