package dialog

import "xieshang/dialog/phrase"

// meaningSaid are the words, in the form of [plain], of somebody who does not see what the open question means or
// is for. Whoever names what is not understood, as in M2是什么意思, asks for that instead.
var meaningSaid = phrase.MustCompile(`^(这|這|那|你|我|您|它|个|個|句|话|話|问题|問題|问的|問的|说的|說的|写的|寫的|还是|還是|有点|有點|真的?|都|是|的|太|完全|根本|到底|啊|呃|嗯|唉)*` +
	`(什么意思|什麼意思|啥意思|几个意思|幾個意思|咩意思|(听|聽|看|搞|弄)(不|唔)(太)?(懂|明白)|(没|沒)(听|聽|看|搞|弄)?(太)?(懂|明白)|不(太|是很)?(懂|明白|理解)|唔明白?|(复杂|複雜|难懂|難懂)了?)` +
	`(啊|呀|呢|诶|了|哦|(能不能|可以|请|請|麻烦|麻煩)?(说|說|讲|講)?(得|的)?(简单|簡單|明白|清楚|通俗)(一?(点|點)|些)(吗|嗎|儿|吧)?)*$` +
	`|^(能不能|可以|请|請|麻烦|麻煩|能)?(说|說|讲|講)(得|的)?(简单|簡單|明白|清楚|通俗)(一?(点|點)|些)(吗|嗎|儿|吧)?$` +
	`|^(你|您)?(们|們)?(为什么|為什麼|为啥|為啥|干嘛|幹嘛|干吗|凭什么|憑什麼)(要|还要|還要)?(问|問|知道|填|写|寫|告诉你|告訴你)(我)?(的)?(这个|這個|这|這|这些|這些|收入|工资|工資|支出|开销|開銷|花销|花銷|原因|金额|金額|日期|欠多少|钱|錢)?$` +
	`|^(你|您)?(问|問|要|填|知道)(我)?(这个|這個|这些|這些|这|這)(是)?(干嘛|幹嘛|干吗|干啥|幹啥|做什么|做什麼|有什么用|有什麼用|有啥用|干什么|幹什麼)(用的|呢|啊)?$` +
	`|^what(doyoumean|does(this|that|it)mean)$|^idont(get|understand)(it|this|that|thequestion)?$|^why(doyou|areyou)(ask|asking|need|want)(this|that|it|toknow)*$`)

// meaningAsked explains what the open question means and is for, and puts it again.
func (t *turn) meaningAsked(text string) bool {
	if !meaningSaid.MatchString(plain(text)) {
		return false
	}
	key := "why." + string(t.session().State)
	if !t.print.Has(key) {
		t.help()
		return true
	}
	t.note(key, nil)
	t.askAgain()
	return true
}
