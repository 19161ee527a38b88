package claim

import (
	"regexp"
	"strings"
)

// never are phrases that are not said to anybody, whatever the language: results promised,
// records erased, the phone not answered, time waited out, prison threatened, new debt for old.
var never = []*regexp.Regexp{
	// a result, as sure
	regexp.MustCompile(`[保包][证證]?(成功|通[过過]|同意|[减減]免|[办辦]成|能|可以|[过過])|成功率|百分之百|100 ?%|[稳穩][过過]`),
	regexp.MustCompile(`(一定|肯定|[绝絕][对對])(能|可以|[会會])?(通[过過]|同意|成功|[减減]免|分期|停息)`),
	regexp.MustCompile(`(?i)\bguarantee[ds]? (a|the|that|you|result|success)|\b(I|we) promise|\b(certainly|definitely|for sure)\b|success rate`),
	// days of grace for the credit record
	regexp.MustCompile(`[\d几幾一二三两兩] ?[天日](之|以)?[内內].{0,8}(不上|不[会會]上|不影[响響])|不(会|會)?上[征徵]信`),
	regexp.MustCompile(`(?i)will not (show|be) on your credit|grace (period )?of \d+`),
	// a right to stop interest, the principal alone
	regexp.MustCompile(`停息(挂账|掛帳)?是(你|您)的[权權]利|有[权權](停息|分期|要求停息)|只[还還用須需要]{1,3}本金`),
	regexp.MustCompile(`(?i)your right to (stop|have) interest|\byour right\b|only the principal`),
	// erasing
	regexp.MustCompile(`(异议|異議|投[诉訴])(就|便|即)?(能|可以|可)(删|刪|消|抹|撤)|(能|可以|帮你|幫你)[删刪消洗抹].{0,4}([记記][录錄]|[征徵]信)|洗白|修[复復][征徵]信`),
	regexp.MustCompile(`(?i)(can|will|to) (erase|delete|remove) .{0,16}(record|entry)`),
	// silence and waiting
	regexp.MustCompile(`(别|別|不要|不用|[无無]需|不必|拒)(接|听|聽).{0,2}(电话|電話|催收)?|(拖|熬|躲)(够|夠|[过過]|[满滿]|了)? ?[3三] ?年|拖[过過]`),
	regexp.MustCompile(`(?i)(no need to|don't|do not|never|not) (answer|pick up) (the|any|their|calls)|wait (out )?(3|three) years`),
	// prison
	regexp.MustCompile(`坐牢|入[狱獄]|判刑|蹲[监監]`),
	regexp.MustCompile(`(?i)\b(jail|prison)\b`),
	// new debt for old
	regexp.MustCompile(`借新[还還][旧舊]|以[贷貸][养養][贷貸]|再借一(笔|筆)来[还還]`),
	regexp.MustCompile(`(?i)borrow to (re)?pay (it|them|this)|new loan to pay`),
	// fixed limits
	regexp.MustCompile(`(花[呗唄]|借[呗唄]).{0,12}([额額]度|最高|上限).{0,6}\d`),
	// crying out
	regexp.MustCompile(`[!！]`),
}

// denied are the sentences in which a phrase of never is denied or warned of; they are taken
// out before a text is searched. Each stands as it is written.
var denied = []string{
	"不保证对方同意", "不保證對方同意", "也不保证", "也不保證", // the welcome: no result is promised
	"没有统一的宽限天数", "沒有統一的寬限天數",
	"征信洗白", "徵信洗白", // what the five ministries warn of: S1
	"“征信修复绿色通道”", "「徵信修復綠色通道」", // R3: it is not true
	"不是你的法定权利", "不是你的法定權利", "it is not your legal right",
	"不一定同意",            // the plan is a proposal
	"会不会上征信", "會不會上徵信", // the question itself
	"说能删记录", "說能刪記錄", "说能停催、能删记录", "說能停催、能刪記錄", // what swindlers say
	"Nobody can delete a true entry",
	"Do not borrow to pay this one",
}

// Forbidden returns the phrases of a text that are never said.
func Forbidden(text string) []string {
	for _, d := range denied {
		text = strings.ReplaceAll(text, d, "")
	}
	var found []string
	for _, n := range never {
		if phrase := n.FindString(text); phrase != "" {
			found = append(found, phrase)
		}
	}
	return found
}
