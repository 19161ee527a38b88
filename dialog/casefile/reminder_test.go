package casefile_test

import (
	"testing"

	"xieshang/dialog/casefile"
)

func instalment(version, number int, kind casefile.ReminderKind) casefile.Reminder {
	return casefile.Reminder{Subject: casefile.OfInstalment, Version: version, Number: number, Kind: kind}
}

func TestReminderItem(t *testing.T) {
	again := instalment(2, 3, casefile.RemindAgain)
	again.Minute = 20 * 60
	sooner := again
	sooner.Minute = 9*60 + 5
	tests := map[string]casefile.Reminder{
		"a1.0":      instalment(1, 0, casefile.RemindSoon),
		"a12.59":    instalment(12, 59, casefile.RemindMissed),
		"a2.3@20":   again,
		"a2.3@9:05": sooner,
		"g0":        {Subject: casefile.OfComplaint, Kind: casefile.RemindComplaint.Days(15)},
		"o":         {Subject: casefile.OfObjection, Kind: casefile.RemindObjection.Days(7)},
		"g11":       {Subject: casefile.OfComplaint, Number: 11, Kind: casefile.RemindComplaint.Days(30)},
		"w":         {Subject: casefile.OfApplication, Kind: casefile.RemindFollowUp},
		"c":         {Subject: casefile.OfAnswer, Kind: casefile.RemindAnswer.Days(-5)},
		"h":         {Subject: casefile.OfHearing, Kind: casefile.RemindHearing.Days(-1)},
		"j":         {Subject: casefile.OfAppeal, Kind: casefile.RemindAppeal},
		"m":         {Subject: casefile.OfReview, Kind: casefile.RemindReview},
		"r":         {Subject: casefile.OfCredit, Kind: casefile.RemindCredit},
		"p":         {Subject: casefile.OfPapers, Kind: casefile.RemindPapers},
	}
	for item, r := range tests {
		if got := r.Item(); got != item {
			t.Errorf("%+v is %q, not %q", r, got, item)
		}
		if got, err := casefile.ParseReminder(item, r.Kind); err != nil || got != r {
			t.Errorf("%s: %+v, %v", item, got, err)
		}
	}
	for _, item := range []string{"", "a", "a1", "1.2", "b1.2", "a1.2.3", "a1.2@", "a1.2@x", "a1.2 ", "a01.2", "a1.2@9:5", "a1.2@20:00", "g", "g01", "gx", "w1", "cc", "z", "花呗"} {
		if _, err := casefile.ParseReminder(item, casefile.RemindToday); field(t, err) != "item" {
			t.Errorf("%q was read", item)
		}
	}
}

func TestReminderKinds(t *testing.T) {
	for got, want := range map[casefile.ReminderKind]casefile.ReminderKind{
		casefile.RemindToday.Days(-3):     casefile.RemindSoon,
		casefile.RemindToday.Days(-1):     casefile.RemindTomorrow,
		casefile.RemindToday.Days(0):      casefile.RemindToday,
		casefile.RemindToday.Days(1):      casefile.RemindMissed,
		casefile.RemindComplaint.Days(15): "complaint+15",
		casefile.RemindAnswer.Days(-5):    "answer-5",
	} {
		if got != want {
			t.Errorf("%s is not %s", got, want)
		}
	}
}

func TestReminds(t *testing.T) {
	today := day(t, "2026-12-15")
	c := casefile.New(1, recorded)
	if c.Reminds(instalment(1, 0, ""), today) {
		t.Error("without an agreement")
	}
	c.Agreement, c.Stage = agreement(t, 2000_00, 2, 1000_00, "2026-12-15"), casefile.Agreed
	if err := c.Agreement.Pay(today, 1500_00); err != nil {
		t.Fatal(err)
	}
	for r, want := range map[casefile.Reminder]bool{
		instalment(1, 0, ""):  false, // paid
		instalment(1, 1, ""):  true,  // in part
		instalment(2, 1, ""):  false,
		instalment(1, 2, ""):  false,
		instalment(1, -1, ""): false,
	} {
		if got := c.Reminds(r, today); got != want {
			t.Errorf("%+v: %t", r, got)
		}
	}
	c.Stage = casefile.Settled
	if c.Reminds(instalment(1, 1, ""), today) {
		t.Error("after it was settled")
	}
}

// TestRemindsOfOthers goes through what makes the other reminders matter, and what ends them.
func TestRemindsOfOthers(t *testing.T) {
	today := day(t, "2026-12-15")
	tests := []struct {
		name   string
		about  casefile.Subject
		change func(*casefile.Case)
		want   bool
	}{
		{"nothing was applied for", casefile.OfApplication, func(*casefile.Case) {}, false},
		{"it was handed in", casefile.OfApplication, func(c *casefile.Case) { c.Stage = casefile.Submitted }, true},
		{"they were asked", casefile.OfApplication, func(c *casefile.Case) { c.Stage = casefile.Waiting }, true},
		{"they answered", casefile.OfApplication, func(c *casefile.Case) { c.Stage = casefile.Countered }, false},
		{"no objection", casefile.OfObjection, func(*casefile.Case) {}, false},
		{"an objection", casefile.OfObjection, func(c *casefile.Case) { c.Objection = casefile.Object(today) }, true},
		{"an objection answered", casefile.OfObjection, func(c *casefile.Case) {
			c.Objection = casefile.Object(today)
			c.Objection.Finding = casefile.RecordKept
		}, false},
		{"no complaint", casefile.OfComplaint, func(*casefile.Case) {}, false},
		{"a complaint", casefile.OfComplaint, func(c *casefile.Case) { c.Grievances = []casefile.Grievance{{Filed: today}} }, true},
		{"a complaint answered", casefile.OfComplaint, func(c *casefile.Case) { c.Grievances = []casefile.Grievance{{Filed: today, Answered: true}} }, false},
		{"no court", casefile.OfAnswer, func(*casefile.Case) {}, false},
		{"court papers without a day", casefile.OfAnswer, func(c *casefile.Case) { c.Court = &casefile.Court{} }, false},
		{"an answer due", casefile.OfAnswer, func(c *casefile.Case) { c.Court = &casefile.Court{AnswerBy: today} }, true},
		{"an answer overdue", casefile.OfAnswer, func(c *casefile.Case) { c.Court = &casefile.Court{AnswerBy: today.AddDays(-3)} }, true},
		{"an answer handed in", casefile.OfAnswer, func(c *casefile.Case) { c.Court = &casefile.Court{AnswerBy: today, Answered: true} }, false},
		{"a hearing today", casefile.OfHearing, func(c *casefile.Case) { c.Court = &casefile.Court{Hearing: today} }, true},
		{"a hearing yesterday", casefile.OfHearing, func(c *casefile.Case) { c.Court = &casefile.Court{Hearing: today.AddDays(-1)} }, false},
		{"a judgment whose days are not known", casefile.OfAppeal, func(c *casefile.Case) { c.Court = &casefile.Court{Paper: casefile.Judgment} }, false},
		{"an appeal to be decided on", casefile.OfAppeal, func(c *casefile.Case) { c.Court = &casefile.Court{AppealBy: today} }, true},
		{"an appeal dealt with", casefile.OfAppeal, func(c *casefile.Case) { c.Court = &casefile.Court{AppealBy: today, Appealed: true} }, false},
		{"nothing was named", casefile.OfTerms, func(c *casefile.Case) { c.Stage = casefile.Contacted }, false},
		{"terms of theirs", casefile.OfTerms, func(c *casefile.Case) {
			c.Stage, c.Rounds = casefile.Countered, []casefile.Round{{On: today, Ours: true}, {On: today}}
		}, true},
		{"terms of ours last", casefile.OfTerms, func(c *casefile.Case) {
			c.Stage, c.Rounds = casefile.Countered, []casefile.Round{{On: today}, {On: today, Ours: true}}
		}, false},
		{"they said yes", casefile.OfTerms, func(c *casefile.Case) {
			c.Stage, c.Contacts = casefile.Contacted, []casefile.Contact{{At: recorded, Outcome: casefile.Accepted}}
		}, true},
		{"they said yes, and it is recorded", casefile.OfTerms, func(c *casefile.Case) {
			c.Stage, c.Contacts = casefile.Agreed, []casefile.Contact{{At: recorded, Outcome: casefile.Accepted}}
			c.Agreement = agreement(t, 2000_00, 2, 1000_00, "2026-12-15")
		}, false},
		{"preparing", casefile.OfReview, func(*casefile.Case) {}, false},
		{"negotiating", casefile.OfReview, func(c *casefile.Case) { c.Stage = casefile.Refused }, true},
		{"settled", casefile.OfReview, func(c *casefile.Case) { c.Stage = casefile.Settled }, false},
		{"the report", casefile.OfCredit, func(*casefile.Case) {}, true},
		{"the report, after it was settled", casefile.OfCredit, func(c *casefile.Case) {
			c.Stage, c.Moves = casefile.Settled, []casefile.Move{{At: recorded, To: casefile.Settled}}
		}, true},
		{"the report, long after", casefile.OfCredit, func(c *casefile.Case) {
			c.Stage, c.Moves = casefile.Settled, []casefile.Move{{At: recorded.AddDate(-1, -2, 0), To: casefile.Settled}}
		}, false},
		{"no list was shown", casefile.OfPapers, func(*casefile.Case) {}, false},
		{"papers are missing", casefile.OfPapers, func(c *casefile.Case) { c.PapersListed = today }, true},
		{"papers are all there", casefile.OfPapers, func(c *casefile.Case) {
			c.PapersListed = today
			for _, m := range c.Checklist() {
				c.SetMaterial(m.Kind, casefile.Have)
			}
		}, false},
	}
	for _, test := range tests {
		c := casefile.New(1, recorded)
		test.change(&c)
		if got := c.Reminds(casefile.Reminder{Subject: test.about}, today); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
}

func TestPreferences(t *testing.T) {
	standard := casefile.StandardPreferences()
	if err := standard.Validate(); err != nil {
		t.Error(err)
	}
	tests := []struct {
		field  string
		change func(*casefile.Preferences)
	}{
		{"hour", func(p *casefile.Preferences) { p.Hour = 24 }},
		{"hour", func(p *casefile.Preferences) { p.Hour = 22 }}, // quiet
		{"hour", func(p *casefile.Preferences) { p.Hour = 7 }},
		{"quiet_from", func(p *casefile.Preferences) { p.QuietFrom = -1 }},
		{"quiet_to", func(p *casefile.Preferences) { p.QuietTo = 24 }},
		{"before", func(p *casefile.Preferences) { p.Before = nil }},
		{"before", func(p *casefile.Preferences) { p.Before = []int{1, 3} }},
		{"before", func(p *casefile.Preferences) { p.Before = []int{15} }},
		{"before", func(p *casefile.Preferences) { p.Before = []int{-1} }},
		{"zone", func(p *casefile.Preferences) { p.Zone = "Mars/Base" }},
	}
	for _, test := range tests {
		p := casefile.StandardPreferences()
		test.change(&p)
		if got := field(t, p.Validate()); got != test.field {
			t.Errorf("%+v: %q, not %q", p, got, test.field)
		}
	}
	never := standard
	never.QuietFrom, never.QuietTo, never.Hour = 0, 0, 3
	if err := never.Validate(); err != nil || never.QuietAt(3) {
		t.Errorf("never quiet: %v", err)
	}
}

func TestFindZone(t *testing.T) {
	for name, seconds := range map[string]int{"UTC+08:00": 8 * 3600, "UTC-05:30": -(5*3600 + 1800), "Asia/Tokyo": 9 * 3600} {
		zone, err := casefile.FindZone(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, offset := recorded.In(zone).Zone(); offset != seconds {
			t.Errorf("%s is %d seconds off", name, offset)
		}
	}
	for _, name := range []string{"UTC+15:00", "UTC+8", "UTC*08:00", "UTC+08:60", "Nowhere"} {
		if _, err := casefile.FindZone(name); err == nil {
			t.Errorf("%s is a zone", name)
		}
	}
}
