package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/playbook"
	"xieshang/dialog/understand"
)

// A question of the person's own never closes the open one: it is answered, or asked back
// about, and the open question comes again.

// The states of the questions that are asked most.
const (
	faqTopics Name = "faq.topics" // the themes
	faqTheme  Name = "faq.theme"  // the questions of one of them
)

func faqFlow() []State {
	return []State{
		{
			Name: faqTopics,
			Ask:  line, Choices: faqChoices, Pick: pickFAQ,
			Leads: []Name{faqTheme, guideList, factsHome},
		},
		{Name: faqTheme, Ask: askTheme, Choices: themeChoices, Pick: pickQuestion},
	}
}

func faqChoices(t *turn) [][]choice {
	themes := pairs(t.engine.book.Themes(t.print.Language), func(theme playbook.Theme) choice {
		return choice{id: theme.ID, label: theme.Label}
	})
	return append(themes, t.row("guides", "facts"))
}

func pickFAQ(t *turn, id string) (Name, error) {
	switch id {
	case "guides":
		return guideList, nil
	case "facts":
		return factsHome, nil
	}
	t.session().Theme = id
	return faqTheme, nil
}

// theme is the group of questions that is looked at.
func (t *turn) theme() playbook.Theme {
	themes := t.engine.book.Themes(t.print.Language)
	i := slices.IndexFunc(themes, func(theme playbook.Theme) bool { return theme.ID == t.session().Theme })
	return themes[max(0, i)]
}

func askTheme(t *turn) string { return t.text("faq.theme", locale.Args{"Theme": t.theme().Label}) }

func themeChoices(t *turn) [][]choice {
	return pairs(t.theme().Topics, func(topic string) choice {
		return choice{id: topic, label: t.engine.book.TopicLabel(topic, t.print.Language)}
	})
}

func pickQuestion(t *turn, id string) (Name, error) {
	t.explain(id)
	return stay, nil
}

// noQuestion blanks out words that only look like those of a question.
var noQuestion = strings.NewReplacer("没什么", "", "沒什麼", "", "不怎么", "", "不怎麼", "", "没怎么", "", "沒怎麼", "", "什么都", "", "什麼都", "", "这么", "", "這麼", "", "那么", "", "那麼", "")

// asksSomething reports whether a message is put as a question.
func asksSomething(text string) bool {
	text = noQuestion.Replace(strings.ToLower(text))
	marks := []string{"?", "？", "吗", "嗎", "么", "麼", "怎", "会不会", "會不會", "能不能", "可不可以", "多久", "如何", "what", "how ", "can i", "will "}
	return slices.ContainsFunc(marks, func(mark string) bool { return strings.Contains(text, mark) })
}

var (
	// limitationSaid are the words of somebody who wonders whether an old debt still holds.
	limitationSaid = phrase.MustCompile(`([三四五六七八十两兩几幾3-9]|1[0-9]) ?年.{0,12}(不用还|不用還|不还了|不還了|不还也|不還也|失效|作废|作廢|没事|沒事|过期|過期|还要还|還要還|还用还|還用還|还能要|還能要|还能告|還能告|还能起诉|還能起訴)|诉讼时效|訴訟時效|(过|過)了?时效|(过|過)了?時效|statute of limitation|time.?barred`)
	// deletionOffered are those of somebody who is offered a clean record for money, or would pay
	// someone to negotiate.
	deletionOffered = phrase.MustCompile(`([0-9一二两兩三五八百千]+(块|塊|元|块钱|塊錢)?).{0,8}(帮|幫|能|给|給|可以|替).{0,6}(删|刪|消掉|洗白|抹掉)|(帮|幫|能|替).{0,6}(删|刪|洗白|抹掉).{0,10}(征信|徵信|记录|記錄|逾期).{0,10}[0-9]+(块|塊|元)|(有没有|有沒有|找|请|請|能不能|可以|想)(个|個|一个|一個)?(人|中介|机构|機構|公司|法务|法務).{0,4}(帮|幫|替|代).{0,4}(谈|談|协商|協商|办|辦|处理|處理|还|還)|(出钱|出錢|花钱|花錢|付费|付費)(请|請|找|让|讓)?人?(帮|幫|替|代)(我)?(谈|談|协商|協商|办|辦|处理|處理)`)
)

func asksLimitation(text string) bool { return limitationSaid.MatchString(strings.ToLower(text)) }

// limitationAsked answers whether an old debt still holds, and puts the open question again.
func (t *turn) limitationAsked(text string) bool {
	if !asksLimitation(text) {
		return false
	}
	t.say(askSilence(t))
	t.askAgain()
	return true
}

// explained answers a question of the person's own and puts the open question again. A
// close call is asked back about. It reports whether the message was such a question.
func (t *turn) explained(text string) bool {
	if slots := understand.Opener(text, t.today); t.carded && (hasAmounts(slots) || countSlots(slots) > 1) {
		return false // the story is to be read
	}
	if t.carded {
		t.askAgain() // the card has said it
		return true
	}
	reading := understand.Topic(text)
	if reading.Best == "" && t.session().State == welcomeInfo && hasAmounts(understand.Opener(text, t.today)) {
		return false // the figures are to be worked out, if they may be kept
	}
	switch {
	case deletionOffered.MatchString(text):
		t.explain(string(understand.ScamAgent))
	case reading.Best != "":
		t.explain(string(reading.Best))
	case len(reading.Close) > 0:
		for _, topic := range reading.Close {
			t.session().Topics = append(t.session().Topics, string(topic))
		}
	default:
		return false
	}
	t.askAgain()
	return true
}

// payTopics are those whose answers advise to pay something; of a debt of which nothing may be admitted
// that has to be taken back.
var payTopics = []string{"partial_payment", "negotiation_refused", "can_instalment", "min_payment", "cannot_repay", "early_settlement"}

// explain says the answer on a topic.
func (t *turn) explain(topic string) {
	if answer, ok := t.engine.book.Answer(topic, t.print.Language, t.today); ok {
		t.say(answer.Text)
		if slices.Contains(payTopics, topic) && t.person.Current() != nil && t.stance() != willing {
			t.note("dispute.pay", locale.Args{"Why": locale.HTML(t.guardedWhy())})
		}
		if !t.session().Consent.IsZero() && !t.open().Fleeting {
			t.session().Next = answer.Next
		}
	}
}

// topicStart begins the answers t0, t1 … to which of several topics was meant.
const topicStart = "-t"

func (t *turn) whichTopic(topics []string) (string, [][]choice) {
	var rows [][]choice
	for i, topic := range topics {
		rows = append(rows, []choice{{id: fmt.Sprintf("%s%d", topicStart, i), label: t.engine.book.TopicLabel(topic, t.print.Language)}})
	}
	none := choice{id: againChoice, label: t.text("faq.which.none", nil)}
	return t.text("faq.which", nil), append(rows, []choice{none})
}

// chooseTopic answers the topic that was meant and puts the open question again.
func (t *turn) chooseTopic(id string) {
	topics := t.session().Topics
	n, err := strconv.Atoi(strings.TrimPrefix(id, topicStart))
	if err != nil || n < 0 || n >= len(topics) {
		t.stale()
		return
	}
	t.session().Topics = nil
	t.explain(topics[n])
	t.askAgain()
}

// phoneWanted are the words of somebody who looks for the lender's number.
var phoneWanted = phrase.MustCompile(`(?i)(客服|官方|人工|银行|銀行|平台).{0,6}(电话|電話|热线|熱線|号码|號碼).{0,4}(多少|是什么|是什麼|是啥|几号|幾號|哪个|哪個)|(打|联系|聯繫)(哪个|哪個|什么|什麼|啥|多少)(号|號|电话|電話)|\b(phone|number|hotline) (of|for) (customer|their|the (bank|lender))|customer service (number|phone)`)

// phoneAsked says where the number of a lender's own service is to be found, and what it is where it is known.
func (t *turn) phoneAsked(text string) bool {
	if !phoneWanted.MatchString(text) || utf8.RuneCountInString(text) > shortWords || hasAmounts(understand.Opener(text, t.today)) {
		return false
	}
	key := "engine.phone.other"
	product := t.productMeant(text)
	switch product {
	case casefile.Huabei, casefile.Jiebei, casefile.Wangshangdai:
		key = "engine.phone.alipay"
	case casefile.CreditCard:
		key = "engine.phone.card"
	}
	t.note(key, locale.Args{"Alipay": t.fact("H95188")})
	t.askAgain()
	return true
}

// productMeant is the product that a message names, or the one that is negotiated.
func (t *turn) productMeant(text string) casefile.Product {
	if named, err := understand.ReadProduct(text); err == nil && named.Kind == understand.Exact {
		return casefile.Product(named.Value)
	}
	if c := t.person.Current(); c != nil {
		return c.Main().Product
	}
	return ""
}
