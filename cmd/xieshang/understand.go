package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

// understandCommand answers one JSON per line with what the bot understood of it.
type understandCommand struct {
	Today calc.Date `kong:"-"` // the day of speaking of lines without ref; zero means today in Asia/Shanghai
}

// maxLine is the longest line read.
const maxLine = 1 << 20

// understandRequest is one line in.
type understandRequest struct {
	ID    json.RawMessage `json:"id"`
	Field string          `json:"field"`
	Text  string          `json:"text"`
	Ask   string          `json:"ask"`
	Ref   string          `json:"ref"`
}

// understandReply is one line out.
type understandReply struct {
	ID      json.RawMessage     `json:"id"`
	Value   string              `json:"value,omitempty"`
	Low     string              `json:"low,omitempty"`
	High    string              `json:"high,omitempty"`
	Unknown bool                `json:"unknown,omitempty"`
	Slots   *slotsJSON          `json:"slots,omitempty"`
	Safety  *[]understand.Alarm `json:"safety,omitempty"`
	Topic   string              `json:"topic,omitempty"`
	Close   []string            `json:"close,omitempty"`
	Error   string              `json:"error,omitempty"`
}

// slotsJSON is what an opener said.
type slotsJSON struct {
	Debts             []debtJSON        `json:"debts,omitempty"`
	MonthlyIncome     *calc.Money       `json:"monthly_income,omitempty"`
	MonthlyExpenses   *calc.Money       `json:"monthly_expenses,omitempty"`
	OtherDebtMonthly  *calc.Money       `json:"other_debt_monthly,omitempty"`
	AffordableMonthly *calc.Money       `json:"affordable_monthly,omitempty"`
	LumpSum           *calc.Money       `json:"lump_sum,omitempty"`
	Cause             understand.Cause  `json:"cause,omitempty"`
	Goals             []understand.Goal `json:"goals,omitempty"`
}

type debtJSON struct {
	Product     understand.Product `json:"product,omitempty"`
	Total       *calc.Money        `json:"total,omitempty"`
	Principal   *calc.Money        `json:"principal,omitempty"`
	OverdueDays *int               `json:"overdue_days,omitempty"`
	DueDate     string             `json:"due_date,omitempty"`
	RateDaily   string             `json:"rate_daily,omitempty"`
}

// run reads requests from in until it ends. A line that cannot be read is answered with an
// error, and the next one is read.
func (c *understandCommand) run(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 64<<10)
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for {
		line, tooLong, err := readLine(lines)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("reading requests: %w", err)
		}
		if len(line) > 0 {
			if err := enc.Encode(c.reply(line, tooLong)); err != nil {
				return fmt.Errorf("writing answers: %w", err)
			}
		}
		if err != nil {
			return w.Flush()
		}
		if lines.Buffered() == 0 {
			if err := w.Flush(); err != nil {
				return fmt.Errorf("writing answers: %w", err)
			}
		}
	}
}

// readLine returns the next line without its end. Of a line longer than maxLine it returns
// the beginning and true.
func readLine(r *bufio.Reader) (line []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) <= maxLine {
			line = append(line, part...)
		} else {
			tooLong = true
		}
		if err == nil || !errors.Is(err, bufio.ErrBufferFull) {
			return []byte(strings.TrimSpace(string(line))), tooLong, err
		}
	}
}

func (c *understandCommand) reply(line []byte, tooLong bool) understandReply {
	var req understandRequest
	if tooLong {
		return understandReply{Error: "the line is longer than 1 MiB"}
	}
	if err := json.Unmarshal(line, &req); err != nil {
		return understandReply{ID: req.ID, Error: "not a request: " + err.Error()}
	}
	today, err := c.day(req.Ref)
	if err != nil {
		return understandReply{ID: req.ID, Error: err.Error()}
	}
	reply := c.answer(req, today)
	reply.ID = req.ID
	return reply
}

// day returns the day of speaking.
func (c *understandCommand) day(ref string) (calc.Date, error) {
	switch {
	case len(ref) > len(time.DateOnly):
		return calc.ParseDate(ref[:len(time.DateOnly)])
	case ref != "":
		return calc.ParseDate(ref)
	case !c.Today.IsZero():
		return c.Today, nil
	}
	return calc.DateOf(time.Now().In(time.FixedZone("Asia/Shanghai", 8*60*60))), nil
}

// answer reads one field.
func (c *understandCommand) answer(req understandRequest, today calc.Date) understandReply {
	switch req.Field {
	case "opener":
		return opener(req.Text, today)
	case "question":
		return question(req.Text)
	case "amount":
		return reply(calc.Money.String)(understand.Amount(req.Text))
	case "income":
		return reply(calc.Money.String)(understand.Income(req.Text))
	case "date":
		return reply(calc.Date.String)(understand.Date(req.Text, askOf(req.Ask), today))
	case "days_overdue":
		o, err := understand.DaysOverdue(req.Text, today)
		return reply(strconv.Itoa)(o.Reading, err)
	case "daily_rate":
		return reply(plain)(understand.DailyRate(req.Text))
	case "percent":
		return reply(plain)(understand.Percent(req.Text))
	case "number":
		return reply(plain)(understand.Number(req.Text))
	case "term_months":
		return reply(strconv.Itoa)(understand.TermMonths(req.Text))
	case "yes_no":
		return reply(yesNo)(understand.YesNo(req.Text))
	case "product":
		return reply(func(p understand.Product) string { return string(p) })(understand.ReadProduct(req.Text))
	case "cause":
		return reply(func(c understand.Cause) string { return string(c) })(understand.ReadCause(req.Text))
	}
	return understandReply{Error: fmt.Sprintf("there is no field %.40q", req.Field)}
}

// askOf reads which day a question is about.
func askOf(ask string) understand.Ask {
	switch strings.ToLower(ask) {
	case "due", "past", "past_due", "due_date", "overdue":
		return understand.PastDue
	case "payday", "coming", "future", "pay_day", "next", "first_payment":
		return understand.Coming
	}
	return understand.AnyDay
}

func plain(d decimal.Decimal) string { return d.String() }

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// reply prints readings with show.
func reply[T any](show func(T) string) func(understand.Reading[T], error) understandReply {
	return func(r understand.Reading[T], err error) understandReply {
		switch {
		case err != nil:
			return understandReply{Error: problem(err)}
		case r.Kind == understand.Unknown:
			return understandReply{Unknown: true}
		case r.Kind == understand.Range:
			return understandReply{Low: show(r.Low), High: show(r.High)}
		}
		return understandReply{Value: show(r.Value)}
	}
}

// problem is one short line for a person.
func problem(err error) string {
	var doubt *understand.Doubt
	if errors.As(err, &doubt) {
		return "could be " + strings.Join(doubt.Readings, " or ")
	}
	return err.Error()
}

func question(text string) understandReply {
	t := understand.Topic(text)
	reply := understandReply{Topic: string(t.Best)}
	if t.Best == "" {
		reply.Topic = "other"
	}
	for _, name := range t.Close {
		reply.Close = append(reply.Close, string(name))
	}
	return reply
}

func opener(text string, today calc.Date) understandReply {
	s := understand.Opener(text, today)
	safety := understand.Safety(text)
	if safety == nil {
		safety = []understand.Alarm{}
	}
	slots := slotsJSON{
		MonthlyIncome: exact(s.MonthlyIncome), MonthlyExpenses: exact(s.MonthlyExpenses), OtherDebtMonthly: exact(s.OtherDebtMonthly),
		AffordableMonthly: exact(s.AffordableMonthly), LumpSum: exact(s.LumpSum), Cause: s.Cause, Goals: s.Goals,
	}
	for _, d := range s.Debts {
		j := debtJSON{
			Product: d.Product, Total: exact(d.Total), Principal: exact(d.Principal), OverdueDays: exact(d.OverdueDays), DueDate: d.DueDate.String(),
		}
		if d.RateDaily != nil {
			j.RateDaily = d.RateDaily.String()
		}
		slots.Debts = append(slots.Debts, j)
	}
	if sum := exact(s.Together); sum != nil {
		slots.Debts = withTogether(slots.Debts, sum)
	}
	return understandReply{Slots: &slots, Safety: &safety}
}

// withTogether tells what several lenders are owed together as one debt, 六家网贷一共8万, unless each of them has its sum:
// 信用卡2张共4万4，一张2万4一张2万.
func withTogether(debts []debtJSON, sum *calc.Money) []debtJSON {
	rest := *sum
	for _, d := range debts {
		if d.Total != nil {
			rest -= *d.Total
		}
	}
	if rest <= 0 {
		return debts
	}
	for i := range debts {
		if debts[i].Product == understand.OtherProduct && debts[i].Total == nil {
			debts[i].Total = sum
			return debts
		}
	}
	return append(debts, debtJSON{Product: understand.OtherProduct, Total: sum})
}

// exact returns the value of a reading that has one; the contract has no ranges in slots.
func exact[T any](r *understand.Reading[T]) *T {
	if r == nil || r.Kind != understand.Exact {
		return nil
	}
	return &r.Value
}
