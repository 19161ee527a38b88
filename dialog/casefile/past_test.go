package casefile

import (
	"testing"
	"time"

	"xieshang/calc"
)

// TestContactsAreBounded sums up the oldest calls of which nothing was noted, and keeps every word
// while there are others.
func TestContactsAreBounded(t *testing.T) {
	c := New(1, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	at := func(day int) time.Time { return time.Date(2026, 1, day, 9, 0, 0, 0, time.UTC) }
	for i := range MaxContacts + 30 {
		k := Contact{At: at(1 + i), Outcome: OnlyTalked}
		if i%2 == 0 {
			k.Said = "分期可以再申请"
		}
		if n := c.Log(k); !c.Contacts[n].At.Equal(k.At) {
			t.Fatalf("contact %d is said to be at %d", i, n)
		}
	}
	if len(c.Contacts) != MaxContacts || c.Past.Contacts != 30 {
		t.Errorf("%d contacts and %d summed up", len(c.Contacts), c.Past.Contacts)
	}
	said := 0
	for _, k := range c.Contacts {
		if k.Said != "" {
			said++
		}
	}
	if said != (MaxContacts+30)/2 {
		t.Errorf("%d contacts with words are left", said)
	}
	if !c.Past.Since.Equal(at(2)) || !c.FirstContact().Equal(at(1)) {
		t.Errorf("summed up since %s, the first one on %s", c.Past.Since, c.FirstContact())
	}
	for i := range 2 * MaxContacts { // with words alone the oldest goes
		c.Log(Contact{At: at(500 + i), Outcome: RefusedIt, Said: "不行"})
	}
	if len(c.Contacts) != MaxContacts || c.Past.Contacts != 30+2*MaxContacts || !c.FirstContact().Equal(at(1)) {
		t.Errorf("%d contacts, %d summed up since %s", len(c.Contacts), c.Past.Contacts, c.FirstContact())
	}
}

// TestRoundsAreBounded never loses the newest terms of either side.
func TestRoundsAreBounded(t *testing.T) {
	c := New(1, time.Now())
	ours := Terms{Count: 14, Amount: calc.Yuan(1000)}
	c.Offered(Round{Ours: true, Offer: ours})
	for i := range 3 * MaxRounds {
		theirs := Terms{Count: 12, Amount: calc.Yuan(int64(1000 + i))}
		c.Offered(Round{Offer: theirs})
		c.Offered(Round{Offer: theirs}) // said twice, noted once
	}
	if len(c.Rounds) != MaxRounds || c.Past.Rounds != 3*MaxRounds+1-MaxRounds {
		t.Errorf("%d rounds and %d summed up", len(c.Rounds), c.Past.Rounds)
	}
	if got, ok := c.Ours(); !ok || !got.Same(ours) {
		t.Errorf("the person's own terms are %+v", got)
	}
	if got, _ := c.Theirs(); got.Amount != calc.Yuan(1000+3*MaxRounds-1) {
		t.Errorf("the newest terms are %+v", got)
	}
}

// TestVersionsAreBounded keeps every payment, whatever becomes of the terms it was made under.
func TestVersionsAreBounded(t *testing.T) {
	c := New(1, time.Now())
	first := calc.Date{Year: 2026, Month: 12, Day: 15}
	var paid calc.Money
	for i := range 4 * MaxEarlier {
		a, err := NewAgreement(time.Now(), calc.Yuan(12_000), 12, calc.Yuan(1000), first)
		if err != nil {
			t.Fatal(err)
		}
		a.Version = i + 1
		if i%3 == 0 {
			if err := a.Pay(first, calc.Yuan(500)); err != nil {
				t.Fatal(err)
			}
			paid += calc.Yuan(500)
		}
		c.Replaced(*a)
	}
	var kept calc.Money
	instalments := 0
	for _, a := range c.Earlier {
		if err := a.Validate(); err != nil || a.Total() != calc.Yuan(12_000) {
			t.Errorf("version %d of %s: %v", a.Version, a.Total(), err)
		}
		kept, instalments = kept+a.Paid(), instalments+len(a.Instalments)
	}
	if kept != paid || c.Past.Versions == 0 || instalments > 13*MaxEarlier {
		t.Errorf("%s of %s paid is kept, with %d instalments and %d versions summed up", kept, paid, instalments, c.Past.Versions)
	}
}
