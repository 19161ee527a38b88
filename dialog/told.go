package dialog

import (
	"slices"
	"strings"
	"unicode/utf8"

	"xieshang/dialog/casefile"
	"xieshang/dialog/locale"
	"xieshang/dialog/phrase"
	"xieshang/dialog/understand"
)

// What people tell of collectors and of a court in a sentence of their own is kept by day, count
// and kind, so that nothing of it is asked again.

// breachSaid are the words for what collectors must not do; calls at night and too many of them
// are read from the figures as well.
var breachSaid = map[casefile.Breach]*phrase.Pattern{
	casefile.NightCalls:   phrase.MustCompile(`半夜|深夜|凌晨|大晚上|三更|夜里|夜裡`),
	casefile.ManyCalls:    phrase.MustCompile(`打个不停|打個不停|打爆|轰炸|轟炸|不停地?打|一直打|十几个|十幾個|几十个|幾十個`),
	casefile.OthersCalled: phrase.MustCompile(`(打给|打給|打到|打我|联系|聯繫|找|骚扰|騷擾|催)(了|过|過)?(我|的)*.{0,4}(老板|老闆|领导|領導|同事|同学|同學|公司|单位|單位|家人|家里|家裡|爸|妈|媽|父母|老婆|老公|亲戚|親戚|朋友|通讯录|通訊錄|联系人|聯繫人)|(老板|老闆|领导|領導|同事|同学|同學|家人|爸妈|爸媽|父母|老婆|老公|亲戚|親戚|朋友)(也|都)?(被催|被骚扰|被騷擾|接到电话|接到電話)|(给|給)我.{0,6}(老板|老闆|领导|領導|同事|同学|同學|公司|家人|爸|妈|媽|父母|老婆|老公|亲戚|親戚|朋友).{0,3}打|爆通讯录|爆通訊錄|called my (boss|mother|father|parents|family|friends|company)`),
	casefile.Threats:      phrase.MustCompile(`威胁|威脅|恐吓|恐嚇|骂我|罵我|辱骂|辱罵|侮辱`),
	casefile.Posing:       phrase.MustCompile(`(冒充|假冒|自称|自稱|[说說](自己|他|他们|他們)?是|装成|裝成).{0,4}(法院|公安|警察|派出所|检察|檢察|法官|司法局)`),
	casefile.Disclosed:    phrase.MustCompile(`(告诉|告訴|跟|和|给|給).{0,8}(说|說|讲|講)?我(欠钱|欠錢|欠债|欠債|逾期)|群发|群發|曝光`),
	casefile.PushedToLend: phrase.MustCompile(`(让|讓|逼|叫|要)我.{0,6}(借|贷|貸).{0,6}(还|還)`),
}

var (
	callCount = phrase.MustCompile(`(一天|每天|天天|今天|昨天|前天|打|电话|電話)[^，,。；;\d]{0,6}?(\d{1,3}|[一两二三四五六七八九十]{1,3})\s*多?\s*(个|個|次|通|遍)`)
	clockSaid = phrase.MustCompile(`((?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜里|半夜|早|晚)?\s*(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:点|點|:|：))\s*\d{0,2}`)
	daySaid   = []*phrase.Pattern{phrase.MustCompile(`今天|今早|今晚|今日|刚才|剛才|刚刚|剛剛|刚又|刚打|just now|today`), phrase.MustCompile(`昨天|昨晚|昨日|昨夜|yesterday`), phrase.MustCompile(`前天|前晚`)}
)

// harassSaid reads what a message tells of collectors. On is zero if no day is named; false
// reports that it tells nothing of them.
func (t *turn) harassSaid(text string) (casefile.Incident, bool) {
	var told casefile.Incident
	for _, m := range callCount.FindAllStringSubmatch(text, -1) {
		if n, ok := understand.Count(m[2]); ok && n <= casefile.MaxCalls {
			told.Calls = max(told.Calls, n)
		} else if n, ok := understand.Count(string([]rune(m[2])[:1])); ok && n > usualCalls {
			told.Breaches = append(told.Breaches, casefile.ManyCalls) // 四五个
		}
	}
	for _, b := range casefile.Breaches {
		said := breachSaid[b].MatchString(text) || b == casefile.NightCalls && called.MatchString(text) && calledAtNight(text) || b == casefile.ManyCalls && told.Calls > usualCalls
		if said && !slices.Contains(told.Breaches, b) {
			told.Breaches = append(told.Breaches, b)
		}
	}
	any := told.Calls > 0 || len(told.Breaches) > 0
	if any && called.MatchString(text) {
		told.Add(casefile.Incident{Minutes: clocksIn(text)})
	}
	for ago, words := range daySaid {
		if any && words.MatchString(text) {
			told.On = t.today.AddDays(-ago)
		}
	}
	if any && told.On.IsZero() {
		if day, err := understand.Date(text, understand.PastDue, t.today); err == nil && day.Kind == understand.Exact && !day.Value.After(t.today) {
			told.On = day.Value
		}
	}
	return told, any
}

// called are words without which an hour is not one of a call: 先还一点 names none.
var called = phrase.MustCompile(`打|电|電|催|响|響|(?i:call|rang|phone)`)

// calledAtNight reports an hour between 22:00 and 8:00.
func calledAtNight(text string) bool {
	for _, m := range clockSaid.FindAllStringSubmatch(text, -1) {
		hours := understand.Hours(strings.NewReplacer(":", "点", "：", "点").Replace(m[1]))
		if slices.ContainsFunc(hours, func(h int) bool { return h >= 22 || h < 8 }) {
			return true
		}
	}
	return false
}

// keepHarassed keeps what was told of collectors: as the entry of a day if one was named, and
// otherwise until a day is.
func (t *turn) keepHarassed(told casefile.Incident) {
	collection := t.collection()
	collection.Calls = max(collection.Calls, told.Calls)
	if slices.Contains(told.Breaches, casefile.NightCalls) {
		collection.Night = new(true)
	}
	if slices.Contains(told.Breaches, casefile.OthersCalled) {
		collection.Others = new(true)
	}
	if slices.Contains(told.Breaches, casefile.Posing) {
		t.note("collection.verify", locale.Args{"Court": t.fact("H12368")})
	}
	if what := t.broken(t.print, told); what != "" {
		t.note("harass.told", locale.Args{"What": what})
	}
	if before := t.session().Told; before != nil {
		told.Add(*before)
	}
	t.session().Told = &told
	if !told.On.IsZero() {
		t.incidentOn(told.On)
	}
}

// harassNext is the question about an incident that has not been answered: its day, how often
// they called, what else they did.
func (t *turn) harassNext() Name {
	c := t.file()
	switch {
	case t.session().Told != nil || len(c.Incidents) == 0:
		return harassDay
	case t.noted().Calls == 0 && len(t.noted().Breaches) == 0:
		return harassCalls
	}
	return harassWhat
}

// hearHarassed takes a sentence about collectors where one is being noted.
func hearHarassed(t *turn, text string) (Name, bool) {
	told, ok := t.harassSaid(text)
	if !ok {
		return "", false
	}
	t.keepHarassed(told)
	return t.harassNext(), true
}

// keepCourt keeps which papers came, on which day, and when the hearing is, as far as a message
// says it; it reports whether it says anything.
func (t *turn) keepCourt(text string) bool {
	said := understand.ReadSummons(text, t.today)
	dated := !said.Served.IsZero() || !said.Hearing.IsZero()
	if said.Paper == "" && !dated {
		return false
	}
	court := t.court()
	if paper := casefile.CourtPaper(said.Paper); paper != "" && paper != court.Paper {
		*court = casefile.Court{Paper: paper}
	}
	if !said.Hearing.IsZero() {
		court.Hearing, court.HearingAt = said.Hearing, hearingTold(text)
	}
	if dated {
		t.summoned = true
		t.noteSummons(said)
	}
	if !said.Served.IsZero() {
		t.served(said.Served)
	}
	return true
}

// otherHours are what else has an hour in a message on court papers.
var otherHours = phrase.MustCompile(`收到|签收|簽收|送达|送達|拿到|[打来來接][了过過]?[电電][话話]|来电|來電|received|got|called`)

// hearingTold is the minute at which a hearing begins, where a message on court papers names
// one hour and does not name it for something else; 0 where that is not known.
func hearingTold(text string) int {
	hours := clockForm.FindAllStringIndex(text, -1)
	if len(hours) != 1 {
		return 0
	}
	after := []rune(text[hours[0][1]:])
	if otherHours.MatchString(string(after[:min(6, len(after))])) {
		return 0
	}
	minute, _ := hearingHour(text)
	return minute
}

// noteSummons shows back what was heard of court papers.
func (t *turn) noteSummons(said understand.Summons) {
	parts := []string{t.text("court.paper."+string(t.court().Paper), nil)}
	if !said.Served.IsZero() {
		parts = append(parts, t.text("court.told.served", locale.Args{"Day": t.print.Day(said.Served, t.today)}))
	}
	if !said.Hearing.IsZero() {
		day := t.hearingDay(t.court(), t.print.Day(said.Hearing, t.today))
		if t.court().HearingAt != 0 {
			day += " " // a figure and a word stand apart
		}
		parts = append(parts, strings.TrimSpace(t.text("court.told.hearing", locale.Args{"Day": day})))
	}
	t.note("intake.filled", locale.Args{"Summary": locale.HTML(strings.Join(parts, " · "))})
}

// courtTold goes on with court papers whose days were told in the middle of anything else, in
// the message that speaks of a court or after its card. They come before the figures: what is
// missing is asked for, and from what they lead to one goes on.
func (t *turn) courtTold(text string) bool {
	if !t.summoned && !slices.Contains(t.session().Warned, understand.Court) {
		return false // no court papers have been spoken of
	}
	slots := understand.Opener(text, t.today)
	if !t.summoned && !(t.afterSummons(text, slots) && t.keepCourt(text)) {
		return false
	}
	if t.session().Consent.IsZero() {
		t.askAgain() // what follows from the days has been said
		return true
	}
	if hasAmounts(slots) && t.fill(text, slots) {
		t.note("intake.filled", locale.Args{"Summary": locale.HTML(t.summary())})
	}
	t.enter(t.courtNext())
	return true
}

// afterSummons reports whether a message tells a day of the court papers that were spoken of
// before: 11月10号收到的 is one, 10号收到工资5000 is none.
func (t *turn) afterSummons(text string, slots understand.Slots) bool {
	said := understand.ReadSummons(text, t.today)
	if said.Served.IsZero() && said.Hearing.IsZero() {
		return false
	}
	return said.Paper != "" || !said.Hearing.IsZero() || slots.Empty()
}

// courtNext is the first question about court papers that has not been answered.
func (t *turn) courtNext() Name {
	court := t.file().Court
	switch {
	case court == nil:
		return courtPaper
	case court.Paper == casefile.Complaint && court.Served.IsZero():
		return courtServed
	case (court.Paper == casefile.Complaint || court.Paper == casefile.Mediation) && court.Hearing.IsZero():
		return courtHearing
	}
	return courtHome
}

// hearCourt takes a sentence that says which papers came.
func hearCourt(t *turn, text string) (Name, bool) {
	if asksSomething(text) || !t.keepCourt(text) {
		return "", false
	}
	t.warned(understand.Court)
	return t.courtNext(), true
}

// givenSaid is how people say that they paid an agent or handed something over, reportSaid that
// they want to go to the police.
var (
	givenSaid  = phrase.MustCompile(`(已经|已經|都|我)?.{0,4}(给|給|付|转|轉|交|打)(过去|過去)?(了|过|過).{0,8}(\d|[一二三四五六七八九十两几]\s*[千百万]|钱|錢|证|證|卡|密码|密碼|照片)|(身份证|身份證|证件|證件|银行卡|銀行卡|手机卡|電話卡|照片).{0,4}(也|都)?(拍|发|發|给|給|寄|交).{0,2}(了|过|過|他|她|它)|被(骗|騙)(了|走)|paid (him|her|them)|sent (him|her|them)`)
	reportSaid = phrase.MustCompile(`报警|報警|报案|報案|96110|police`)
)

// hearAgent takes that something was paid or handed to an agent.
func hearAgent(_ *turn, text string) (Name, bool) {
	if utf8.RuneCountInString(text) > 120 {
		return "", false
	}
	return adviceAgent, givenSaid.MatchString(text) && !asksSomething(text) || reportSaid.MatchString(text)
}

// hearUrgent takes a sentence that tells an urgent matter where such matters are asked for.
func hearUrgent(t *turn, text string) (Name, bool) {
	if slices.Contains(t.session().Warned, understand.ScamAgent) {
		if next, ok := hearAgent(t, text); ok {
			return next, true
		}
	}
	return "", false
}

// urgentTold is where what was told of an urgent matter leads, the gravest first; "" if nothing
// was.
func (t *turn) urgentTold(alarms []understand.Alarm) Name {
	told := func(a understand.Alarm) bool { return slices.Contains(alarms, a) }
	t.again = true // the card stands above
	switch {
	case told(understand.Violence):
		return safetyThreat
	case told(understand.Court):
		return t.courtNext()
	case t.file().Main().Dispute.Stops():
		t.again = false // its page says more than the card
		return t.nextQuestion()
	case told(understand.IdentityTheft):
		return safetyNotMine
	case told(understand.ScamAgent):
		return safetyAgent
	case told(understand.Harassment):
		return safetyThreat
	}
	t.again = false
	return ""
}

// keepUrgent keeps what a message tells of collectors and of a court.
func (t *turn) keepUrgent(text string) {
	if slices.Contains(t.alarms, understand.Court) {
		t.keepCourt(text)
	}
	if told, ok := t.harassSaid(text); ok && (slices.Contains(t.alarms, understand.Harassment) || slices.Contains(t.alarms, understand.Violence)) {
		t.keepHarassed(told)
		if !t.session().Consent.IsZero() {
			t.session().Next = "harass"
		}
	}
}
