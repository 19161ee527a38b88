package dialog

import (
	"fmt"
	"strconv"
	"strings"

	"xieshang/dialog/locale"
)

// paymentsShown is how many payments can be taken back from the list.
const paymentsShown = 8

func askList(t *turn) string {
	a := t.file().Agreement
	if len(a.Payments) == 0 {
		return t.text("keeping.list.empty", nil)
	}
	return t.whose(t.file()) + t.text("keeping.list", locale.Args{"Count": len(a.Payments), "Paid": a.Paid()})
}

func listChoices(t *turn) [][]choice {
	a := t.file().Agreement
	var rows [][]choice
	for i := max(0, len(a.Payments)-paymentsShown); i < len(a.Payments); i++ {
		p := a.Payments[i]
		label := t.text("keeping.list.back", locale.Args{"Day": t.print.Day(p.On, t.today), "Amount": p.Amount + p.Over})
		rows = append(rows, []choice{{id: fmt.Sprintf("%s%d", paymentChoice, i), label: label}})
	}
	return rows
}

// paymentChoice begins the answers p0, p1 …, which take a payment back.
const paymentChoice = "p"

func pickList(t *turn, id string) (Name, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(id, paymentChoice))
	if err != nil {
		return stay, nil
	}
	return t.takePaymentBack(n), nil
}
