package playbook

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cue is a set of words that, all found in a sentence, tell that an objection was made.
type cue struct {
	words  []string
	weight int // the more characters, the surer
}

func newCue(line string) cue {
	words := strings.Fields(line)
	return cue{words, utf8.RuneCountInString(strings.Join(words, ""))}
}

func (c cue) in(text string) bool {
	return !slices.ContainsFunc(c.words, func(word string) bool { return !strings.Contains(text, word) })
}

// MatchObjection finds the objection in a lender's own words, such as
// "他说必须今天还一半才能分期". The objection with the longest cue wins, and among equals the
// first of the file; without any cue there is no match.
func (b *Book) MatchObjection(text string) (id string, ok bool) {
	text = b.fold(text)
	best := 0
	for _, o := range b.objections {
		for _, c := range o.cues {
			if c.weight > best && c.in(text) {
				id, best = o.id, c.weight
			}
		}
	}
	return id, best > 0
}

// traditional pairs each traditional character with the simplified one that stands for it
// in the cues of objections.toml.
const traditional = `
業业 個个 箇个 麼么 書书 瞭了 親亲 僅仅 優优 會会 傳传 偵侦 脩修 藉借 債债 內内 凍冻 淩凌 減减 湊凑 齣出 刪删 別别 彆别 製制 辦办 務务 協协 單单 祇只
隻只 檯台 臺台 颱台 號号 閤合 衕同 後后 嚮向 曏向 賙周 週周 迴回 睏困 座坐 處处 復复 複复 覆复 夠够 媽妈 學学 傢家 對对 導导 師师 幫帮 應应 開开 強强
彔录 錄录 徵征 噁恶 惡恶 慼戚 鏚戚 戶户 纔才 託托 釦扣 執执 掃扫 擾扰 報报 拏拿 換换 數数 斷断 無无 時时 機机 權权 條条 來来 闆板 匯汇 彙汇 滙汇 沒没
點点 現现 電电 蓋盖 碼码 確确 俬私 筆笔 簽签 籤签 係系 繫系 緊紧 約约 組组 經经 結结 給给 統统 續续 維维 緝缉 網网 罰罚 聯联 補补 認认 讓让 議议 訊讯
記记 講讲 訟讼 証证 證证 詐诈 訴诉 診诊 誠诚 話话 說说 諾诺 調调 談谈 賬账 貧贫 貸贷 費费 資资 賴赖 轉转 輪轮 軟软 轟轰 邊边 過过 還还 這这 進进 違违
哩里 裏里 裡里 錢钱 銀银 錯错 長长 問问 間间 麪面 麵面 須须 鬚须 領领 額额 馬马 駁驳 騙骗 騷骚 齊齐
`

// newSpelling returns what turns traditional into simplified characters.
func newSpelling() *strings.Replacer {
	var oldnew []string
	for _, pair := range strings.Fields(traditional) {
		chars := []rune(pair)
		oldnew = append(oldnew, string(chars[0]), string(chars[1]))
	}
	return strings.NewReplacer(oldnew...)
}

// fold brings a sentence into the spelling of the cues: simplified, half width, lower case,
// without spaces and punctuation other than the percent sign.
func (b *Book) fold(sentence string) string {
	return b.spelling.Replace(strings.Map(func(r rune) rune {
		if r >= 0xFF01 && r <= 0xFF5E { // full width
			r -= 0xFEE0
		}
		if r != '%' && (unicode.IsSpace(r) || unicode.IsPunct(r)) {
			return -1
		}
		return unicode.ToLower(r)
	}, sentence))
}
