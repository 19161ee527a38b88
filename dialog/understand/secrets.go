package understand

import (
	"slices"
	"sort"
	"strings"
)

// secretSpan is one secret in the folded text.
type secretSpan struct {
	kind       Secret
	start, end int
}

// Secrets finds personal identifiers and returns each kind once, with the text in which
// every one of them is blanked. The blanked text holds no amount or date that was not
// there before.
func Secrets(text string) (kinds []Secret, redacted string) {
	f := fold(text)
	spans := findSecrets(f.runes)
	if len(spans) == 0 {
		return nil, text
	}
	var b strings.Builder
	from := 0
	seen := map[Secret]bool{}
	for _, s := range spans {
		if !seen[s.kind] {
			seen[s.kind] = true
			kinds = append(kinds, s.kind)
		}
		b.WriteString(text[from:f.at[s.start]])
		b.WriteString("███")
		from = int(f.at[s.end])
	}
	b.WriteString(text[from:])
	return kinds, b.String()
}

// findSecrets returns the secrets of a folded text in order, without overlaps.
func findSecrets(rs []rune) []secretSpan {
	var spans []secretSpan
	for i := 0; i < len(rs); i++ {
		c := rs[i]
		var s secretSpan
		ok := false
		switch {
		case isDigit(c) && !isDigit(peek(rs, i-1)) || c == '+' && isDigit(peek(rs, i+1)):
			if s, ok = digitsSecret(rs, i); !ok {
				s, ok = addressAt(rs, i)
			}
		case c == '一' || c == '幺':
			s, ok = spokenMobile(rs, i)
		case c == '@':
			s, ok = mailAt(rs, i)
		}
		if !ok {
			s, ok = labelledSecret(rs, i)
		}
		if ok {
			spans = append(spans, s)
			i = s.end - 1
		}
	}
	sort.Slice(spans, func(i, j int) bool { return spans[i].start < spans[j].start })
	return dropOverlaps(spans)
}

func dropOverlaps(spans []secretSpan) []secretSpan {
	kept := spans[:0]
	for _, s := range spans {
		if len(kept) == 0 || s.start >= kept[len(kept)-1].end {
			kept = append(kept, s)
		}
	}
	return kept
}

// longDigits reads up to 24 digits with single blanks or dashes between groups.
func longDigits(rs []rune, i int) (digits []byte, end int) {
	end = i
	for len(digits) < 24 {
		switch c := peek(rs, i); {
		case isDigit(c):
			digits = append(digits, byte(c-'0'))
			end = i + 1
		case c == 'x' && len(digits) == 17 && !isLatin(peek(rs, i+1)):
			return append(digits, 10), i + 1
		case (c == ' ' || c == '-') && len(digits) > 0 && isDigit(peek(rs, i+1)) && isDigit(peek(rs, i-1)):
		default:
			return digits, end
		}
		i++
	}
	return digits, end
}

// solidDigits is longDigits without separators.
func solidDigits(rs []rune, i int) (digits []byte, end int) {
	for end = i; isDigit(peek(rs, end)) && len(digits) < 32; end++ {
		digits = append(digits, byte(rs[end]-'0'))
	}
	if len(digits) == 17 && peek(rs, end) == 'x' {
		return append(digits, 10), end + 1
	}
	return digits, end
}

func digitsSecret(rs []rune, i int) (secretSpan, bool) {
	if rs[i] == '+' {
		return mobileAt(rs, i, i+1)
	}
	for _, read := range []func([]rune, int) ([]byte, int){solidDigits, longDigits} {
		d, end := read(rs, i)
		switch {
		case len(d) == 18 && possibleIdentity(d) || len(d) == 15 && possibleOldIdentity(d):
			return secretSpan{IdentityNumber, i, end}, true
		case len(d) >= 16 && len(d) <= 19 && (luhn(d) || d[0] == 6 && d[1] == 2 && slices.Contains(rs[max(0, i-6):i], '卡')) && groupedLikeCard(rs, i, end):
			return secretSpan{BankCard, i, end}, true
		}
	}
	if end := skipDigits(rs, i); end-i >= 4 && end-i <= 8 && codeBehind(rs, end) {
		return secretSpan{OneTimeCode, i, end}, true
	}
	return mobileAt(rs, i, i)
}

// codeBehind reports 482913是你的验证码.
func codeBehind(rs []rune, i int) bool {
	for _, more := range "是为你您我的 " {
		if peek(rs, i) == more {
			i++
		}
	}
	label, _, ok := secretLabels().longest(rs, i)
	return ok && label == labelCode
}

// spokenMobile reads a mobile number told digit by digit: 一三八一二三四五六七八.
func spokenMobile(rs []rune, i int) (secretSpan, bool) {
	const digits = 11
	end := i
	for ; end-i <= digits; end++ {
		if _, ok := digitOf(peek(rs, end)); !ok {
			break
		}
	}
	second, _ := digitOf(peek(rs, i+1))
	_, before := digitOf(peek(rs, i-1))
	return secretSpan{Mobile, i, end}, end-i == digits && second >= 3 && !before && smallUnitOf(peek(rs, end)) == 0
}

// possibleIdentity reports a number of 18 places that is an identity number by its check digit, or
// one mistyped: with a province and a day of birth.
func possibleIdentity(d []byte) bool {
	return identityChecksum(d) || province(d) && d[6] <= 2 && (d[6] == 2 && d[7] == 0 || d[6] == 1 && d[7] == 9) && birthday(d[10:])
}

// possibleOldIdentity reports a number of 15 places with a province and a day of birth.
func possibleOldIdentity(d []byte) bool { return province(d) && birthday(d[8:]) }

// birthday reports a month and a day in the first four places.
func birthday(d []byte) bool {
	month, day := d[0]*10+d[1], d[2]*10+d[3]
	return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

// province reports the number of a province in the first two places.
func province(d []byte) bool {
	first, second := d[0], d[1]
	switch first {
	case 1, 5:
		return second <= 5 && (first == 5 || second >= 1)
	case 2:
		return second >= 1 && second <= 3
	case 3:
		return second >= 1 && second <= 7
	case 4, 6:
		return second >= 1 && second <= 6
	}
	return false
}

// groupedLikeCard accepts digits in one piece or in groups of four or more, as cards are printed.
func groupedLikeCard(rs []rune, i, end int) bool {
	group := 0
	for ; i < end; i++ {
		if isDigit(rs[i]) {
			group++
			continue
		}
		if group < 4 {
			return false
		}
		group = 0
	}
	return true
}

// mobileAt reads a Chinese mobile number, with +86 and separators or without.
func mobileAt(rs []rune, start, i int) (secretSpan, bool) {
	d, _ := longDigits(rs, i)
	skip := 0
	if len(d) >= 13 && d[0] == 8 && d[1] == 6 {
		skip = 2
	} else if rs[start] == '+' {
		return secretSpan{}, false
	}
	if len(d) < skip+11 || d[skip] != 1 || d[skip+1] < 3 {
		return secretSpan{}, false
	}
	end, seen := i, 0
	for ; seen < skip+11; end++ {
		if isDigit(rs[end]) {
			seen++
		}
	}
	if isDigit(peek(rs, end)) {
		return secretSpan{}, false
	}
	return secretSpan{Mobile, start, end}, true
}

// identityChecksum is ISO 7064 MOD 11-2 over the 18 places, with a possible birth date.
func identityChecksum(d []byte) bool {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		if d[i] > 9 {
			return false
		}
		sum += w * int(d[i])
	}
	return int(d[17]) == (12-sum%11)%11 && birthday(d[10:])
}

// luhn is the check digit of bank cards.
func luhn(d []byte) bool {
	sum := 0
	for i := range d {
		v := int(d[len(d)-1-i])
		if v > 9 {
			return false
		}
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}

// mailAt reads an e-mail address around the @ at i.
func mailAt(rs []rune, i int) (secretSpan, bool) {
	start, end := i, i+1
	for start > 0 && isMailRune(rs[start-1]) && i-start < 64 {
		start--
	}
	dot := false
	for end < len(rs) && isMailRune(rs[end]) && end-i < 64 {
		dot = dot || rs[end] == '.'
		end++
	}
	return secretSpan{EMail, start, end}, start < i && dot
}

func isMailRune(r rune) bool {
	return isLatin(r) || isDigit(r) || r == '.' || r == '_' || r == '-'
}

const (
	labelCode int32 = iota
	labelAccount
	labelIdentity
	labelCard
	labelPhone
)

// secretLabels announce a secret that its own form would not give away.
var secretLabels = tagged(map[int32]string{
	labelCode:     "验证码 校验码 动态码 短信码 动态密码 动态口令 支付密码 登录密码 登陆密码 取款密码 交易密码 密码 口令 verification_code password passcode otp",
	labelAccount:  "支付宝账号 支付宝账户 支付宝帐号 支付宝号 账号 帐号 账户名 用户名 微信号 qq号 qq 微信 wechat 账号名 登录名 支付宝登录账号 vx wx 加v",
	labelIdentity: "身份证号码 身份证号 身份证 证件号 id_card",
	labelCard:     "银行卡号 卡号 储蓄卡号 信用卡号",
	labelPhone:    "手机号码 手机号 电话号码 绑定手机 预留手机 座机",
})

// secretParts say which part of a number follows its label.
var secretParts = set(`后六位 后6位 后四位 后4位 最后四位 最后六位 末四位 前六位 前6位`)

// inGroups reports the blank in 90 21 33, between groups of at most three digits.
func inGroups(rs []rune, i int) bool {
	group := 0
	for isDigit(peek(rs, i+1+group)) {
		group++
	}
	return rs[i] == ' ' && isDigit(peek(rs, i-1)) && group >= 1 && group <= 3
}

// labelledSecret reads what stands behind a label such as 验证码 or 账号, past 是, : and blanks.
func labelledSecret(rs []rune, i int) (secretSpan, bool) {
	label, end, ok := secretLabels().longest(rs, i)
	if !ok {
		return secretSpan{}, false
	}
	j := end
	if _, part, ok := secretParts().longest(rs, skipSpaces(rs, j)); ok {
		j = part // 身份证后六位 082213
	}
	for c := peek(rs, j); c == ' ' || c == ':' || c == '是' || c == '为' || c == '=' || c == '就'; c = peek(rs, j) {
		j++
	}
	if hasAt(rs, j, "is ") {
		j += len("is ")
	}
	k, digits := j, 0
	for k < len(rs) && (isMailRune(rs[k]) || rs[k] == '@' || label == labelCode && inGroups(rs, k)) && (rs[k] != '.' || isLatin(peek(rs, k+1))) && k-j < 40 {
		if isDigit(rs[k]) {
			digits++
		}
		k++
	}
	n := k - j
	kind := Secret("")
	switch label {
	case labelCode:
		if digits >= 4 && n <= 20 || n >= 6 && n <= 20 && digits > 0 {
			kind = OneTimeCode
		}
	case labelAccount:
		if n >= 5 && (digits >= 5 || digits < n) && !moneyFollows(rs, k) {
			kind = AccountName
		}
	case labelIdentity:
		if digits >= 6 && !moneyFollows(rs, k) {
			kind = IdentityNumber
		}
	case labelCard:
		if digits >= 8 {
			kind = BankCard
		}
	case labelPhone:
		if digits >= 7 {
			kind = Mobile
		}
	}
	return secretSpan{kind, j, k}, kind != ""
}

// moneyFollows reports that digits behind a label are an amount after all: 账户5000元.
func moneyFollows(rs []rune, i int) bool {
	c := peek(rs, i)
	return c == '元' || c == '块' || c == '万' || c == '千' || c == '.'
}
