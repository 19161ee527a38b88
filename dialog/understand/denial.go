package understand

import (
	"sync"

	"xieshang/dialog/phrase"
)

// denials are the words that say of a danger that it is none: 从来不碰网赌, 没收到过传票, 我16岁
// 就出来打工了，今年三十五. Who denies to think of death is not believed by rule: see [Heard.Unsure].
var denials = sync.OnceValue(func() map[Alarm]*phrase.Pattern {
	return map[Alarm]*phrase.Pattern{
		Gambling: phrase.MustCompile(`(从来|从)(都)?(不|没|没有)(碰|玩|沾|参与|参加)?过?(什么|任何|这些|那些)?(网络|网上|线上)?(赌博|网赌|赌钱|赌|彩票|博彩|六合彩|麻将|牌)|never (gambled?|bet)`),
		Court:    phrase.MustCompile(`(从来|一直|还|也|根本)?(没|没有|未)(收到|接到|收|拿到)过?(任何|什么|过)?(法院)?(的)?(传票|起诉状|起诉书|开庭通知|材料|通知)`),
		Forgery:  phrase.MustCompile(`(真|真的|真实的?)(诊断|证明|材料|流水|病历|单据)[^，。,]*(盖过?章)?|(材料|证明|东西)?(不能|不会|不可以|不敢|不想|别|没有?|从不)(作假|造假|做假|弄假|伪造|搞假)|(肯定|一定|都)?(如实|照实)(写|说|填|交)?`),
		Minor:    phrase.MustCompile(`^[^女儿孩弟妹侄甥娃]*(今年|现在|如今|快|都|已经)(1[89]|[2-9]\d|十八|十九|[二三四五六七八九]十[一二三四五六七八九]?)[^女儿孩弟妹侄甥娃]*$|^[^女儿孩弟妹侄甥娃]*(成年以?后|满十八以?后|满18以?后)[^女儿孩弟妹侄甥娃]*$`),
	}
})

// denied reports an alarm that nothing but words that deny it have raised.
func (m *model) denied(a Alarm, at int, said string) bool {
	denial, ok := denials()[a]
	if !ok || !denial.MatchString(said) {
		return false
	}
	rest := squeeze(newMessage(denial.ReplaceAllString(said, " ")).rs)
	return m.scores(rest)[at] <= m.certain[at] || !evident(a, rest)
}
