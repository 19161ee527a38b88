package understand

import "strings"

// Words that point back at loans named before: 前者, 后者, 前两个, 后两张, 剩这俩.

// refer turns to the loans that the clause of token i points back at, unless it names one itself.
func (n *narrator) refer(i int) (pointed bool) {
	if len(n.debts) < 2 || n.heardHere(tagProduct) {
		return false
	}
	const reach = 12 // runes
	rs, at := n.message.rs, n.tokens[i].start
	for j := max(n.clauseStart(), at-reach); j < at; j++ {
		which, end, ok := pointingWords().longest(rs, j)
		if ok && !strings.ContainsRune("月星礼周年天期", peek(rs, end)) {
			return n.pointAt(which)
		}
	}
	return false
}

// pointAt makes the first or last debts those that are spoken of, where there are more of them than are pointed at.
func (n *narrator) pointAt(which int32) bool {
	var own []int
	for d := range n.debts {
		if !n.debts[d].theirs && !n.debts[d].cleared {
			own = append(own, d)
		}
	}
	count := int(which) % fromEnd
	if which >= thatMany {
		if len(own) != count {
			return false
		}
		n.group, n.groupOpen, n.inTurn = own, false, false // 花呗3千，白条5千，借呗还清了，剩这俩逾期10天
		return true
	}
	if len(own) <= count || (which == theFormer || which == theLatter) && len(own) != 2 {
		return false
	}
	if which >= fromEnd {
		own = own[len(own)-count:]
	} else {
		own = own[:count]
	}
	n.group, n.groupOpen, n.inTurn = own, false, false
	return true
}

// How many loans a word points at, counted from the first or, with fromEnd, from the last.
const (
	fromEnd   = 10
	thatMany  = 20 // all of them, if they are that many
	theFormer = 1
	theLatter = fromEnd + 1
)

var pointingWords = tagged(map[int32]string{
	theFormer:    `前者 前一个 前一张 前一笔 前面那个 前面那笔 前面那张`,
	2:            `前两个 前两张 前两笔 前两家 前俩 前面两个 前面两张 前面两笔 前2个 前2张 前2笔`,
	3:            `前三个 前三张 前三笔 前三家 前面三个 前3个`,
	theLatter:    `后者 后一个 后一张 后一笔 后面那个 后面那笔 后面那张`,
	fromEnd + 2:  `后两个 后两张 后两笔 后两家 后俩 后面两个 后面两张 后面两笔 后2个 后2张 后2笔`,
	thatMany + 2: `这俩 这两个 这两笔 这两张 这两家 剩下两个 剩下两笔 剩下俩 剩两个 剩俩`,
	thatMany + 3: `这仨 这三个 这三笔 这三张 这三家 剩下三个 剩下三笔 剩下仨 剩三个 剩仨`,
})
