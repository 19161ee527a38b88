package reminders_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/workday"
	"xieshang/reminders"
)

var shanghai = func() *time.Location {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	return zone
}()

var days = func() *workday.Calendar {
	days, err := workday.Load(nil)
	if err != nil {
		panic(err)
	}
	return days
}()

func standard() reminders.Preferences { return wished(shanghai, func(*casefile.Preferences) {}) }

// wished are the usual preferences but for what is changed.
func wished(zone *time.Location, change func(*casefile.Preferences)) reminders.Preferences {
	p := reminders.Preferences{Preferences: casefile.StandardPreferences(), Local: zone, Days: days}
	change(&p.Preferences)
	return p
}

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
func agreed(t *testing.T, count int, first string) *casefile.Case {
	t.Helper()
	opened := at(t, "2026-11-21 10:00")
	a, err := casefile.NewAgreement(opened, calc.Money(count)*1000_00, count, 1000_00, day(t, first))
	if err != nil {
		t.Fatal(err)
	}
	return &casefile.Case{ID: 1, Opened: opened, Stage: casefile.Agreed, Agreement: a}
}

// listed writes reminders of some subjects as "2026-12-12 09:00 a1.0 T-3".
func listed(list []reminders.Planned, subjects string) (lines []string) {
	for _, p := range list {
		if strings.ContainsRune(subjects, rune(p.Subject)) {
			lines = append(lines, fmt.Sprintf("%s %s %s", p.At.In(shanghai).Format("2006-01-02 15:04"), p.Item(), p.Kind))
		}
	}
	return lines
}

func TestInstalments(t *testing.T) {
	tests := []struct {
		name   string
		count  int
		first  string
		change func(*casefile.Case)
		want   []string
	}{
		{
			name: "every one of them", count: 2, first: "2026-12-15",
			want: []string{
				"2026-12-12 09:00 a1.0 T-3", "2026-12-14 09:00 a1.0 T-1", "2026-12-15 09:00 a1.0 T", "2026-12-16 09:00 a1.0 T+1",
				"2027-01-12 09:00 a1.1 T-3", "2027-01-14 09:00 a1.1 T-1", "2027-01-15 09:00 a1.1 T", "2027-01-16 09:00 a1.1 T+1",
			},
		},
		{
			name: "the ends of months", count: 2, first: "2027-01-31",
			want: []string{
				"2027-01-28 09:00 a1.0 T-3", "2027-01-30 09:00 a1.0 T-1", "2027-01-31 09:00 a1.0 T", "2027-02-01 09:00 a1.0 T+1",
				"2027-02-25 09:00 a1.1 T-3", "2027-02-27 09:00 a1.1 T-1", "2027-02-28 09:00 a1.1 T", "2027-03-01 09:00 a1.1 T+1",
			},
		},
		{
			name: "the end of February in a leap year", count: 1, first: "2028-02-29",
			want: []string{"2028-02-26 09:00 a1.0 T-3", "2028-02-28 09:00 a1.0 T-1", "2028-02-29 09:00 a1.0 T", "2028-03-01 09:00 a1.0 T+1"},
		},
		{
			name: "one paid, one in part", count: 2, first: "2026-12-15",
			change: func(c *casefile.Case) { c.Agreement.Payments = []casefile.Payment{{Amount: 1400_00}} },
			want: []string{
				"2027-01-12 09:00 a1.1 T-3", "2027-01-14 09:00 a1.1 T-1", "2027-01-15 09:00 a1.1 T", "2027-01-16 09:00 a1.1 T+1",
			},
		},
		{
			name: "all paid", count: 2, first: "2026-12-15",
			change: func(c *casefile.Case) { c.Agreement.Payments = []casefile.Payment{{Amount: 2000_00}} },
		},
		{
			name: "settled", count: 1, first: "2026-12-15",
			change: func(c *casefile.Case) { c.Stage = casefile.Settled },
		},
		{
			name: "asked to be reminded again", count: 1, first: "2026-12-15",
			change: func(c *casefile.Case) {
				c.Agreement.Instalments[0].Snoozed = at(t, "2026-12-15 10:05").UTC()
			},
			want: []string{
				"2026-12-12 09:00 a1.0 T-3", "2026-12-14 09:00 a1.0 T-1", "2026-12-15 09:00 a1.0 T",
				"2026-12-15 10:05 a1.0@10:05 again", "2026-12-16 09:00 a1.0 T+1",
			},
		},
		{
			name: "changed terms", count: 1, first: "2026-12-15",
			change: func(c *casefile.Case) { c.Agreement.Version = 2 },
			want:   []string{"2026-12-12 09:00 a2.0 T-3", "2026-12-14 09:00 a2.0 T-1", "2026-12-15 09:00 a2.0 T", "2026-12-16 09:00 a2.0 T+1"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := agreed(t, test.count, test.first)
			if test.change != nil {
				test.change(c)
			}
			if diff := cmp.Diff(test.want, listed(reminders.Due(c, standard(), c.Opened), "a")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestOthers derives every other kind.
func TestOthers(t *testing.T) {
	waiting := func(t *testing.T, since string) *casefile.Case {
		c := casefile.New(1, at(t, since))
		if err := c.Become(casefile.Submitted, at(t, since).UTC()); err != nil {
			t.Fatal(err)
		}
		return &c
	}
	tests := []struct {
		name     string
		now      string
		subjects string
		c        func(t *testing.T) *casefile.Case
		want     []string
	}{
		{"an application", "2026-11-24 10:00", "w", func(t *testing.T) *casefile.Case { return waiting(t, "2026-11-24 10:00") },
			[]string{"2026-12-03 09:00 w follow-up"}},
		{"over the National Day holiday, a Saturday worked", "2026-09-28 10:00", "w", func(t *testing.T) *casefile.Case { return waiting(t, "2026-09-28 10:00") },
			[]string{"2026-10-13 09:00 w follow-up"}},
		{"asked since", "2026-11-24 10:00", "w", func(t *testing.T) *casefile.Case {
			c := waiting(t, "2026-11-20 10:00")
			c.Contacts = []casefile.Contact{{At: at(t, "2026-11-24 10:00").UTC(), Outcome: casefile.NoAnswer}}
			return c
		}, []string{"2026-12-03 09:00 w follow-up"}},
		{"they promised a day", "2026-11-24 10:00", "w", func(t *testing.T) *casefile.Case {
			c := waiting(t, "2026-11-20 10:00")
			c.Contacts = []casefile.Contact{{At: at(t, "2026-11-24 10:00").UTC(), Outcome: casefile.NoAnswer, AnswerBy: day(t, "2026-11-27")}}
			return c
		}, []string{"2026-11-30 09:00 w follow-up"}}, // a Monday
		{"still no answer", "2026-12-03 10:00", "w", func(t *testing.T) *casefile.Case {
			c := waiting(t, "2026-11-24 10:00")
			c.StillWaiting = day(t, "2026-12-03")
			return c
		}, []string{"2026-12-14 09:00 w follow-up"}},
		{"terms without a record", "2026-11-24 10:00", "t", func(t *testing.T) *casefile.Case {
			c := waiting(t, "2026-11-20 10:00")
			c.Stage, c.Rounds = casefile.Countered, []casefile.Round{{On: day(t, "2026-11-24")}}
			return c
		}, []string{"2026-11-25 09:00 t terms", "2026-11-28 09:00 t terms+3"}},
		{"terms still talked about", "2026-11-25 10:00", "t", func(t *testing.T) *casefile.Case {
			c := waiting(t, "2026-11-20 10:00")
			c.Stage, c.Rounds, c.StillWaiting = casefile.Countered, []casefile.Round{{On: day(t, "2026-11-24")}}, day(t, "2026-11-26")
			return c
		}, []string{"2026-11-25 09:00 t terms", "2026-11-29 09:00 t terms+3"}},
		{"complaints", "2026-11-21 10:00", "g", func(t *testing.T) *casefile.Case {
			c := casefile.New(1, at(t, "2026-11-21 10:00"))
			c.Grievances = []casefile.Grievance{
				{Desk: casefile.LenderDesk, Filed: day(t, "2026-11-01"), Answered: true},
				{Desk: casefile.RegulatorDesk, Filed: day(t, "2026-11-21")},
			}
			return &c
		}, []string{"2026-12-06 09:00 g1 complaint+15", "2026-12-21 09:00 g1 complaint+30", "2027-01-20 09:00 g1 complaint+60"}},
		{"a court", "2026-11-21 10:00", "ch", func(t *testing.T) *casefile.Case {
			c := casefile.New(1, at(t, "2026-11-21 10:00"))
			c.Court = &casefile.Court{Paper: casefile.Complaint, AnswerBy: day(t, "2026-12-01"), Hearing: day(t, "2026-12-03")}
			return &c
		}, []string{
			"2026-11-26 09:00 c answer-5", "2026-11-28 09:00 h hearing-5", "2026-11-29 09:00 c answer-2",
			"2026-11-30 09:00 c answer-1", "2026-12-01 09:00 c answer", "2026-12-01 09:00 h hearing-2", "2026-12-02 09:00 h hearing-1",
			"2026-12-03 09:00 h hearing",
		}},
		{"a judgment", "2026-11-21 10:00", "chj", func(t *testing.T) *casefile.Case {
			c := casefile.New(1, at(t, "2026-11-21 10:00"))
			c.Court = &casefile.Court{Paper: casefile.Judgment, AppealBy: day(t, "2026-12-06")}
			return &c
		}, []string{"2026-12-01 09:00 j appeal-5", "2026-12-04 09:00 j appeal-2", "2026-12-05 09:00 j appeal-1", "2026-12-06 09:00 j appeal"}},
		{"the monthly look, from when something last changed", "2027-03-01 10:00", "m", func(t *testing.T) *casefile.Case {
			c := waiting(t, "2026-11-24 10:00")
			c.Reviewed = day(t, "2027-01-31")
			return c
		}, []string{"2027-02-28 09:00 m review", "2027-03-31 09:00 m review", "2027-04-30 09:00 m review"}},
		{"no monthly look while preparing", "2027-03-01 10:00", "m", func(t *testing.T) *casefile.Case {
			c := casefile.New(1, at(t, "2026-11-21 10:00"))
			return &c
		}, nil},
		{"the credit report, after it is settled too", "2027-06-01 10:00", "r", func(t *testing.T) *casefile.Case {
			c := casefile.New(1, at(t, "2026-11-21 10:00"))
			c.Stage, c.Moves = casefile.Settled, []casefile.Move{{At: at(t, "2027-01-15 10:00"), To: casefile.Settled}}
			return &c
		}, []string{"2027-05-21 09:00 r credit-report", "2027-11-21 09:00 r credit-report"}},
		{"papers", "2026-11-21 10:00", "p", func(t *testing.T) *casefile.Case {
			c := casefile.New(1, at(t, "2026-11-21 10:00"))
			c.PapersListed = day(t, "2026-11-21")
			return &c
		}, []string{"2026-11-25 09:00 p materials"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, listed(reminders.Due(test.c(t), standard(), at(t, test.now)), test.subjects)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestHearingHour brings the last reminder of a hearing forward where it would come too late,
// and leaves it out at night.
func TestHearingHour(t *testing.T) {
	los := func() *time.Location {
		zone, err := casefile.FindZone("America/Los_Angeles")
		if err != nil {
			t.Fatal(err)
		}
		return zone
	}()
	tests := []struct {
		name   string
		at     int // minutes
		zone   *time.Location
		change func(*casefile.Preferences)
		want   []string // the last two, in Beijing
	}{
		{"the hour is not known", 0, shanghai, nil, []string{"2026-12-07 09:00 h hearing-1", "2026-12-08 09:00 h hearing"}},
		{"in the afternoon", 14*60 + 30, shanghai, nil, []string{"2026-12-07 09:00 h hearing-1", "2026-12-08 09:00 h hearing"}},
		{"in the morning", 9*60 + 30, shanghai, nil, []string{"2026-12-07 09:00 h hearing-1", "2026-12-08 08:00 h hearing"}},
		{"too early to write before", 9 * 60, shanghai, nil, []string{"2026-12-06 09:00 h hearing-2", "2026-12-07 09:00 h hearing-1"}},
		{"reminded in the evening", 9*60 + 30, shanghai, func(p *casefile.Preferences) { p.Hour = 20 }, []string{"2026-12-07 20:00 h hearing-1", "2026-12-08 08:00 h hearing"}},
		{"from afar", 9*60 + 30, los, nil, []string{"2026-12-07 01:00 h hearing-1", "2026-12-08 01:00 h hearing"}},
		{"from afar, in the evening", 9*60 + 30, los, func(p *casefile.Preferences) { p.Hour = 20 }, []string{"2026-12-07 12:00 h hearing-1", "2026-12-08 08:00 h hearing"}},
	}
	for _, test := range tests {
		c := casefile.New(1, at(t, "2026-11-21 10:00"))
		c.Court = &casefile.Court{Paper: casefile.Complaint, Hearing: day(t, "2026-12-08"), HearingAt: test.at}
		if test.change == nil {
			test.change = func(*casefile.Preferences) {}
		}
		list := reminders.Due(&c, wished(test.zone, test.change), c.Opened)
		got := listed(list, "h")
		if diff := cmp.Diff(test.want, got[len(got)-2:]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		for _, p := range list {
			if p.Subject == casefile.OfHearing && p.Over(at(t, "2026-12-08 09:30")) != (test.at == 9*60+30 || test.at == 9*60) {
				t.Errorf("%s: %s is over at %s", test.name, p.Kind, p.Ends)
			}
		}
	}
}

// TestAll reminds of the credit report once, however many debts there are.
func TestAll(t *testing.T) {
	one, two := casefile.New(1, at(t, "2026-11-21 10:00")), casefile.New(2, at(t, "2026-11-22 10:00"))
	two.Stage = casefile.Waiting
	list := reminders.All([]casefile.Case{one, two}, standard(), at(t, "2026-11-23 10:00"))
	for _, p := range list {
		if p.Subject == casefile.OfCredit && p.Case != 1 {
			t.Errorf("case %d reminds of the report", p.Case)
		}
	}
	if got := listed(list, "rm"); len(got) != 4 {
		t.Errorf("planned %v", got)
	}
}

// TestWishes derives one instalment as people with other wishes want it.
func TestWishes(t *testing.T) {
	tests := []struct {
		name   string
		change func(*casefile.Preferences)
		want   []string
	}{
		{"another hour", func(p *casefile.Preferences) { p.Hour = 20 },
			[]string{"2026-12-12 20:00 a1.0 T-3", "2026-12-14 20:00 a1.0 T-1", "2026-12-15 20:00 a1.0 T", "2026-12-16 20:00 a1.0 T+1"}},
		{"other days", func(p *casefile.Preferences) { p.Before = []int{7, 0} },
			[]string{"2026-12-08 09:00 a1.0 T-7", "2026-12-15 09:00 a1.0 T", "2026-12-16 09:00 a1.0 T+1"}},
		{"a pause", func(p *casefile.Preferences) { p.PausedUntil = calc.Date{Year: 2026, Month: 12, Day: 15} },
			[]string{"2026-12-15 09:00 a1.0 T-3", "2026-12-15 09:00 a1.0 T-1", "2026-12-15 09:00 a1.0 T", "2026-12-16 09:00 a1.0 T+1"}},
	}
	for _, test := range tests {
		c := agreed(t, 1, "2026-12-15")
		if diff := cmp.Diff(test.want, listed(reminders.Due(c, wished(shanghai, test.change), c.Opened), "a")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// TestPauseEnds says only the newest of what a pause put off, and that a court does not wait.
func TestPauseEnds(t *testing.T) {
	c := agreed(t, 1, "2026-12-15")
	c.Court = &casefile.Court{Hearing: day(t, "2026-12-14")}
	p := wished(shanghai, func(p *casefile.Preferences) { p.PausedUntil = day(t, "2026-12-16") })
	now := at(t, "2026-12-13 09:00")
	if got := matter(c, p, now); !slices.Equal(got, []string{"h hearing-1"}) {
		t.Errorf("in the pause: %v", got)
	}
	if got := matter(c, p, at(t, "2026-12-16 09:00")); !slices.Equal(got, []string{"a1.0 T+1"}) {
		t.Errorf("after it: %v", got)
	}
}

// matter lists what has fallen due and is worth saying at a time.
func matter(c *casefile.Case, p reminders.Preferences, now time.Time) (got []string) {
	all := reminders.Due(c, p, now)
	for _, planned := range all {
		if !planned.At.After(now) && c.Reminds(planned.Reminder, calc.DateOf(now.In(p.Local))) && !p.Superseded(planned, all, now) {
			got = append(got, fmt.Sprintf("%s %s", planned.Item(), planned.Kind))
		}
	}
	return got
}

// TestZones holds the hour of a reminder to the clocks where the person lives, and its day to
// the calendar in China: over both changes of the clock, at the ends of months and of the earth.
func TestZones(t *testing.T) {
	tests := []struct {
		zone  string
		hour  int
		first string
		want  []string // in UTC; a day in China ends at 16:00
	}{
		{"Asia/Shanghai", 9, "2027-03-14", []string{"2027-03-11 01:00", "2027-03-13 01:00", "2027-03-14 01:00", "2027-03-15 01:00"}},
		{"America/New_York", 9, "2027-03-14", []string{"2027-03-11 14:00", "2027-03-13 14:00", "2027-03-14 13:00", "2027-03-15 13:00"}},
		{"America/New_York", 9, "2026-11-01", []string{"2026-10-29 13:00", "2026-10-31 13:00", "2026-11-01 14:00", "2026-11-02 14:00"}},
		// Eleven o'clock there goes over midnight in China as the clocks are changed: once no day has it, once one has it twice.
		{"America/New_York", 11, "2026-11-01", []string{"2026-10-29 15:00", "2026-10-31 15:00", "2026-10-31 16:00", "2026-11-01 16:00"}},
		{"America/New_York", 11, "2027-03-14", []string{"2027-03-10 16:00", "2027-03-12 16:00", "2027-03-14 15:00", "2027-03-15 15:00"}},
		{"America/Los_Angeles", 9, "2026-12-15", []string{"2026-12-11 17:00", "2026-12-13 17:00", "2026-12-14 17:00", "2026-12-15 17:00"}},
		{"America/Los_Angeles", 20, "2026-12-15", []string{"2026-12-12 04:00", "2026-12-14 04:00", "2026-12-15 04:00", "2026-12-16 04:00"}},
		{"America/Los_Angeles", 9, "2026-11-01", []string{"2026-10-28 16:00", "2026-10-30 16:00", "2026-10-31 16:00", "2026-11-01 17:00"}},
		{"America/Los_Angeles", 9, "2027-03-15", []string{"2027-03-11 17:00", "2027-03-13 17:00", "2027-03-14 16:00", "2027-03-15 16:00"}},
		{"America/Los_Angeles", 9, "2027-01-31", []string{"2027-01-27 17:00", "2027-01-29 17:00", "2027-01-30 17:00", "2027-01-31 17:00"}},
		{"America/Los_Angeles", 9, "2028-02-29", []string{"2028-02-25 17:00", "2028-02-27 17:00", "2028-02-28 17:00", "2028-02-29 17:00"}},
		{"Pacific/Kiritimati", 3, "2027-01-01", []string{"2026-12-29 13:00", "2026-12-31 13:00", "2027-01-01 13:00", "2027-01-02 13:00"}},
		{"Pacific/Kiritimati", 9, "2027-01-01", []string{"2026-12-28 19:00", "2026-12-30 19:00", "2026-12-31 19:00", "2027-01-01 19:00"}},
		{"UTC-12:00", 9, "2028-02-29", []string{"2028-02-25 21:00", "2028-02-27 21:00", "2028-02-28 21:00", "2028-02-29 21:00"}},
	}
	for _, test := range tests {
		zone, err := casefile.FindZone(test.zone)
		if err != nil {
			t.Fatal(err)
		}
		c := agreed(t, 1, test.first)
		var got []string
		for _, p := range reminders.Due(c, wished(zone, func(p *casefile.Preferences) { p.Hour = test.hour }), c.Opened) {
			if p.Subject == casefile.OfInstalment {
				got = append(got, p.At.UTC().Format("2006-01-02 15:04"))
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s at %d (-want +got):\n%s", test.zone, test.hour, diff)
		}
	}
}

// TestDayIsChinas names a reminder by the day in China, wherever the person lives or moves
// to: what was sent before is known after.
func TestDayIsChinas(t *testing.T) {
	c := agreed(t, 1, "2026-12-15")
	c.Agreement.Instalments[0].Snoozed = at(t, "2026-12-16 06:00").UTC()
	for _, zone := range []string{"Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"} {
		local, err := casefile.FindZone(zone)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, p := range reminders.Due(c, wished(local, func(*casefile.Preferences) {}), c.Opened) {
			if p.Subject == casefile.OfInstalment {
				names = append(names, fmt.Sprintf("%s %s %s", p.Day, p.Item(), p.Kind))
			}
		}
		slices.Sort(names)
		want := []string{"2026-12-12 a1.0 T-3", "2026-12-14 a1.0 T-1", "2026-12-15 a1.0 T", "2026-12-16 a1.0 T+1", "2026-12-16 a1.0@6 again"}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("%s (-want +got):\n%s", zone, diff)
		}
	}
}

// TestPausedAbroad ends a pause on the person's own day.
func TestPausedAbroad(t *testing.T) {
	zone, err := casefile.FindZone("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	p := wished(zone, func(p *casefile.Preferences) { p.PausedUntil = day(t, "2026-12-14") })
	var got []string
	for _, planned := range reminders.Due(agreed(t, 1, "2026-12-15"), p, at(t, "2026-12-01 10:00")) {
		if planned.Subject == casefile.OfInstalment {
			got = append(got, fmt.Sprintf("%s %s", planned.At.In(zone).Format("2006-01-02 15:04"), planned.Kind))
		}
	}
	want := []string{"2026-12-14 09:00 T-3", "2026-12-14 09:00 T-1", "2026-12-14 09:00 T", "2026-12-15 09:00 T+1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestSuperseded goes through the hours of an instalment that nobody paid: which of its
// reminders is worth sending now, if none was sent before.
func TestSuperseded(t *testing.T) {
	c := agreed(t, 2, "2026-12-15")
	c.Agreement.Instalments[0].Snoozed = at(t, "2026-12-15 20:00")
	shifted := agreed(t, 2, "2026-12-15")
	shifted.Agreement.Instalments[0].Due = day(t, "2027-01-12") // when the other one is due in three days
	tied := agreed(t, 1, "2026-12-15")
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
		got := slices.DeleteFunc(matter(test.c, standard(), at(t, test.now)), func(s string) bool { return s[0] != 'a' })
		var want []string
		if test.want != "" {
			want = []string{test.want}
		}
		if !slices.Equal(want, got) {
			t.Errorf("%s: %v, not %v", test.now, got, want)
		}
	}
}

// TestWaits holds what is late back for what comes later on the same day.
func TestWaits(t *testing.T) {
	c := agreed(t, 1, "2026-12-15")
	c.Grievances = []casefile.Grievance{{Filed: day(t, "2026-11-29")}} // fifteen days before the 14th
	pending := func(reminders.Planned) bool { return true }
	done := func(reminders.Planned) bool { return false }
	now := at(t, "2026-12-15 08:30")
	all := reminders.Due(c, standard(), now)
	for _, p := range all {
		if p.Kind != "complaint+15" {
			continue
		}
		if until, waits := standard().Waits(p, all, now, pending); !waits || !until.Equal(at(t, "2026-12-15 09:00")) {
			t.Errorf("it does not wait for the instalment's, but until %s", until)
		}
		if _, waits := standard().Waits(p, all, now, done); waits {
			t.Error("it waits for one that was sent")
		}
	}
}

func TestQuiet(t *testing.T) {
	tests := []struct {
		from, to   int
		now, until string
	}{
		{22, 8, "2026-12-15 07:59", "2026-12-15 08:00"},
		{22, 8, "2026-12-15 00:00", "2026-12-15 08:00"},
		{22, 8, "2026-12-15 08:00", ""},
		{22, 8, "2026-12-15 21:59", ""},
		{22, 8, "2026-12-15 22:00", "2026-12-16 08:00"},
		{22, 8, "2026-12-31 23:59", "2027-01-01 08:00"},
		{1, 10, "2026-12-15 09:59", "2026-12-15 10:00"},
		{1, 10, "2026-12-15 00:59", ""},
		{0, 0, "2026-12-15 00:30", ""},
	}
	for _, test := range tests {
		p := wished(shanghai, func(p *casefile.Preferences) { p.QuietFrom, p.QuietTo = test.from, test.to })
		until, quiet := p.Quiet(at(t, test.now).UTC())
		if quiet != (test.until != "") || quiet && !until.Equal(at(t, test.until)) {
			t.Errorf("%s: quiet %t until %s", test.now, quiet, until)
		}
	}
}
