package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"xieshang/calc"
)

// writePlanTable prints a suggestion as tables for people: the candidates, what doing nothing
// leads to, and, with several debts, how the capacity is shared and how long each order takes.
func writePlanTable(out io.Writer, s calc.Suggestion) error {
	var b strings.Builder
	fmt.Fprintf(&b, "每月结余 %s · 建议每月还款 %s · 上限 %s\n\n",
		s.Capacity.Surplus.Grouped(), s.Capacity.Recommended.Grouped(), s.Capacity.Maximum.Grouped())
	writeColumns(&b, candidateRows(s))
	b.WriteString("\n什么都不做\n")
	writeColumns(&b, doNothingRows(s.DoNothing))
	if len(s.Allocation) > 1 {
		b.WriteString("\n每月分配\n")
		writeColumns(&b, allocationRows(s.Allocation))
	}
	if len(s.Strategies) > 0 {
		b.WriteString("\n还款顺序\n")
		writeColumns(&b, strategyRows(s.Strategies))
	}
	_, err := io.WriteString(out, b.String())
	return err
}

var (
	kindNames = map[calc.Kind]string{
		calc.KindInstalments: "等额分期", calc.KindEqualPrincipal: "等额本金", calc.KindStepUp: "先低后高",
		calc.KindDeferral: "延期", calc.KindLumpSum: "一次结清",
	}
	levelNames = map[calc.Level]string{
		calc.LevelRecommended: "可以", calc.LevelMaximum: "勉强", calc.LevelNo: "还不起",
	}
	strategyNames = map[calc.StrategyName]string{
		calc.StrategyProRata: "按比例", calc.StrategyAvalanche: "先还利率高的", calc.StrategySnowball: "先还金额小的",
	}
)

func candidateRows(s calc.Suggestion) [][]string {
	rows := [][]string{{"", "方案", "月数", "首期", "末期", "合计", "减免", "利息", "年化%", "承受", "首次还款", "最后还款"}}
	for k, c := range s.Candidates {
		mark := ""
		if k == s.Recommended {
			mark = "★"
		}
		rows = append(rows, []string{
			mark, kindNames[c.Kind], strconv.Itoa(c.Months), c.Payment.Grouped(), c.LastPayment.Grouped(), c.Total.Grouped(),
			c.Waived.Grouped(), c.Interest.Grouped(), c.APR.StringFixed(2), levelNames[c.Affordable],
			c.Schedule[0].Date.String(), c.Schedule[len(c.Schedule)-1].Date.String(),
		})
	}
	return rows
}

func doNothingRows(projections []calc.Projection) [][]string {
	rows := [][]string{{"", "", "月数", "增加罚息", "欠款合计"}}
	for _, p := range projections {
		rows = append(rows, []string{"", "", strconv.Itoa(p.Months), p.Penalty.Grouped(), p.Total.Grouped()})
	}
	return rows
}

func allocationRows(shares []calc.Share) [][]string {
	rows := [][]string{{"", "债务", "序号", "欠款", "每月"}}
	for _, share := range shares {
		rows = append(rows, []string{"", share.Product, strconv.Itoa(share.Debt + 1), share.Owed.Grouped(), share.Amount.Grouped()})
	}
	return rows
}

func strategyRows(strategies []calc.Strategy) [][]string {
	rows := [][]string{{"", "顺序", "月数", "利息", "少付"}}
	for _, s := range strategies {
		months, interest := strconv.Itoa(s.Months), s.Interest.Grouped()
		if s.Months == 0 {
			months, interest = "还不完", "—"
		}
		rows = append(rows, []string{"", strategyNames[s.Name], months, interest, s.Saved.Grouped()})
	}
	return rows
}

// writeColumns aligns rows in columns: the first two to the left, all others to the right.
func writeColumns(b *strings.Builder, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for k, cell := range row {
			widths[k] = max(widths[k], width(cell))
		}
	}
	for _, row := range rows {
		line := ""
		for k, cell := range row {
			padding := strings.Repeat(" ", widths[k]-width(cell))
			if k > 0 && widths[k] > 0 {
				line += "  "
			}
			if k < 2 {
				line += cell + padding
			} else {
				line += padding + cell
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

// width is the number of terminal columns of a text: Chinese takes two a character.
func width(text string) int {
	columns := 0
	for _, c := range text {
		if columns++; unicode.Is(unicode.Han, c) || c == '★' {
			columns++
		}
	}
	return columns
}
