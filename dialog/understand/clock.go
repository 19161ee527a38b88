package understand

import (
	"strconv"
	"strings"

	"xieshang/dialog/phrase"
)

// Hours returns the hours of the day that a message names, in order: "晚上8点" is 20,
// "22点到早上7点" are 22 and 7, "7:00 pm" is 19. If one of them lies between two hours, or
// does not exist, there are none.
func Hours(text string) []int {
	var hours []int
	for _, m := range clockTime.FindAllStringSubmatch(string(fold(text).runes), -1) {
		hour, ok := hourOf(m[1], m[2], m[3], m[4])
		if !ok {
			return nil
		}
		hours = append(hours, hour)
	}
	return hours
}

// BetweenHours returns the whole hours before and after the one time that a message names with
// minutes: 8点半 lies between 8 and 9. It is false where a whole hour is named, or none.
func BetweenHours(text string) (before, after int, ok bool) {
	found := clockTime.FindAllStringSubmatch(string(fold(text).runes), -1)
	if len(found) != 1 || found[0][3] == "" || found[0][3] == "00" {
		return 0, 0, false
	}
	m := found[0]
	hour, ok := hourOf(m[1], m[2], "", m[4])
	return hour, (hour + 1) % 24, ok
}

// clockTime is the part of the day, the hour, the minutes, and am or pm.
var clockTime = phrase.MustCompile(`(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|早|晚|夜)?\s*` +
	`(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:(?:点钟|点|时|:|o'?clock)\s*(半|\d{2}|[一三]刻)?)?\s*(am|pm|a\.m\.|p\.m\.)?`)

// late are the parts of the day that begin after noon; night are those in which twelve is midnight.
const (
	late  = "下午 傍晚 晚上 晚 夜里 夜"
	night = "凌晨 半夜 夜里 夜 晚上 晚"
)

func hourOf(part, number, minutes, half string) (int, bool) {
	hour, ok := clockNumber(number)
	if !ok || hour > 24 || minutes != "" && minutes != "00" {
		return 0, false
	}
	is := func(parts string) bool { return part != "" && strings.Contains(parts, part) }
	switch {
	case hour == 12 && (is(night) || strings.HasPrefix(half, "a")):
		return 0, true
	case hour >= 12:
	case strings.HasPrefix(half, "p"), is(late) && (hour > 5 || part[:len("晚")] != "夜"), part == "中午" && hour <= 2:
		hour += 12
	}
	return hour % 24, true
}

// clockNumber reads "8" and "十一".
func clockNumber(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	s = strings.ReplaceAll(s, "两", "二")
	tens, ones, ten := strings.Cut(s, "十")
	if !ten {
		tens, ones = "", s
	}
	const digits = "零一二三四五六七八九"
	digit := func(s string) int { return strings.Index(digits, s) / len("零") }
	if len(tens) > len("零") || len(ones) > len("零") || strings.Contains(ones, "十") {
		return 0, false
	}
	n := digit(ones)
	if ten {
		n += 10 * max(1, digit(tens))
	}
	return n, true
}
