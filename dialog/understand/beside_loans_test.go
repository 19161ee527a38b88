package understand_test

import (
	"fmt"
	"strings"
	"testing"

	"xieshang/calc"
	"xieshang/dialog/understand"
)

// toldLoan is a loan as it is named, with what is owed on it in yuan.
type toldLoan struct {
	name    string
	product understand.Product
	sum     string
	yuan    int64
}

var toldLoans = []toldLoan{
	{"花呗", understand.Huabei, "8600", 8600},
	{"借呗", understand.Jiebei, "1万2", 12_000},
	{"招行信用卡", understand.CreditCard, "三万二", 32_000},
	{"广发卡", understand.CreditCard, "两万", 20_000},
	{"微粒贷", understand.OtherProduct, "4.5万", 45_000},
	{"美团月付", understand.OtherProduct, "3000", 3000},
	{"度小满", understand.OtherProduct, "五千六", 5600},
}

// laterTold tell of two loans, {a} and {b}, how late they are: A days and B days, 0 for not said.
var laterTold = []struct {
	text string
	a, b int
}{
	{"{a}逾期20天{b}逾期两个月", 20, 60},
	{"{b}逾期了两个月，{a}逾期20天", 20, 60},
	{"{a}逾期20天{b}两个月", 20, 60},
	{"都逾期了，{a}20天{b}两个月", 20, 60},
	{"{a}晚了20天", 20, 0},
	{"{b}已经逾期两个月", 0, 60},
	{"都逾期20天", 20, 20},
	{"分别逾期20天、两个月", 20, 60},
	{"前者逾期20天，后者逾期两个月", 20, 60},
	{"{b}12月3号到期{a}逾期20天", 20, 0},
}

// TestLoansToldAgain names two loans with their sums, and then tells how late each of them is.
func TestLoansToldAgain(t *testing.T) {
	var count loanCount
	for _, a := range toldLoans {
		for _, b := range toldLoans {
			if a == b {
				continue
			}
			for _, later := range laterTold {
				for _, mark := range []string{"，", " ", "。", "，失业了，", "，每月工资六千，"} {
					text := a.name + a.sum + "，" + b.name + "欠" + b.sum + mark + strings.NewReplacer("{a}", a.name, "{b}", b.name).Replace(later.text)
					debts := understand.Opener(text, today).Debts
					if len(debts) != 2 {
						t.Errorf("%q: %d loans", text, len(debts))
						continue
					}
					count.check(t, text, debts[0], a, later.a)
					count.check(t, text, debts[1], b, later.b)
				}
			}
		}
	}
	count.gate(t)
}

// loanCount counts the sums and days that were told, and those that were read.
type loanCount struct{ told, read int }

// check compares what was read of a loan; a sum or days may be left out to be asked for.
func (c *loanCount) check(t *testing.T, text string, got understand.Debt, want toldLoan, days int) {
	t.Helper()
	if got.Product != want.product || got.Total != nil && got.Total.Value != calc.Yuan(want.yuan) || got.OverdueDays != nil && got.OverdueDays.Value != days {
		t.Errorf("%q: %s", text, fmt.Sprint(got.Product, got.Total, got.OverdueDays))
	}
	c.told += 1 + min(days, 1)
	if got.Total != nil {
		c.read++
	}
	if got.OverdueDays != nil {
		c.read++
	}
}

// gate fails a test in which too much was left out.
func (c *loanCount) gate(t *testing.T) {
	t.Helper()
	t.Logf("%d of %d sums and days are read", c.read, c.told)
	if c.read < c.told*98/100 {
		t.Errorf("only %d of %d sums and days are read", c.read, c.told)
	}
}

// besideLoans tell of a loan {p} that is none of this person's trouble; {s} is a sum.
const besideLoans = `{p}已经还清了 {p}上个月还清了 {p}早就结清了 {p}没欠 {p}没有逾期过 {p}我没用过 {p}的{s}上周已经还清
	{p}那{s}还完了 {p}一直按时还 {p}每个月都按时还 {p}{s}正常还着 {p}{s}没逾期一直在还 我老公的{p}{s}他自己在还 我老公欠{p}{s}
	我弟{p}欠了{s} 朋友欠{p}{s} {p}{s}是我老公的 {p}那个{s}是我妹的 以前{p}欠过{s},去年还清了 {p}借过{s}，早还完了 {p}额度{s}
	{p}给我{s}额度 {p}能借{s} {p}不借了 想用{p}还 打算从{p}借{s}来还 能不能借{p}来还 {p}我不敢借 {p}没批下来 {p}被拒了
	{p}催收没找我 {p}客服态度好 {p}的账单{s}已经还了 上期{p}{s}还了 没有{p} {p}还没开通 {p}都还上了 爸妈替我还了{p}{s}
	{p}的{s}爸妈帮我还了 {p}我爸帮我还清了 跟朋友借了{s}还了{p} 用年终奖把{p}还了 卖了车还清了{p}{s} {p}{s}上月底全部还掉了`

// TestLoansBeside tells of the loan that is owed and of one beside it that is not.
func TestLoansBeside(t *testing.T) {
	var count loanCount
	for _, own := range toldLoans {
		for i, beside := range toldLoans {
			if own == beside {
				continue
			}
			sum := toldLoans[(i+1)%len(toldLoans)].sum
			for said := range strings.FieldsSeq(besideLoans) {
				said = strings.NewReplacer("{p}", beside.name, "{s}", sum).Replace(said)
				mine := own.name + "欠" + own.sum + "，逾期三个月"
				for _, text := range []string{mine + "，" + said, said + "。" + mine, said + "，但是" + mine, mine + "；不过" + said} {
					debts := understand.Opener(text, today).Debts
					if len(debts) != 1 {
						t.Errorf("%q: %d loans", text, len(debts))
						continue
					}
					count.check(t, text, debts[0], own, 90)
				}
			}
		}
	}
	count.gate(t)
}
