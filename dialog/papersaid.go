package dialog

import (
	"strings"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// People say which papers they have in a sentence as well: 我有诊断证明了，流水打好了，没有费用单.

// paperWords are what the papers are called, the more particular before those that hold their words.
var paperWords = []struct {
	kind  casefile.MaterialKind
	words *phrase.Pattern
}{
	{"business_statements", phrase.MustCompile(`(经营|經營|收款码|收款碼|对公|對公).{0,2}流水`)},
	{"wage_slips", phrase.MustCompile(`(工资|工資|薪水).{0,2}(条|條|单|單|流水|卡流水)|wage ?slips?|pay ?slips?`)},
	{"bank_statements", phrase.MustCompile(`流水|交易明细|交易明細|statements?`)},
	{"bill_screenshot", phrase.MustCompile(`账单|賬單|帳單|截图|截圖|bill`)},
	{"budget_sheet", phrase.MustCompile(`收支表|收支|budget`)},
	{"leaving_certificate", phrase.MustCompile(`离职|離職|解除.{0,4}(合同|证明|證明|通知)|leaving`)},
	{"unemployment_benefit", phrase.MustCompile(`失业金|失業金|unemployment`)},
	{"insurance_stop", phrase.MustCompile(`社保|insurance`)},
	{"employer_notice", phrase.MustCompile(`(单位|單位|公司|降薪|停工).{0,4}通知|notice`)},
	{"diagnosis", phrase.MustCompile(`诊断|診斷|出院|病历|病歷|diagnosis`)},
	{"medical_bills", phrase.MustCompile(`费用单|費用單|缴费单|繳費單|医疗费|醫療費|医药费|醫藥費|收费票据|收據|收据|medical bill`)},
	{"family_event_proof", phrase.MustCompile(`死亡证明|死亡證明|离婚证|離婚證|受灾|受災|变故|變故`)},
	{"closure_proof", phrase.MustCompile(`停业|停業|注销|註銷|退租|closure`)},
	{"written_explanation", phrase.MustCompile(`说明|說明|explanation|letter`)},
	{casefile.IdentityPapers, phrase.MustCompile(`身份证|身份證|身分證|证件|證件|\bid\b`)},
	{casefile.AgreementPaper, phrase.MustCompile(`协议|協議|agreement`)},
}

var (
	lacksPaper = phrase.MustCompile(`没|沒|还缺|還缺|缺|不给|不給|开不|開不|拿不|打不|don't have|no |missing|lack`)
	hasPaper   = phrase.MustCompile(`有|好了|齐了|齊了|拿到|拿了|打了|开了|開了|截了|准备了|準備了|弄了|写了|寫了|办了|辦了|have|got|ready|done`)
)

var (
	paperAsked = phrase.MustCompile(`怎么|怎麼|咋|哪里|哪裡|哪儿|哪兒|在哪|去哪|要不要|用不用|行吗|行嗎|行不行|可以吗|可以嗎|算吗|算嗎|[吗嗎?？]$|how|where`)
	allReady   = phrase.MustCompile(`^(材料)?(都|全|全都|全部)(有|齐|齊|准备好|準備好|准备|準備|弄好|好)(了|啦|齐了|齊了)?$|^(everythingisready|ihavethemall|allready)$`)
	noneReady  = phrase.MustCompile(`^(我)?(都|全都|什么都|什麼都|啥都|一样都|一樣都)(没有|沒有|没|沒|还没|還沒)(准备|準備|弄)?$|^(nothing|noneofthem)$`)
	fakeAsked  = phrase.MustCompile(`(?i)(假|伪造|偽造|p图|p圖|ps).{0,6}(行|可以|能|吗|嗎|[?？]$)|(p|做|弄|开|開)(一)?(个|個|份|张|張)?假|自己(p|做|造)(一)?(个|個|份|张|張)?`)
)

// hearMaterials opens the paper that is asked about, takes 都有了, and answers who thinks of false
// papers.
func hearMaterials(t *turn, text string) (Name, bool) {
	said := plain(text)
	kind, named := t.paperNamed(strings.ToLower(text))
	switch {
	case fakeAsked.MatchString(text):
		t.showCard(understand.Forgery)
	case named && paperAsked.MatchString(text):
		t.session().Material = kind
		return materialsItem, true
	case allReady.MatchString(said):
		var have []string
		for _, m := range t.file().Checklist() {
			if m.Status == casefile.Need {
				t.file().SetMaterial(m.Kind, casefile.Have)
				have = append(have, t.text("material."+string(m.Kind), nil))
			}
		}
		t.note("materials.said.have", locale.Args{"Papers": strings.Join(have, " · ")})
	case noneReady.MatchString(said):
		t.note("materials.said.none", nil)
	default:
		return "", false
	}
	return stay, true
}

// readMaterials ticks the papers that a sentence says are at hand, and unticks those it says are
// missing.
func readMaterials(t *turn, text string) (Name, error) {
	var have, lack []string
	for _, part := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return strings.ContainsRune("，,。；;、但", r) }) {
		kind, ok := t.paperNamed(part)
		switch {
		case !ok:
		case lacksPaper.MatchString(part):
			t.file().SetMaterial(kind, casefile.Need)
			lack = append(lack, t.text("material."+string(kind), nil))
		case hasPaper.MatchString(part):
			t.file().SetMaterial(kind, casefile.Have)
			have = append(have, t.text("material."+string(kind), nil))
		}
	}
	if have == nil && lack == nil {
		return stay, &refusal{key: enginePuzzled}
	}
	if have != nil {
		t.note("materials.said.have", locale.Args{"Papers": strings.Join(have, " · ")})
	}
	if lack != nil {
		t.note("materials.said.need", locale.Args{"Papers": strings.Join(lack, " · ")})
	}
	return stay, nil
}

// substitutes are papers that people have in place of the one that is asked for, with what they stand
// for.
var substitutes = []struct {
	kind  casefile.MaterialKind
	words *phrase.Pattern
}{
	{"diagnosis", phrase.MustCompile(`挂号|掛號|处方|處方|药单|藥單|开药|開藥|检查单|檢查單|检查报告|檢查報告|化验|化驗|病历|病歷|片子|拍片|门诊|門診|(?i:\bct\b|x光|b超)`)},
	{"medical_bills", phrase.MustCompile(`发票|發票|收据|收據|缴费记录|繳費記錄|付款记录|付款記錄`)},
	{"bank_statements", phrase.MustCompile(`(微信|支付宝|支付寶).{0,4}(账单|帳單|记录|記錄|收款|转账|轉帳|流水|截图|截圖)|收款记录|收款記錄|转账记录|轉帳記錄`)},
	{"employer_notice", phrase.MustCompile(`聊天记录|聊天記錄|群通知|群公告|群里|群裡|公告|微信通知|短信通知`)},
	{"written_explanation", phrase.MustCompile(`手写|手寫|自己写|自己寫`)},
}

// insteadAsked are the words of somebody who asks whether a paper will do.
var insteadAsked = phrase.MustCompile(`行不行|行吗|行嗎|可以吗|可以嗎|可不可以|能用吗|能用嗎|能不能用|能不能当|能不能當|算不算|算吗|算嗎|够不够|夠不夠|够吗|夠嗎|代替|顶替|頂替|管用吗|管用嗎|有用吗|有用嗎`)

// forgedSaid are the words of somebody who would make such a paper.
var forgedSaid = phrase.MustCompile(`(?i)假|伪|偽|\bps?\b|p图|p圖|p一|p个|做个|做個|做一|自己做|买|買|改|编|編|造`)

// substituteFor is the paper in whose place another one is asked about; "" where none is.
func substituteFor(text string) casefile.MaterialKind {
	if !insteadAsked.MatchString(text) || forgedSaid.MatchString(text) {
		return ""
	}
	for _, s := range substitutes {
		if s.words.MatchString(text) {
			return s.kind
		}
	}
	return ""
}

// substituteAsked answers whether a paper will do in place of another.
func (t *turn) substituteAsked(text string) bool {
	kind := substituteFor(text)
	if kind == "" || t.session().Consent.IsZero() || len(t.alarms) > 0 {
		return false
	}
	t.note("materials.instead", locale.Args{"How": locale.HTML(t.text("material.how."+string(kind), nil))})
	t.askAgain()
	return true
}

// paperNamed finds the paper of the list that a part of a sentence names.
func (t *turn) paperNamed(said string) (casefile.MaterialKind, bool) {
	for _, p := range paperWords {
		if !p.words.MatchString(said) {
			continue
		}
		for _, m := range t.file().Checklist() {
			if m.Kind == p.kind {
				return p.kind, true
			}
		}
	}
	return "", false
}
