package understand

import (
	"sync"
	"unicode/utf8"

	"xieshang/dialog/phrase"
)

// Wish is what somebody wants to see or to know beside the open question: the script, the next
// step, whether this costs anything.
type Wish string

const (
	WishScript   Wish = "script"    // 话术, 怎么说
	WishLetter   Wish = "letter"    // 帮我写申请书
	WishPlan     Wish = "plan"      // 我的方案
	WishPlans    Wish = "plans"     // 太长了, 还有别的方案吗
	WishRehearse Wish = "rehearse"  // 陪我练练, 我不敢打电话
	WishPapers   Wish = "papers"    // 材料清单
	WishLog      Wish = "log"       // 记一笔
	WishRemind   Wish = "remind"    // 提醒我
	WishExport   Wish = "export"    // 导出
	WishDelete   Wish = "delete"    // 删除我的数据
	WishNext     Wish = "next"      // 然后呢
	WishOther    Wish = "another"   // 我还有一笔
	WishWho      Wish = "who"       // 你是真人吗
	WishPrice    Wish = "price"     // 收费吗
	WishGoing    Wish = "going"     // 我先去打电话了
	WishTrust    Wish = "trust"     // 你靠谱吗, 会泄露吗
	WishSecret   Wish = "secret"    // 不想让家里知道
	WishComplain Wish = "complaint" // 我想投诉
	WishHelp     Wish = "help"      // 你能帮我什么
	WishRecord   Wish = "record"    // 协议给我看看
	WishDates    Wish = "dates"     // 日历
	WishStatus   Wish = "status"    // 还剩几期
	WishTired    Wish = "tired"     // 好累
	WishWhy      Wish = "why"       // 为什么只能还400
	WishStage    Wish = "stage"     // 什么是M3
	WishBorrow   Wish = "borrow"    // 借新还旧行不行
	WishStop     Wish = "stop"      // 我不想还了
)

// ReadWish reads a message that is a wish and nothing else: 我想看看话术 is one, 客服说话术没用 is
// none. Punctuation and the words of a request around it do not matter.
func ReadWish(text string) (Wish, bool) {
	if utf8.RuneCountInString(text) > longestWish {
		return "", false
	}
	said := string(squeeze(newMessage(text).rs).runes)
	said = wishMarks().ReplaceAllString(said, "")
	for _, w := range wishes() {
		if w.said.MatchString(said) {
			return w.wish, true
		}
	}
	return "", false
}

// longestWish is how many characters a wish may have; a story is none.
const longestWish = 40

type wishPattern struct {
	wish Wish
	said *phrase.Pattern
}

var wishMarks = sync.OnceValue(func() *phrase.Pattern { return phrase.MustCompile(`[\s,，。.!！?？;；:：、~…—]+`) })

// wishes are the words of each wish, in the order in which they are tried. What a request puts
// before and behind them is the same for all.
var wishes = sync.OnceValue(func() []wishPattern {
	const (
		please = `(?:行吧|好吧|行|好|嗯|那|我|我们|你|请|麻烦|能|能不能|可以|可不可以|可否|想|要|想要|需要|帮|帮我|给|给我|教|教我|陪|陪我|先|再|去|来|看|看看|看一下|看下|打开|进|回到|发|发我|发给我|写|一下|下|一|个|份|封|点|的|有|有没有|还有|还|pls|please|show|give|me|i|want|to|need|the|my|see|canyou|could|you|write|help|for)*`
		then   = `(?:一下|发|拿|下|吧|呢|吗|嘛|啊|呀|了|我|看看|看|一份|给我|好吗|行吗|行不行|可以吗|怎么办|please)*`
	)
	table := []struct {
		wish  Wish
		words string
	}{
		{WishScript, `(?:换成?|改成?)?(?:打)?(?:电话|在线|在线客服|线上)的?(?:版本?|话术)的?|(?:phone|online)(?:version|script)|拿?话术(?:去谈)?|整份|台词|稿子|(?:不(?:大|太|怎么)?会(?:用|玩|弄)手机)?(?:跟|和|同|对)?(?:他们|客服|对方|银行|平台|人家|催收)?(?:电话里?|客服|打电话|打过去|打通了?|接通了?|到底|具体)*(?:该|应该|要|得)?(?:怎么|咋|如何)(?:跟|和|同|对)?(?:他们|客服|对方|银行|平台|人家|催收)?(?:说|讲|开口|开口说|谈|聊)|(?:打电话|电话里?|打过去)?(?:该|应该|要|得)?(?:说什么|说些什么|说啥|讲什么|讲啥)|script|(?:ok|so|and|well)*(?:whatdoisay|whattosay|whatshouldisay)(?:tothem|tothebank)?`},
		{WishLetter, `写信|申请写信|信|申请书|协商申请|协商申请书|还款申请书?|情况说明|困难说明|申请|letter|application`},
		{WishPlans, `(?:这个|你|这)?(?:方案|计划|期数|时间|期)?(?:也|真)?太长|(?:别的|其他|其它|另外的?|不同的?)(?:方案|办法|计划|选择)|换(?:一)?(?:个|种)(?:方案|办法|计划)|(?:短|少|快)一?(?:点|些)(?:的|还完|还清)?|(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:期|年|个月)太(?:长|久)|(?:全部|所有)的?方案(?:和图)?|otherplans?|otheroptions?|toolong`},
		{WishPlan, `(?:方案|计划)(?:怎么|咋)?还?(?:没有?|不)(?:出来|出|好|算好|算出来)|(?:怎么|咋|为什么|到底)?(?:还|都)?(?:没有?|不)?(?:给我|帮我)?算(?:好|完|出来|出|出结果)(?:方案|计划|结果)?(?:了?没有?)?|(?:还要|还得|还)?(?:等)?(?:多久|多长时间|什么时候|啥时候)(?:才)?(?:能|会)?(?:算好|算完|算出来|出方案|有方案|出结果)|(?:还要|还有|还得|还|到底|一共)*(?:要)?(?:问|答|回答|填)?(?:多少|几)个?(?:问题|题)(?:没答|要答|没问|要问)?|(?:还没|怎么还没|还没有)(?:问完|填完)|方案|计划|结果|我?能还多少|每月还多少|(?:到底|究竟)?(?:多少啊?)?(?:到底)?(?:每月|每个月|一个月|每期)(?:到底|究竟|该|要|得|我)*还(?:多少)?|(?:多久|多长时间|几个月|几年|什么时候|啥时候|哪年)(?:才|能|可以)*(?:还完|还清)|plan|result|howmuch(?:a|per)month`},
		{WishPapers, `(?:备|准备)?材料|材料清单|资料清单|证明材料清单|checklist|documents`},
		{WishRehearse, `练|练习|练一练|练练|练一?[遍次]|演练|彩排|模拟|模拟一?(?:下|次)|不(?:太)?敢打(?:电话|过去)?|怕说错话?|怕说不好|怕说不清|不(?:太)?会说|紧张|好紧张|嘴笨|practi[cs]e|rehearse|iamscaredtocall|imscaredtocall|afraidtocall`},
		{WishHelp, `(?:这个|这|你|你们)?(?:是)?(?:怎么用|怎么弄|怎么操作|咋用|有什么用|有啥用|干什么的|干嘛的|做什么的)|(?:你|你们|它|这个)(?:能|可以|会)?(?:帮我)?(?:干|做|帮)?(?:我)?(?:些)?(?:什么|啥|哪些)(?:事|忙)?|使用说明|howdoesthiswork|whatcanyoudo`},
		{WishNext, `然后|接下来|接着|下一步|(?:然后|接下来|接着|下一步|现在|那现在|今天)?(?:我)?(?:该|应该|要|能)?(?:干嘛|干什么|干啥|做什么|做啥|怎么做|怎么办|咋办|咋整|咋弄|怎么弄)|下一步(?:是什么|干嘛|该)?|nextstep|whatsnext|whatnext|nowwhat|whatnow|whatdoidonow|whatdoidonext`},
		{WishRemind, `提醒|设置?提醒|设个提醒|到时候?(?:提醒|叫)|到期提醒|到日子提醒|改提醒|remind|reminders?`},
		{WishLog, `记一?笔|做个?记录|联系记录|通话记录|记录|log`},
		{WishExport, `导出|导出(?:数据|资料|我的数据)|拿走(?:数据|资料)|下载(?:数据|我的数据)|export`},
		{WishDelete, `删除|注销|删掉|(?:全部?|都)?(?:删|删除|删掉|清空|清除|注销)(?:我?的?|全部|所有|一切)*(?:数据|资料|信息|记录|内容|账户|东西)(?:吧|了)?|把?(?:我的)?(?:数据|资料|信息|内容)(?:全|都|全部)?(?:删了?|删除|删掉|清空)|delete(?:mydata|everything|all|myinfo)?`},
		{WishOther, `(?:另外|另|别处|别的地方)?(?:一笔|一个|一家)(?:欠款|贷款|网贷|债|账|要还)?(?:没说|没算|没加|忘了说|漏了)|加一?笔|再加一笔|(?:添|加)(?:一)?笔(?:欠款|债|贷款)|(?:别的|其他|其它)(?:欠款|贷款|债|网贷|平台)(?:没说|没算|也要还)?|add(?:another)?(?:debt|loan)|anotherdebt|anotherloan`},
		{WishWho, `你?(?:是谁|叫什么|是什么人)|(?:你|您)?(?:到底)?(?:是不是|是)(?:真人|机器人|人|活人|ai|人工智能|程序|客服|真的人)|真人(?:在)?|有人在?|转人工|人工|人工客服|找人工|(?:和|跟)?真人(?:说|聊|谈)|你们?(?:是不是|是|就是)(?:支付宝|蚂蚁|花呗|借呗|银行|官方|中介|催收)(?:那边)?的?(?:人|客服|公司|机器人)?|areyouhuman|areyoualipay|areyouabot|areyouai|whoareyou|humanagent|realperson`},
		{WishPrice, `(?:(?:你们?)?是不是支付宝的?人?)?(?:你们?)?要不要(?:收费|收钱|付费|花钱)|(?:你们?|这个?|这|用这个|后面|以后)?(?:会|是不是|是|真的|都|到底)*(?:收费|收钱|要钱|收不收费|收不收钱|要不要钱|免费|不要钱|不收费|不收钱|花钱)(?:的)?|(?:你们?)?(?:收)?多少钱|费用多少|isitfree|isthisfree|howmuchisit|howmuchdoesitcost|doesitcost`},
		{WishTrust, `(?:你们?|这些?|这种|破|机器人|东西|软件|有什么用|有啥用|没用|都|全|就)*是(?:骗子|骗人的|假的|割韭菜的?)|(?:你们?|这个?|这)?(?:靠谱|可靠|安全|可信|骗人|骗子|骗人的|假的|正规)(?:不|不靠谱)?|(?:你们?|这)?(?:不会|会不会|是不是|不是|该不会)(?:是)?(?:骗人|骗子|骗我|骗人的|假的|诈骗)|(?:我的?)?(?:信息|数据|资料|隐私|聊天)?(?:会不会|会|不会)(?:被)?(?:泄露|泄漏|卖掉|告诉别人|让别人看到|被别人看到)|(?:别人|有人|谁)(?:会|能|能不能|会不会)?(?:看到|看见|知道)(?:这些|我说的|我的信息)?|(?:凭什么|凭啥)(?:让|要|叫)?我?(?:信|相信)(?:你们?)?|(?:怎么|咋|如何)能?(?:相信|信)(?:得过)?(?:你们?)?|(?:你们?)?(?:要|问)我?(?:这么多|那么多)(?:信息|资料|问题|东西)?(?:干嘛|干什么|做什么|干啥|有什么用)?|(?:你们?)?(?:会不会|会)(?:泄露|泄漏|卖掉|出卖)(?:我的?)?(?:信息|资料|隐私)?|isitsafe|isthissafe|canitrustyou|whyshoulditrustyou|isthisascam|areyouascam`},
		{WishGoing, `(?:这就|现在|马上|那就|那|先|我|就)*去(?:给)?(?:他们|客服|银行|对方|平台|支付宝)?(?:打|打个|拨)电话(?:试试)?|(?:这就|现在|马上|那就|那|先|我|就)*去(?:跟|和|找|联系)(?:他们|客服|银行|对方|平台|支付宝)(?:谈谈?|说说?|聊聊?|商量)?(?:试试)?|(?:im)?goingto?callthem|illcallthem(?:now)?`},
		{WishSecret, `(?:怕|害怕|担心|不想|不敢|不能|没敢|还没)+(?:让|告诉|跟|被)*(?:家里人?|家人|爸妈|父母|我爸|我妈|老公|老婆|丈夫|妻子|男朋友|女朋友|对象|媳妇|孩子|儿子|女儿|闺女|婆婆|单位|公司|同事)+(?:说|都|还|也)*(?:不知道|知道|发现|看到|看见)?(?:这事|这个|这件事|我欠钱|我欠债)?|(?:家里人?|家人|爸妈|父母|我爸|我妈|老公|老婆|丈夫|妻子|男朋友|女朋友|对象|媳妇|孩子|儿子|女儿|闺女|婆婆|单位|公司|同事)+(?:说|都|还|也|会不会|会)*(?:不知道|知道|发现|看到|看见)(?:这事|这个|这件事|我欠钱|我欠债)?|(?:wife|husband|family|parents|boss|mother|father)(?:doesnot|donot|doesnt|dont|mustnot|shouldnot)know(?:this|aboutit|aboutthis)?`},
		{WishComplain, `投诉(?:他们|它们|他|它|客服|银行|平台)?|举报(?:他们|它们|他|它)?|complain|complaint`},
		{WishRecord, `(?:协议|协议书|协商凭证|凭证|协议记录)(?:长什么样|内容)?|agreement|record`},
		{WishDates, `(?:手机)?日历|还款日历|(?:全部|所有)日期|还款计划表?|日期表|calendar|dates|schedule`},
		{WishStatus, `(?:这个月|这期|本月|上个月|这一期|上期)(?:的)?(?:还|交|扣)(?:了|过)?(?:没有?|没还)|(?:还|现在|一共|总共|目前|我)*(?:欠|剩|剩下|差)(?:下|着)?(?:多少|几期|几个月)(?:钱|期|没还)?|还有(?:多少|几期|几个月)(?:没还|要还|钱)?|(?:下|这)一?(?:期|次|笔)(?:是|还|要|该)*(?:哪天|什么时候|几号|哪一天|多少)(?:还|钱)?|(?:什么时候|哪天|几号|哪一天)(?:该|要)?还(?:款|钱)?|(?:下|这)一?(?:期|次|笔|个月)?(?:哪天|什么时候|几号|啥时候)(?:该|要)?还(?:该|要)?还?多少(?:钱)?|还到哪(?:了|一期了)?|进度|进度如何|howmuch(?:is)?(?:left|doistillowe)|whenisthenext(?:one|payment)?|progress`},
		{WishTired, `(?:真的|实在|太|好|真|有点|感觉|觉得)*(?:累|难|难受|难熬|苦|丧|焦虑|睡不着|害怕|怕|烦|烦躁|活(?:得|着)(?:好|太|真|很)?(?:累|难|苦))(?:死)?(?:啊|呀|哦|了)*(?:真的?)?(?:活(?:得|着)(?:好|太|真|很)?(?:累|难|苦))?(?:不知道|不晓得)?(?:该)?(?:怎么办|咋办)?|(?:真的|实在)?压力(?:好|太|很)?大|iamtired|imtired|thisishard|iamscared|imscared`},
		{WishWhy, `(?:为什么|为啥|凭什么)(?:我|就|才|每月|一个月|只|是|要|让我|建议)*(?:能还|还|留|算|得出|这么少|这么多|这么点|这么一点|这点|这个数|拿得出)(?:出来|出|的|得|是|只|这么点|这么少|这么多|这点|两成|20|%|百分之二十|应急|\d+|块|元|[一二三四五六七八九百千]+)*|(?:这个数|400|两成)?怎么(?:算|来)(?:的|出来的|出的)|(?:你|这|这个|是不是)*(?:算|数|数字|结果)(?:得|的)?(?:是不是)?(?:不对|错了|错|有问题)(?:吧)?(?:\d+减\d+(?:不是|应该是?|不应该是|等于)\d+)?|\d+减\d+(?:不是|应该是?|不应该是|等于)\d+|howdidyou(?:get|work)(?:this|that|itout)|whyonly(?:that|this|\d+)`},
		{WishStage, `(?:什么是|什么叫)m\d|m\d(?:是什么|什么意思|是什么意思)|(?:我?现在|我)(?:是|算|在|处在)?(?:m几|什么阶段|哪个阶段)|whatism\d`},
		{WishBorrow, `(?:以贷养贷|借新还旧|(?:先|再|准备|打算|只能|去|找)*(?:借|贷)(?:点|一笔|新|新的|网贷|高利贷)?钱?(?:来)?(?:还|填|补)(?:上|进去|旧的|这个|窟窿)?|(?:用|拿|刷)?(?:别的|其他|另一张|另外的)?(?:信用卡|花呗|借呗|网贷|卡)+(?:套现|套出来|取现)(?:来)?(?:还|填)?|套现)(?:行|可以|好|能|不行|行不行|可不可以|好不好)*`},
		{WishStop, `(?:真的|实在|就是|都)?不(?:想|打算)?还(?:钱)?(?:了|会怎样|会怎么样|行不行)?|能不能不还|可不可以不还|可以不还`},
	}
	var out []wishPattern
	for _, w := range table {
		out = append(out, wishPattern{w.wish, phrase.MustCompile(`^` + please + `(?:` + w.words + `)` + then + `$`)})
	}
	return out
})
