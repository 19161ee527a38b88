package dialog

import (
	"errors"
	"strings"

	"xieshang/calc"
	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
)

// pay records a payment of today and says what it comes to.
func (t *turn) pay(n int, amount calc.Money) (Name, error) {
	return t.book(n, payment{amount: amount, on: t.today})
}

// payOn records a payment on the instalments in their turn.
func (t *turn) payOn(p payment) (Name, error) {
	n, _ := t.file().Agreement.Next()
	return t.book(n, p)
}

// payable reports as a *refusal why a payment cannot be booked on its day.
func (t *turn) payable(p payment) error {
	a := t.file().Agreement
	began := a.AgreedOn
	if first := a.Instalments[0].Due; first.Before(began) {
		began = first
	}
	switch {
	case p.on.After(t.today):
		return &refusal{key: "day.future"}
	case p.on.Before(began):
		return &refusal{"keeping.before", locale.Args{"Day": t.print.Day(p.on, t.today), "Began": t.print.Day(began, t.today)}}
	}
	return nil
}

// book records a payment that was meant for instalment n and says what it comes to.
func (t *turn) book(n int, p payment) (Name, error) {
	a := t.file().Agreement
	if err := t.payable(p); err != nil {
		return stay, err
	}
	if left := a.Left(); p.amount > left {
		t.session().Payment = &casefile.Payment{On: p.on, Amount: left, Over: p.amount - left}
		return keepingOver, nil
	}
	earliest, _ := a.Next()
	err := a.Post(casefile.Payment{On: p.on, Amount: p.amount, Noted: t.now.UTC()})
	var field *calc.FieldError
	if errors.As(err, &field) {
		return stay, &refusal{"keeping.toomuch", locale.Args{"Left": a.Left()}}
	}
	t.stand()
	t.closePath()
	if a.Left() == 0 {
		return keepingSettled, nil
	}
	t.notePaid(p)
	t.milestone(a, earliest)
	next := t.afterPayment(earliest, n)
	if p.on.Before(t.today.AddDays(-restWeek)) {
		return keepingHome, nil // it is told of long ago: what followed will be told too
	}
	return next, nil
}

func (t *turn) notePaid(p payment) {
	if p.on == t.today {
		t.noteOf("keeping.paid", locale.Args{"Amount": p.amount})
		return
	}
	t.noteOf("keeping.paid.on", locale.Args{"Amount": p.amount, "Day": t.print.Day(p.on, t.today)})
}

// afterPayment says which instalments a payment filled, and asks when the rest of a late one
// will follow.
func (t *turn) afterPayment(earliest, meant int) Name {
	a := t.file().Agreement
	next, _ := a.Next()
	left := a.LeftOn(next)
	part := left < a.Instalments[next].Amount
	switch {
	case earliest < meant:
		t.note("keeping.earliest", locale.Args{"Which": t.instalment(a, earliest)})
	case part && next > earliest:
		t.note("keeping.ahead", locale.Args{"Which": t.instalment(a, next), "Left": left})
	case part && a.Instalments[next].Due.After(t.today):
		t.note("keeping.partleft", locale.Args{"Which": t.instalment(a, next), "Left": left})
	}
	if part && !a.Instalments[next].Due.After(t.today) {
		return keepingRest
	}
	return keepingHome
}

// canUndo reports whether a payment was recorded today, so that a slip can be taken back.
func (t *turn) canUndo(a *casefile.Agreement) bool {
	n, ok := a.Newest()
	if !ok {
		return false
	}
	if a.Payments[n].Noted.IsZero() {
		return a.Payments[n].On == t.today
	}
	return casefile.DayOf(a.Payments[n].Noted) == t.today
}

// undo takes back the payment recorded last.
func (t *turn) undo() Name {
	n, _ := t.file().Agreement.Newest()
	return t.takePaymentBack(n)
}

func (t *turn) takePaymentBack(n int) Name {
	back := t.file().Agreement.TakeBack(n)
	t.stand()
	t.closePath()
	t.noteOf("keeping.undone", locale.Args{"Amount": back.Amount + back.Over, "Day": t.print.Day(back.On, t.today)})
	return keepingHome
}

// takesBack reports whether a message says that something was recorded by mistake.
func takesBack(text string) bool {
	said := plain(text)
	return strings.Contains(said, "撤销") || strings.Contains(said, "撤銷") || strings.Contains(said, "记错") || strings.Contains(said, "記錯") || said == "undo"
}

// held is the payment that is being asked about.
func (t *turn) held() casefile.Payment {
	if p := t.session().Payment; p != nil {
		return *p
	}
	return casefile.Payment{On: t.today, Amount: t.file().Agreement.Left()}
}

func askOver(t *turn) string {
	p := t.held()
	return t.whose(t.file()) + t.text("keeping.over", locale.Args{"Paid": p.Amount + p.Over, "Left": p.Amount, "Over": p.Over})
}

// pickOver books a payment of more than was left: what is on top is the lender's to give back.
func pickOver(t *turn, id string) (Name, error) {
	p := t.held()
	t.session().Payment = nil
	if id == "no" {
		return keepingHome, nil
	}
	return t.settleWith(p)
}

// settleWith books a payment after which nothing is left.
func (t *turn) settleWith(p casefile.Payment) (Name, error) {
	p.Noted = t.now.UTC()
	if err := t.payable(payment{on: p.On}); err != nil {
		return stay, err
	}
	if err := t.file().Agreement.Post(p); err != nil {
		return keepingHome, nil // what was left has changed since
	}
	t.stand()
	t.closePath()
	return t.home(), nil
}
