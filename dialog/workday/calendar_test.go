package workday_test

import (
	"strings"
	"testing"
	"time"

	"xieshang/calc"
	"xieshang/dialog/workday"
)

func day(t *testing.T, text string) calc.Date {
	t.Helper()
	d, err := calc.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func load(t *testing.T, operator string) *workday.Calendar {
	t.Helper()
	c, err := workday.Load(strings.NewReader(operator))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func builtIn(t *testing.T) *workday.Calendar {
	t.Helper()
	c, err := workday.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWorks(t *testing.T) {
	tests := []struct {
		day   string
		works bool
	}{
		{"2026-11-20", true},  // a Friday
		{"2026-11-21", false}, // a Saturday
		{"2026-10-07", false}, // the National Day holiday's last day
		{"2026-10-08", true},
		{"2026-10-10", true},  // a Saturday worked in exchange
		{"2026-02-14", true},  // before the Spring Festival
		{"2026-02-23", false}, // its last day, a Monday
		{"2024-02-18", true},  // a Sunday
		{"2025-10-08", false},
		{"2027-01-01", false}, // beyond the notices
		{"2027-05-02", false},
		{"2028-10-03", false},
		{"2028-10-04", true},
	}
	c := builtIn(t)
	for _, test := range tests {
		if got := c.Works(day(t, test.day)); got != test.works {
			t.Errorf("%s works: %t", test.day, got)
		}
	}
}

// TestCounts counts the working days of each year as they were agreed on by three
// independent calendars.
func TestCounts(t *testing.T) {
	c := builtIn(t)
	for year, want := range map[int]int{2024: 251, 2025: 248, 2026: 248} {
		got := 0
		for d := (calc.Date{Year: year, Month: time.January, Day: 1}); d.Year == year; d = d.AddDays(1) {
			if c.Works(d) {
				got++
			}
		}
		if got != want {
			t.Errorf("%d has %d working days, not %d", year, got, want)
		}
	}
}

func TestAfter(t *testing.T) {
	tests := []struct {
		from      string
		n         int
		want      string
		estimated bool
	}{
		{"2026-11-24", 7, "2026-12-03", false},
		{"2026-09-18", 7, "2026-09-29", false}, // the Sunday 20 is worked; 25 to 27 are off
		{"2026-09-28", 7, "2026-10-13", false}, // over the National Day, the Saturday 10 worked
		{"2026-02-12", 7, "2026-02-28", false}, // over the Spring Festival
		{"2026-12-18", 7, "2026-12-29", true},  // the holiday at New Year may begin earlier
		{"2026-12-28", 7, "2027-01-07", true},
		{"2027-09-28", 1, "2027-09-29", true},
	}
	c := builtIn(t)
	for _, test := range tests {
		want := workday.Day{On: day(t, test.want), Estimated: test.estimated}
		if got := c.After(day(t, test.from), test.n); got != want {
			t.Errorf("%d after %s: %+v, not %+v", test.n, test.from, got, want)
		}
	}
}

func TestFrom(t *testing.T) {
	tests := []struct {
		from, want string
		estimated  bool
	}{
		{"2026-11-25", "2026-11-25", false},
		{"2026-11-21", "2026-11-23", false},
		{"2026-10-01", "2026-10-08", false},
		{"2026-10-10", "2026-10-10", false},
		{"2027-01-01", "2027-01-04", true},
	}
	c := builtIn(t)
	for _, test := range tests {
		want := workday.Day{On: day(t, test.want), Estimated: test.estimated}
		if got := c.From(day(t, test.from)); got != want {
			t.Errorf("from %s: %+v, not %+v", test.from, got, want)
		}
	}
}

const next = `[[year]]
year = 2027
source = "notice"
as_of = "2026-12-01"
off = ["2026-12-31", "2027-01-01", "2027-02-08"]
work = ["2027-01-03"]
`

// TestOperator has the next year's notice come in.
func TestOperator(t *testing.T) {
	c := load(t, next)
	if got, want := c.After(day(t, "2026-12-30"), 1), (workday.Day{On: day(t, "2027-01-03")}); got != want {
		t.Errorf("got %+v", got)
	}
	if c.Works(day(t, "2027-02-08")) || !c.Works(day(t, "2027-05-03")) || !c.Works(day(t, "2027-10-01")) {
		t.Error("the notice alone decides on its year")
	}
	if c.Last() != 2027 {
		t.Errorf("the last year is %d", c.Last())
	}
}

func TestMistakes(t *testing.T) {
	tests := []struct{ name, change, to, want string }{
		{"no date", "2027-02-08", "2027-02-30", `year 2027: off: "2027-02-30" is not a date`},
		{"another year", "2027-02-08", "2028-02-08", "year 2027: off: 2028-02-08 is not of this year"},
		{"twice", "2027-02-08", "2027-01-01", "year 2027: off: 2027-01-01 stands twice"},
		{"off and worked", "2027-02-08", "2027-01-03", "year 2027: work: 2027-01-03 stands twice"},
		{"a weekday", "2027-01-03", "2027-01-04", "year 2027: work: 2027-01-04 is no Saturday or Sunday"},
		{"no source", `source = "notice"`, "", "year 2027: source: is missing"},
		{"no day of checking", `"2026-12-01"`, `""`, "year 2027: as_of:"},
		{"a slip in a name", "work =", "works =", "year.works is not a known field"},
		{"no holidays", `off = ["2026-12-31", "2027-01-01", "2027-02-08"]`, "", "year 2027: off: names no holiday"},
		{"no TOML", "[[year]]", "[[year", "operator's calendar:"},
		{"nothing", next, "", "operator's calendar: has no [[year]]"},
		{"a year twice", next, next + next, "year 2027: year: stands twice in the file"},
		{"no year", "year = 2027", "", "year 0: year: is not a year from 2000 to 2199"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := workday.Load(strings.NewReader(strings.Replace(next, test.change, test.to, 1)))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}
