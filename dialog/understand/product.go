package understand

import (
	"slices"
	"strings"
)

// productWords are the names, nicknames and misspellings of each product.
var productWords = []struct {
	product Product
	words   string
}{
	{Huabei, `花呗 有钱花呗 花某呗 花x呗 某花呗 花贝 花被 花唄 化呗 华呗 花吧 花北 花背 花bei 花b hua呗 hb huabei hua_bei haubei huabie 花贝贝 信用购 花呗账单 花呗分期 花吥 花倍 花辈 蚂蚁花呗 花百 花呗备用金`},
	{Jiebei, `借呗 借某呗 借x呗 借贝 借被 借唄 接呗 借吧 借北 借bei jb jiebei jie_bei jeibei jiebie 信用贷 借倍 借辈 借背 蚂蚁借呗 介呗 界呗 界北 蚂蚁借 街呗 芥呗`},
	{Wangshangdai, `网商贷 网商代 网商带 网商 网商银行 wsd 往商贷 网商贷款 wangshangdai 网上贷 网商货 旺商贷 网尚贷 王商贷`},
	{CreditCard, `信用卡 信用咔 xyk 信用ka 卡债 credit_card creditcard 招商信用卡 招行信用卡 建行信用卡 工行信用卡 中信信用卡 交行信用卡 浦发信用卡 广发信用卡 平安信用卡
		浦发万用金 光大信用卡 民生信用卡 农行信用卡 中行信用卡 兴业信用卡 邮政信用卡 邮储信用卡 华夏信用卡 信卡 信佣卡 新用卡 贷记卡 信用卞 大额分期 银行卡透支 credit_cards 信用贷记卡 掌上生活 买单吧 visa 工商信用卡 建设信用卡`},
	{OtherProduct, `白条 bt 京东白条 京东金条 金条 京东 微粒贷 微粒代 微立贷 美团月付 美团借钱 美团生活费 美团 度小满 有钱花 360借条 借条 拍拍贷 安逸花 招联 招联金融 好期贷 马上消费 马上金融 捷信 滴滴贷 滴滴
		抖音 抖音月付 抖音借钱 拼多多 多多先用后付 wld wlidai 微立代 放心借 抖音放心借 dou分期 分付 微信分付 唯品花 网贷 小贷 平安普惠 普惠 分期乐 乐信 桔多多 还呗 小米贷款 任性付 任性贷 苏宁 哈啰 携程 拿去花 趣店 来分期 你我贷 宜人贷 宜信 众安 小赢 小赢卡贷 洋钱罐
		银行信贷 信贷 信贷款 财仔 财务公司 中原消费 中邮 中邮消费 海尔消费 兴业消费 小额贷 小额贷款 消费贷 信用社 银行贷款 装修贷 车抵贷 民间借贷 高利贷 私人借款 亲戚朋友 快手 时光分期 得物 佳物分期 羊小咩 放薪花 月付 先用后付 新网 花鸭 省呗 豆豆钱 人人贷 51信用卡 闪电借款 快贷 建行快贷 e招贷 闪电贷
		微贷 微業贷 微业贷 经营贷 学生贷 校园贷 美容贷 培训贷 手机分期 陆金所 网络贷款 app贷款 平台贷款 融360 榕树 支付宝备用金 备用金 医美贷 整形贷 植发贷 租金贷 租房贷 首付贷 手机贷 电动车贷 健身贷 教育贷 助贷 医美分期 美容分期 整形分期 牙科分期 植发分期 琴行分期 驾校分期 学车分期 培训分期 教育分期 课程分期 网课分期 健身分期 健身房分期 装修分期 租房分期 电动车分期 摩托分期 摩托车分期 电脑分期 婚庆分期 旅游分期 月子中心分期 易借速贷 好分期 信用飞 信用钱包 提钱花 宜享花 你我贷借款 及贷 时光贷 小象优品 国美易卡 国美 玖富 玖富万卡 恒易贷 中银消费 杭银消费 北银消费 哈银消费 晋商消费 湖北消费 长银消费 长银五八 蒙商消费 金美信 锦程消费 尚诚消费 盛银消费 苏银消费 建信消费 宁银消费 阳光消费 小花钱包 众安小贷 微博借钱 新浪有借 新浪借款 360周转灵 携程借去花 饿了么 月光族贷 花无缺 小鹅花钱 卡卡贷 畅行花 臻有钱 极融 省心借 给你花 天美贷 小米金融 vivo钱包 oppo钱包 华为钱包 华为借钱 消金 借钱花 360数科 借去花 微粒 小额 网袋 wangdai 白tiao
		农商行 农商银行 农信社 农信 农村信用社 信用联社 信合 村镇银行 惠农 惠农贷 惠农e贷 惠民贷 网捷贷 快e贷 快易贷 云税贷 税贷 税e融 惠懂你 商户贷 生意贷 直接贷 企业贷 创业贷 助学贷 普惠贷 抵押贷 抵押贷款 担保贷 担保贷款 扶贫贷 农机贷 农担贷 饲料贷 运费贷 设备贷
		邮享贷 邮你贷 邮储小额贷 邮储贷款 融e借 新一贷 平安新一贷 车主贷 平安i贷 中银e贷 浦银点贷 白领贷 微众银行 微众 微众企业贷 百信银行 好会花 众邦银行 华瑞银行 友利银行 新希望金融 即分期 哔哩先享 人品贷 么么贷 钱站 信而富 小鹏贷 小黑鱼 小米随星借 随星借 小米消费 小米分期
		放心花 度家分期 桔子分期 宜口袋 佰仟 马上贷 滴水贷 满帮贷 易鑫 狮桥 融资租赁 金融租赁 平安租赁 狮桥融资租赁 fenqile weilidai
		58好借 乐分期 乐器分期 交银e贷 借花花 先享卡 公积金贷 公积金信用贷 银行信用贷 安居贷 分期易 助学贷款 即科 即科金融 名校贷 哈银 白领通 富民贷 富民银行 小米贷 恒小花 惠花花 易分期 医护贷 易得花 员工贷 桔子数科 浦发点贷 点贷 海米
		渔船贷 现贷派 爱又米 爱学贷 狮桥车贷 相机贷 美易分 自如分期 花小钱 花芝轩 苹果分期 装备分期 话费分期 课时分期 货车贷 车e贷 车商贷 还享借 极速贷 闪银 随心贷 贷款王 2345贷款王 支付宝租机
		维信 维信金科 信飞 够花 空手到 51人品 翼支付 甜橙借钱 甜橙 沃钱包 沃享借 和包贷 欢太金融 欢太 提钱游 南银法巴 苏银凯基 唯品富邦 奇富 奇富借条 信也 信也科技 还享花 飞贷 现金巴士 萨摩耶 萨摩耶金服 好享贷 精英贷 市民贷 薪金贷 亲情贷 打白条 芝麻租物 租机 租手机 人人租 花芝 享宇 享宇钱包 万达贷 万达普惠 吉用花 给你花 小花借条 蓝海银行 亿联银行 锡商银行 苏商银行 三湘银行 华通银行 金城银行 裕民银行 振兴银行 客商银行 海尔 爱奇艺小芽 百度 腾讯 飞猪 去哪儿 货拉拉 满帮 途虎 转转 闲鱼 同程 网易`},
}

// creditCardIndex is the place of the credit card in productWords.
const creditCardIndex = 3

// otherIndex is that of the other lenders.
const otherIndex = 4

// productNames returns every name with the index of its product in productWords.
func productNames() map[string]int {
	names := map[string]int{}
	for i, p := range productWords {
		for w := range strings.FieldsSeq(p.words) {
			names[strings.ReplaceAll(w, "_", " ")] = i
		}
	}
	return names
}

// Named is a product that a message names, in the words it is named with.
type Named struct {
	Product Product
	Words   string
}

// Products returns every product that a message names, each once. What a payment was made
// with is none: 用信用卡还了花呗500 is about 花呗.
func Products(text string) []Named {
	m := newMessage(text)
	var list []Named
	for _, t := range scan(m.rs, false) {
		if t.kind != tokenWord || t.tag != tagProduct || strings.ContainsRune("用刷从拿", peek(m.rs, t.start-1)) {
			continue
		}
		named := Named{productWords[t.product].product, string(m.rs[t.start:t.end])}
		if named.Product == OtherProduct && !slices.Contains(list, named) ||
			!slices.ContainsFunc(list, func(n Named) bool { return n.Product == named.Product }) {
			list = append(list, named)
		}
	}
	return list
}
