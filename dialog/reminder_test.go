package dialog_test

import (
	"strings"
	"testing"
	"time"

	"xieshang/calc"
	"xieshang/dialog"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// everythingDue is a person with something of every kind to be reminded of.
func everythingDue(t *testing.T, now time.Time) (p dialog.Person, due []dialog.Notice) {
	t.Helper()
	today := casefile.DayOf(now)
	a, err := casefile.NewAgreement(now, 3000_00, 3, 1000_00, today)
	if err != nil {
		t.Fatal(err)
	}
	owed := casefile.New(1, now.UTC())
	owed.Debts = []casefile.Debt{{Product: casefile.Huabei, Principal: 3000_00}}
	owed.Stage, owed.Agreement = casefile.Agreed, a
	owed.Grievances = []casefile.Grievance{{Desk: casefile.LenderDesk, Filed: today.AddDays(-15)}}
	owed.Court = &casefile.Court{Paper: casefile.Complaint, Served: today, AnswerBy: today.AddDays(5), Hearing: today.AddDays(5), HearingAt: 570, AppealBy: today}
	asked := casefile.New(2, now.UTC())
	asked.Debts = []casefile.Debt{{Product: casefile.CreditCard, Principal: 9000_00}}
	asked.Stage, asked.PapersListed = casefile.Waiting, today.AddDays(-4)
	asked.SetMaterial(asked.Checklist()[0].Kind, casefile.Need)
	p = dialog.Person{Cases: []casefile.Case{owed, asked}, Session: dialog.Session{Flow: dialog.FlowVersion, Consent: now, Case: 1, State: "keeping.home"}}
	for _, item := range []string{"a1.0", "g0", "c", "h", "j", "r"} {
		due = append(due, notice(t, item, 1))
	}
	for _, item := range []string{"w", "m", "p"} {
		due = append(due, notice(t, item, 2))
	}
	return p, due
}

func notice(t *testing.T, item string, id int) dialog.Notice {
	t.Helper()
	r, err := casefile.ParseReminder(item, casefile.RemindToday)
	if err != nil {
		t.Fatal(err)
	}
	return dialog.Notice{Reminder: r, Case: id}
}

// shameful are words that nobody else is to read on a locked phone.
var shameful = []string{"还款", "還款", "欠", "债", "債", "贷", "貸", "花呗", "花唄", "信用", "元", "分期", "期", "法院", "开庭", "開庭", "诉", "訴", "答辩", "答辯",
	"催", "协商", "協商", "debt", "loan", "pay", "yuan", "instal", "credit", "court", "hearing", "appeal", "lender", "complaint", "Huabei", "1,000", "9,000"}

// TestDiscreet reads what discreet reminders show of each thing alone, and of all together:
// nothing of what it is about, by day with a sound and in the evening without.
func TestDiscreet(t *testing.T) {
	k := newTalk(t)
	morning := time.Date(2026, 12, 15, 9, 0, 0, 0, k.now.Location())
	for hour, silent := range map[int]bool{9: false, 19: false, 20: true, 21: true, 7: true, 8: false} {
		for _, language := range locale.Languages {
			p, due := everythingDue(t, morning)
			p.Session.Language = language
			p.Session.Wishes = new(casefile.StandardPreferences())
			p.Session.Wishes.Discreet = true
			groups := [][]dialog.Notice{due}
			for _, n := range due {
				groups = append(groups, []dialog.Notice{n})
			}
			for _, group := range groups {
				_, messages, _ := k.engine.Remind(p, group, morning.Add(time.Duration(hour-9)*time.Hour))
				if len(messages) != 1 || len(messages[0].Buttons) != len(group) {
					t.Fatalf("%s: %d messages of %v", language, len(messages), group)
				}
				m := messages[0]
				said := m.Text
				for _, row := range m.Buttons {
					said += " " + row[0].Label
				}
				for _, word := range shameful {
					if strings.Contains(strings.ToLower(said), strings.ToLower(word)) {
						t.Errorf("%s: %q says %q", language, said, word)
					}
				}
				if m.Silent != silent {
					t.Errorf("at %d:00 it makes a sound: %t", hour, !m.Silent)
				}
			}
		}
	}
}

// TestAbroadNamesBeijing has every reminder that names its day or speaks of today name whose
// day that is, for someone whose clocks show another time, and for nobody else.
func TestAbroadNamesBeijing(t *testing.T) {
	k := newTalk(t)
	now := time.Date(2026, 12, 15, 1, 0, 0, 0, k.now.Location()) // in Los Angeles it is nine o'clock of the 14th
	whose := map[locale.Language]string{locale.Hans: "北京时间", locale.Hant: "北京時間", locale.English: "Beijing time"}
	for zone, abroad := range map[string]bool{"": false, "Asia/Singapore": false, "America/Los_Angeles": true, "Asia/Tokyo": true} {
		for _, language := range locale.Languages {
			p, due := everythingDue(t, now)
			p.Session.Language = language
			p.Session.Wishes = new(casefile.StandardPreferences())
			p.Session.Wishes.Zone = zone
			for _, n := range due {
				if !strings.ContainsRune("agchj", rune(n.Subject)) {
					continue
				}
				_, messages, _ := k.engine.Remind(p, []dialog.Notice{n}, now)
				if got := strings.Contains(messages[0].Text, whose[language]); got != abroad {
					t.Errorf("in %q %s reads %q", zone, n.Item(), messages[0].Text)
				}
			}
			_, messages, _ := k.engine.Remind(p, due, now)
			if got := strings.Count(messages[0].Text, whose[language]); abroad && got != 5 || !abroad && got != 0 {
				t.Errorf("in %q all together name it %d times: %q", zone, got, messages[0].Text)
			}
		}
	}
}

// TestReminderSaysTheDay words an instalment by the day it is read on in China.
func TestReminderSaysTheDay(t *testing.T) {
	k := newTalk(t)
	for at, want := range map[string]string{
		"2026-12-13T15:59:00Z": "还有 2 天",
		"2026-12-13T16:00:00Z": "明天",
		"2026-12-14T16:00:00Z": "今天",
		"2026-12-15T15:59:00Z": "今天",
		"2026-12-15T16:00:00Z": "还没记成",
	} {
		now, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		for _, zone := range []string{"", "America/Los_Angeles", "America/New_York", "Pacific/Kiritimati"} {
			p, due := everythingDue(t, now)
			p.Cases[0].Agreement.Instalments[0].Due = calc.Date{Year: 2026, Month: 12, Day: 15}
			p.Session.Wishes = new(casefile.StandardPreferences())
			p.Session.Wishes.Zone = zone
			_, messages, _ := k.engine.Remind(p, due[:1], now)
			if !strings.Contains(messages[0].Text, want) {
				t.Errorf("%s in %q: %q", at, zone, messages[0].Text)
			}
		}
	}
}
