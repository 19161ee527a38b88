// Package claim finds what a text states about the world: articles and numbers of laws,
// hotlines, periods, rates, hours and counts; and phrases that are never said to anybody. Tests
// hold everything a person reads against the registry of facts with it.
package claim

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// kind is one kind of claim: how it is written in Chinese and English, and its plain form.
type kind struct {
	pattern *regexp.Regexp
	plain   func(m []string) []string
}

const (
	digits  = `\d+(?:,\d{3})*(?:\.\d+)?`
	chinese = `[零一二三四五六七八九十百两兩半]+`
)

var kinds = []kind{
	{regexp.MustCompile(`第\s?(` + digits + `(?:、` + digits + `)*|` + chinese + `)\s?[条條]`), each("article %s")},
	{regexp.MustCompile(`(?i)\barts?\. ?(\d+(?:(?:, | and )\d+)*)`), each("article %s")},
	{regexp.MustCompile(`〔(\d{4})〕\s?(\d+)\s?[号號]`), named("number %s of %s", 2, 1)},
	{regexp.MustCompile(`(\d{4})\s?年第\s?(\d+)\s?[号號]`), named("number %s of %s", 2, 1)},
	{regexp.MustCompile(`\b(\d+) of (\d{4})\b`), named("number %s of %s", 1, 2)},
	{regexp.MustCompile(`GB/T ?(\d+)`), named("standard %s", 1)},
	{regexp.MustCompile(`《([^》]*)》`), named("law %s", 1)},
	{regexp.MustCompile(`(?:^|[^\d.,])(1[12]0|119|12\d{3}|9[56]\d{3,4}|400[- ]?\d{3}[- ]?\d{4})(?:$|[^\d.,%])`), named("line %s", 1)},
	{regexp.MustCompile(`(` + digits + `)\s?(?:%|％)`), named("%s %%", 1)},
	{regexp.MustCompile(`百分之(` + chinese + `)`), named("%s %%", 1)},
	{regexp.MustCompile(`([一二三四五六七八九两兩])成`), func(m []string) []string { return []string{plainNumber(m[1]) + "0 %"} }},
	{regexp.MustCompile(`(` + digits + `|` + chinese + `)\s?倍`), named("%s times over", 1)},
	{regexp.MustCompile(`\b(\d{1,2}:\d{2})\b`), named("%s", 1)},
	{regexp.MustCompile(`(\d{1,2}|[二三四五六七八九十]{1,2})\s?[点點](?:[^一击擊個个下开開选選]|$)`), named("%s:00", 1)},
	{regexp.MustCompile(`(` + digits + `|` + chinese + `)\s?(?:个|個)?工作日`), named("%s working days", 1)},
	{regexp.MustCompile(`(` + digits + `)\s?working days?`), named("%s working days", 1)},
	{regexp.MustCompile(`(` + digits + `|` + chinese + `)\s?(?:天|日[内內])`), named("%s days", 1)},
	{regexp.MustCompile(`(` + digits + `) days?\b`), named("%s days", 1)},
	{regexp.MustCompile(`(` + digits + `|` + chinese + `)\s?(?:个|個)月`), named("%s months", 1)},
	{regexp.MustCompile(`(` + digits + `) months?\b`), named("%s months", 1)},
	{regexp.MustCompile(`(?:^|[^\d])(\d{1,2}|` + chinese + `)\s?年(?:[^第\d代级月]|$)`), named("%s years", 1)},
	{regexp.MustCompile(`(\d{1,2}) years?\b`), named("%s years", 1)},
	{regexp.MustCompile(`(` + digits + `|` + chinese + `)\s?小[时時]`), named("%s hours", 1)},
	{regexp.MustCompile(`(` + digits + `) hours?\b`), named("%s hours", 1)},
	{regexp.MustCompile(`(` + digits + `)\s?次`), named("%s times", 1)},
	{regexp.MustCompile(`(?i)\b(` + digits + `) (?:answered calls|free credit reports|more free reports|failed attempts|unanswered attempts)`), named("%s times", 1)},
}

// named writes a claim from parts of what was found.
func named(format string, parts ...int) func([]string) []string {
	return func(m []string) []string {
		var values []any
		for _, p := range parts {
			values = append(values, plainNumber(m[p]))
		}
		return []string{fmt.Sprintf(format, values...)}
	}
}

// each writes a claim for every number of a list.
func each(format string) func([]string) []string {
	return func(m []string) []string {
		var claims []string
		for _, n := range regexp.MustCompile(`、|, | and `).Split(m[1], -1) {
			claims = append(claims, fmt.Sprintf(format, plainNumber(n)))
		}
		return claims
	}
}

// Find returns what a text claims, each claim once, in one form for all languages: "15 days",
// "24 %", "article 70", "line 12378".
func Find(text string) []string {
	var found []string
	for _, k := range kinds {
		for _, m := range k.pattern.FindAllStringSubmatch(text, -1) {
			for _, claim := range k.plain(m) {
				if !slices.Contains(found, claim) {
					found = append(found, claim)
				}
			}
		}
	}
	return found
}

// plainNumber writes "一万", "两" and "1,000" as digits; anything else stays as it is.
func plainNumber(s string) string {
	s = strings.ReplaceAll(s, ",", "")
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	value, ok := chineseNumber(s)
	if !ok {
		return s
	}
	return strconv.Itoa(value)
}

// chineseNumber reads a number below 1,000: 十五, 二百, 两.
func chineseNumber(s string) (int, bool) {
	ones := map[rune]int{'零': 0, '一': 1, '二': 2, '两': 2, '兩': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	tens := map[rune]int{'十': 10, '百': 100}
	sum, digit, read := 0, 0, false
	for _, r := range s {
		if one, ok := ones[r]; ok {
			digit, read = one, true
			continue
		}
		ten, ok := tens[r]
		if !ok {
			return 0, false
		}
		if digit == 0 {
			digit = 1
		}
		sum, digit, read = sum+digit*ten, 0, true
	}
	return sum + digit, read
}
