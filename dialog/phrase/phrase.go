// Package phrase matches texts against regular expressions of what people may say. There are
// hundreds of them, and most of what they look for is not in a message; so a [Pattern] first looks
// whether the characters are there without which it cannot match, as RE2's prefilters do. That
// takes a hundredth of the time, and a pattern that is never needed is never compiled.
package phrase

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"sync"
)

// Pattern is a regular expression. It is used like a [regexp.Regexp], and finds the same.
type Pattern struct {
	needs    []uint16 // what a text has that matches, see [needed]; nil if nothing is known
	compiled func() *regexp.Regexp
}

// MustCompile reads a regular expression, and panics if it is none.
func MustCompile(expression string) *Pattern {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		panic(fmt.Sprintf("phrase: %v", err))
	}
	return &Pattern{
		needs:    needed(needs(parsed)),
		compiled: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) }),
	}
}

// may reports whether the pattern could match a text.
func (p *Pattern) may(text string) bool {
	if p.needs == nil {
		return true
	}
	has := glance(text)
	return has.oneOf(p.needs)
}

// MatchString reports whether a text holds a match.
func (p *Pattern) MatchString(text string) bool { return p.may(text) && p.compiled().MatchString(text) }

// FindString returns the first match, or "".
func (p *Pattern) FindString(text string) string {
	if !p.may(text) {
		return ""
	}
	return p.compiled().FindString(text)
}

// FindStringSubmatch returns the first match and its groups, or nil.
func (p *Pattern) FindStringSubmatch(text string) []string {
	if !p.may(text) {
		return nil
	}
	return p.compiled().FindStringSubmatch(text)
}

// FindStringIndex returns where the first match begins and ends, or nil.
func (p *Pattern) FindStringIndex(text string) []int {
	if !p.may(text) {
		return nil
	}
	return p.compiled().FindStringIndex(text)
}

// FindAllString returns all matches, or the first n if n is not negative.
func (p *Pattern) FindAllString(text string, n int) []string {
	if !p.may(text) {
		return nil
	}
	return p.compiled().FindAllString(text, n)
}

// FindAllStringIndex returns where all matches begin and end, or the first n if n is not negative.
func (p *Pattern) FindAllStringIndex(text string, n int) [][]int {
	if !p.may(text) {
		return nil
	}
	return p.compiled().FindAllStringIndex(text, n)
}

// FindAllStringSubmatch returns all matches and their groups, or the first n if n is not negative.
func (p *Pattern) FindAllStringSubmatch(text string, n int) [][]string {
	if !p.may(text) {
		return nil
	}
	return p.compiled().FindAllStringSubmatch(text, n)
}

// ReplaceAllString puts a replacement, in which $1 is the first group, in the place of all matches.
func (p *Pattern) ReplaceAllString(text, replacement string) string {
	if !p.may(text) {
		return text
	}
	return p.compiled().ReplaceAllString(text, replacement)
}

// ReplaceAllStringFunc puts what replace makes of each match in its place.
func (p *Pattern) ReplaceAllStringFunc(text string, replace func(string) string) string {
	if !p.may(text) {
		return text
	}
	return p.compiled().ReplaceAllStringFunc(text, replace)
}
