package understand

import (
	"sync"

	"xieshang/dialog/phrase"
)

// denials are the words that say of a danger that it is none: 从来不碰网赌, 没收到过传票, 我16岁
// 就出来打工了，今年三十五; or that only sound like one: 密码输错了, 供两个小学生, 流水怎么转成pdf. Who denies
// to think of death is not believed by rule: see [Heard.Unsure].
var denials = sync.OnceValue(func() map[Alarm]*phrase.Pattern {
	return map[Alarm]*phrase.Pattern{
		Gambling: phrase.MustCompile(`(从来|从)(都)?(不|没|没有)(碰|玩|沾|参与|参加)?过?(什么|任何|这些|那些)?(网络|网上|线上)?(赌博|网赌|赌钱|赌|彩票|博彩|六合彩|麻将|牌)|never (gambled?|bet)` +
			`|(密码|验证码|账号|卡号|金额|指纹|号码)(又|都|老是?|一直|总)?输(入|错|不进|不上|了|好?几[遍次])*|输(入|错|了)*(好?几[遍次])?(密码|验证码|账号|卡号|金额|指纹|号码)|(官司|比赛)(打)?输了?|输了?(官司|比赛)`),
		Court: phrase.MustCompile(`(从来|一直|还|也|根本)?(没|没有|未)(收到|接到|收|拿到)过?(任何|什么|过)?(法院)?(的)?(传票|起诉状|起诉书|开庭通知|材料|通知)`),
		Forgery: phrase.MustCompile(`(真|真的|真实的?)(诊断|证明|材料|流水|病历|单据)[^，。,]*(盖过?章)?|(材料|证明|东西)?(不能|不会|不可以|不敢|不想|别|没有?|从不)(作假|造假|做假|弄假|伪造|搞假)|(肯定|一定|都)?(如实|照实)(写|说|填|交)?` +
			`|不用(假|造假|作假)(的)?|(怎么|如何|能不能)?(导出|导|转|改|存|拼|换|变)成?(为)?(pdf|图片|文件|照片|excel|word|jpg|一张)|(医院|街道|居委会|社区|村里|公司|单位|学校|派出所)(给)?(开|出)(了|的|过)[^，。,]*(证明|诊断书?|单子?)`),
		IdentityTheft: phrase.MustCompile(`我?(是|就是)?(用|拿)我?自己的?(身份证|名字|名义|手机)(去|来)?(借|贷|办|开|申请)(的|了)?|(我|俺|她|他|本人|是)自己(去)?(借|贷|办|刷|用|申请|操作)(的|了)|(钱|款)(都|全)?(被|给)(骗子|人|别人)?骗(走|光|了)+` +
			`|我?的?身份证(号|号码)?(是|:|：)?[█ ]+|手机(号|号码)?(是|:|：)?[█ ]+|^(可是|但是|但|我们|那)?我(也|又)?(都)?(没|没有)签(过)?字(啊|呀|的)?$`),
		Minor: phrase.MustCompile(`^[^女儿孩弟妹侄甥娃]*(今年|现在|如今|快|都|已经)(1[89]|[2-9]\d|十八|十九|[二三四五六七八九]十[一二三四五六七八九]?)[^女儿孩弟妹侄甥娃]*$|^[^女儿孩弟妹侄甥娃]*(成年以?后|满十八以?后|满18以?后)[^女儿孩弟妹侄甥娃]*$` +
			`|(有|养|供|带|拉扯)(了|着)?(一|两|二|俩|三|四|几)个?(还)?(在)?(读|上)?(小学|初中|高中|小|中)?(学生|孩子|娃)[^，。, ]*|家长群|(是|当|做)(个|一名|过)?[^，。,]{0,6}(老师|班主任|教练|家教)|(教|带)过?[^，。,]{0,8}(学生|班)`),
		Harassment: phrase.MustCompile(`我?(给|向|跟|找|问)(了)?(我)?(妈妈?|爸爸?|爸妈|父母|家里人?|家人|亲戚们?|朋友们?|同事|姐姐?|哥哥?|弟弟?|妹妹?|老公|老婆|舅舅?|姑姑?|叔叔?)(打(了)?(个|几个|一圈)?电话)?[^，。,]{0,3}(借|凑)[^，。, ]*`),
		ScamAgent:  phrase.MustCompile(`(协商|申请|办理)成功(了|啦)?[，, ]*(给我)?(分|按)(了|成)?\d+[期个]|我(就|只)(想|能|愿意|可以|认|愿)?(认|还|给)本金|(他们|对方|平台|银行)(现在|却|非)?(要|让|叫)我还`),
		Violence:   phrase.MustCompile(`打(断|乱)了?(我|我们)?的?(计划|话|思路|安排|节奏)|打断一下`),
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
