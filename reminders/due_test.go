package reminders_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/reminders"
)

var shanghai = func() *time.Location {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	return zone
}()

func standard() reminders.Preferences { return reminders.Standard(shanghai) }

// at reads "2026-12-15 09:00", as clocks in Shanghai show it.
func at(t *testing.T, text string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", text, shanghai)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func day(t *testing.T, text string) calc.Date {
	t.Helper()
	d, err := calc.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// agreed is a case with count instalments of 1,000.00.
func agreed(t *testing.T, since string, count int, first string) *casefile.Case {
	t.Helper()
	a, err := casefile.NewAgreement(at(t, since), calc.Money(count)*1000_00, count, 1000_00, day(t, first))
	if err != nil {
		t.Fatal(err)
	}
	return &casefile.Case{ID: 1, Stage: casefile.Agreed, Agreement: a}
}

// listed writes reminders as "2026-12-12 09:00 a1.0 T-3".
func listed(list []reminders.Planned) (lines []string) {
	for _, p := range list {
		lines = append(lines, fmt.Sprintf("%s %s %s", p.At.In(shanghai).Format("2006-01-02 15:04"), p.Item(), p.Kind))
	}
	return lines
}

func TestDue(t *testing.T) {
	tests := []struct {
		name   string
		since  string
		count  int
		first  string
		change func(*casefile.Case)
		want   []string
	}{
		{
			name: "every one of them", since: "2026-11-21 10:00", count: 2, first: "2026-12-15",
			want: []string{
				"2026-12-12 09:00 a1.0 T-3", "2026-12-14 09:00 a1.0 T-1", "2026-12-15 09:00 a1.0 T", "2026-12-16 09:00 a1.0 T+1",
				"2027-01-12 09:00 a1.1 T-3", "2027-01-14 09:00 a1.1 T-1", "2027-01-15 09:00 a1.1 T", "2027-01-16 09:00 a1.1 T+1",
			},
		},
		{
			name: "the ends of months", since: "2027-01-01 10:00", count: 2, first: "2027-01-31",
			want: []string{
				"2027-01-28 09:00 a1.0 T-3", "2027-01-30 09:00 a1.0 T-1", "2027-01-31 09:00 a1.0 T", "2027-02-01 09:00 a1.0 T+1",
				"2027-02-25 09:00 a1.1 T-3", "2027-02-27 09:00 a1.1 T-1", "2027-02-28 09:00 a1.1 T", "2027-03-01 09:00 a1.1 T+1",
			},
		},
		{
			name: "the end of February in a leap year", since: "2028-02-01 10:00", count: 1, first: "2028-02-29",
			want: []string{"2028-02-26 09:00 a1.0 T-3", "2028-02-28 09:00 a1.0 T-1", "2028-02-29 09:00 a1.0 T", "2028-03-01 09:00 a1.0 T+1"},
		},
		{
			name: "recorded between the first and the second", since: "2026-12-12 09:00", count: 1, first: "2026-12-15",
			want: []string{"2026-12-14 09:00 a1.0 T-1", "2026-12-15 09:00 a1.0 T", "2026-12-16 09:00 a1.0 T+1"},
		},
		{
			name: "recorded on the day, after nine", since: "2026-12-15 09:01", count: 1, first: "2026-12-15",
			want: []string{"2026-12-16 09:00 a1.0 T+1"},
		},
		{name: "recorded long after", since: "2027-02-01 10:00", count: 1, first: "2026-12-15"},
		{
			name: "one paid, one in part", since: "2026-12-16 10:00", count: 2, first: "2026-12-15",
			change: func(c *casefile.Case) { c.Agreement.Payments = []casefile.Payment{{Amount: 1400_00}} },
			want: []string{
				"2027-01-12 09:00 a1.1 T-3", "2027-01-14 09:00 a1.1 T-1", "2027-01-15 09:00 a1.1 T", "2027-01-16 09:00 a1.1 T+1",
			},
		},
		{
			name: "all paid", since: "2026-11-21 10:00", count: 2, first: "2026-12-15",
			change: func(c *casefile.Case) { c.Agreement.Payments = []casefile.Payment{{Amount: 2000_00}} },
		},
		{
			name: "settled", since: "2026-11-21 10:00", count: 1, first: "2026-12-15",
			change: func(c *casefile.Case) { c.Stage = casefile.Settled },
		},
		{
			name: "asked to be reminded again", since: "2026-12-15 10:00", count: 1, first: "2026-12-15",
			change: func(c *casefile.Case) {
				c.Agreement.Instalments[0].Snoozed = at(t, "2026-12-15 20:00").UTC()
			},
			want: []string{"2026-12-15 20:00 a1.0@20 again", "2026-12-16 09:00 a1.0 T+1"},
		},
		{
			name: "was reminded again under earlier terms", since: "2026-12-17 10:00", count: 1, first: "2026-12-15",
			change: func(c *casefile.Case) {
				c.Agreement.Instalments[0].Snoozed = at(t, "2026-12-15 20:00").UTC()
			},
		},
		{
			name: "changed terms", since: "2026-12-14 10:00", count: 1, first: "2026-12-15",
			change: func(c *casefile.Case) { c.Agreement.Version = 2 },
			want:   []string{"2026-12-15 09:00 a2.0 T", "2026-12-16 09:00 a2.0 T+1"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := agreed(t, test.since, test.count, test.first)
			if test.change != nil {
				test.change(c)
			}
			if diff := cmp.Diff(test.want, listed(reminders.Due(c, standard()))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if list := reminders.Due(&casefile.Case{}, standard()); len(list) > 0 {
		t.Errorf("without an agreement: %v", listed(list))
	}
}

// TestDayIsThePersons holds the day of a reminder to the person's zone, not the computer's.
func TestDayIsThePersons(t *testing.T) {
	c := agreed(t, "2026-12-15 10:00", 1, "2026-12-15")
	c.Agreement.Instalments[0].Snoozed = at(t, "2026-12-16 06:00").UTC()
	first := reminders.Due(c, standard())[0]
	if want := day(t, "2026-12-16"); first.Day != want || first.Hour != 6 {
		t.Errorf("%s at %d, not %s", first.Day, first.Hour, want)
	}
}

// TestSuperseded goes through the hours of an instalment that nobody paid: which of its
// reminders is worth sending now, if none was sent before.
func TestSuperseded(t *testing.T) {
	c := agreed(t, "2026-11-21 10:00", 2, "2026-12-15")
	c.Agreement.Instalments[0].Snoozed = at(t, "2026-12-15 20:00")
	shifted := agreed(t, "2026-11-21 10:00", 2, "2026-12-15")
	shifted.Agreement.Instalments[0].Due = day(t, "2027-01-12") // when the other one is due in three days
	tied := agreed(t, "2026-11-21 10:00", 1, "2026-12-15")
	tied.Agreement.Instalments[0].Snoozed = at(t, "2026-12-15 09:00")
	tests := []struct {
		c    *casefile.Case
		now  string
		want string // "" for none
	}{
		{c, "2026-12-12 09:00", "a1.0 T-3"},
		{c, "2026-12-13 23:00", "a1.0 T-3"},
		{c, "2026-12-14 08:59", ""}, // that of the day comes in a minute
		{c, "2026-12-14 09:00", "a1.0 T-1"},
		{c, "2026-12-15 19:00", "a1.0 T"},
		{c, "2026-12-15 20:00", "a1.0@20 again"},
		{c, "2026-12-16 08:30", ""},
		{c, "2026-12-16 09:00", "a1.0 T+1"},
		{c, "2027-01-11 09:00", "a1.0 T+1"},
		{c, "2027-01-12 09:00", "a1.1 T-3"},
		{c, "2030-01-01 09:00", "a1.1 T+1"},
		{shifted, "2027-01-12 09:00", "a1.0 T"}, // the one due today is more urgent
		{shifted, "2027-01-13 09:00", "a1.0 T+1"},
		{shifted, "2027-01-14 09:00", "a1.1 T-1"},
		{tied, "2026-12-15 09:00", "a1.0 T"},
	}
	for _, test := range tests {
		now, all := at(t, test.now), reminders.Due(test.c, standard())
		var got []string
		for _, p := range all {
			if !p.At.After(now) && !standard().Superseded(p, all, now) {
				got = append(got, fmt.Sprintf("%s %s", p.Item(), p.Kind))
			}
		}
		var want []string
		if test.want != "" {
			want = []string{test.want}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.now, diff)
		}
	}
}

func TestQuiet(t *testing.T) {
	tests := []struct{ now, until string }{
		{"2026-12-15 07:59", "2026-12-15 08:00"},
		{"2026-12-15 00:00", "2026-12-15 08:00"},
		{"2026-12-15 08:00", ""},
		{"2026-12-15 21:59", ""},
		{"2026-12-15 22:00", "2026-12-16 08:00"},
		{"2026-12-31 23:59", "2027-01-01 08:00"},
	}
	for _, test := range tests {
		until, quiet := standard().Quiet(at(t, test.now).UTC())
		if quiet != (test.until != "") || quiet && !until.Equal(at(t, test.until)) {
			t.Errorf("%s: quiet %t until %s", test.now, quiet, until)
		}
	}
}
