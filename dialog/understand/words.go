package understand

import (
	"strings"
	"sync"
)

// tag is what a word says about the numbers near it.
type tag int32

const (
	tagNone       tag = iota
	tagStop           // contains a number character but no number
	tagProduct        // a loan; the token carries which
	tagOwe            // what is owed
	tagRemain         // what is left: of the debt or of the wages
	tagTotal          // 一共, 加起来
	tagPrincipal      // 本金
	tagInterest       // 利息
	tagPenalty        // 罚息
	tagFees           // 手续费
	tagInside         // 其中, 包括: a part of what was named before
	tagIncome         // 工资, 到手
	tagGross          // 税前, 年薪: not what comes home each month
	tagSpend          // 开销
	tagCategory       // 房租, 吃饭
	tagOtherDebt      // 房贷, 车贷, 别的贷款
	tagAfford         // 能还, 最多还
	tagPay            // 还 alone
	tagMustPay        // 要还, 得还
	tagLump           // 一次性, 手上有
	tagMonthly        // 每月
	tagOverdue        // 逾期
	tagUnpaid         // 没还
	tagNotDue         // 还没到期
	tagDue            // 到期, 还款日
	tagBorrowed       // 借了, 贷了
	tagPaid           // 还了, 已还
	tagIgnore         // 额度, 最低还款, 押金: an amount of something else
	tagBefore         // 以前, 原来
	tagNow            // 现在, 降到
	tagDrop           // 降了, 扣了
	tagNot            // 不是, 没有
	tagFix            // 不对, 说错
	tagLabel          // 电话, 订单号: the number after it is no amount
	tagEach           // 各
	tagRespective     // 分别
	tagAll            // 都, 全
	tagOthers         // 老婆, 老公: somebody else's
	tagPerTerm        // 每期
	tagDown           // 首付
	tagPerOther       // 一天, 一年, 一小时: not per month
	tagAnd            // 和, 跟, 还有
	tagGrown          // 滚到: the debt has become
	tagWork           // 上班, 打工, 妈给我: what comes in, but only right before a figure
	tagMoved          // 改到, 推到: the day that follows is wished for, not due
	tagBank           // 招行: a credit card where a debt is spoken of
	tagBankCard       // 招行卡: a credit card unless wages come in on it
	tagBillDay        // 账单日: a day on which nothing is due
	tagCleared        // 还清了, 没欠: nothing is owed there
	tagThisTerm       // 这期: one bill of several
	tagBase           // 底薪: only a part of the wages
	tagSaid           // 催收说: somebody else's word
	tagDemand         // 让我还: what somebody asks for
	tagOwedMe         // 欠我: what others owe this person
	tagFuture         // 下个月会有: not there yet
	tagSometimes      // 好的时候: not every month
	tagOtherMonth     // 下个月: not every month either
	tagNoIncome       // 没收入: the amount behind it is something else
	tagEnd            // the number of tags
)

// tagWords lists the words of each tag, separated by blanks; _ stands for a blank.
var tagWords = map[tag]string{
	tagStop: `没有房贷 没房贷 无房贷 没有车贷 没车贷 无车贷 没有房贷车贷 房贷还完了 房贷还清了 车贷还完了 车贷还清了 可能 有可能 不可能 怎么可能 哪能 哪里能 没能力 听说可以 听说能 网上说可以 网上说能 打开 点开 打白条 打了白条 打的白条 打个白条 打张白条 打了张白条 写白条 开白条 白条子 给白条`,
	tagOwe: `还挂着 还压着 还背着 还吊着 还趴着 还悬着 欠 欠了 还欠 还欠着 欠着 共欠 欠款 欠的 欠他 欠银行 待还 待还款 应还 应还款 未还 没还清 还没还的 总欠款 负债 外债 债务 账单 欠账 欠费 未结清 刷了 透支 透支了
		该还的 应该还 剩余应还 剩余待还 剩余本金 余额 未还金额 owe owed debt balance 欠咗 总负债 欠下 借款余额 套了 刷爆 用了 花了我 爆了 欠了大概`,
	tagRemain:     `剩 剩下 还剩 剩余 只剩 还有 还差 差 left remaining remains`,
	tagTotal:      `加一块 加一块儿 合一块 算一块 一共 累计 累计欠 总共 共 合计 总计 总额 加起来 加一起 合起来 全部 总的 连本带利 连本带息 本息 本息合计 拢共 统共 total 总数 所有 总`,
	tagPrincipal:  `本金 principal 本钱 借款本金`,
	tagInterest:   `利息 正常利息 息费 interest 利钱 利率 日利率 月利率 年利率 年化利率 年化 日息 月息 年息`,
	tagPenalty:    `罚息 滞纳金 违约金 逾期费 逾期利息 逾期费用 罚金 罚款 罚的 逾期罚息 penalty late_fee 复利 罚 late_fees late_charge late_charges penalties overdue_fee overdue_fees default_interest 违约费 逾期罚金`,
	tagFees:       `手续费 服务费 会员费 担保费 管理费 咨询费 费用 fees fee 平台费 分期手续费 年费 律师费 催收费`,
	tagInside:     `占 其中 包括 包含 里面 含 有一部分 内含 里头`,
	tagIncome:     `加班费 奖金 绩效 试用期 实习期 落手里 落到手里 落到手 打卡 能落 能落个 落个 净落 只发底薪 只给底薪 只拿底薪 只有底薪 就发底薪 只剩底薪 只发基本工资 只给基本工资 只拿基本工资 只有基本工资 就发基本工资 只发保底 只有保底 只发基本薪 月收 工资 收入 到手 税后 月薪 退休金 养老金 失业金 失业保险 低保 挣 赚 进账 进项 月入 实发 薪水 薪资 发工资 领 salary income earn 打零工 兼职 跑外卖 跑滴滴 开滴滴 送美团 跑美团 送外卖 跑网约车 开网约车 补助 拿到手 生活来源 补贴 工钱 净收入 可支配 make 薪酬 人工 提成 净到手 净利 净利润 纯利 纯利润 净赚 纯收入 打到卡里 打到卡 打到我卡 打卡里 打到卡上 打到我卡上 打我卡上 打进卡里 到卡里 到卡 退休工资 每月发 收成 日结 take_home take-home takehome unemployment_benefit unemployment_benefits benefit benefits wage wages earning earnings net_pay 底薪加提成 底薪+提成 底薪和提成 底薪加绩效 底薪加加班费 底薪加加班 底薪加奖金 底薪提成 底薪加补贴 基本工资加提成 基本工资加绩效 基本工资加加班费 保底加提成 底薪带提成 失业补助 失业补助金 失业补贴 失业救济 失业救济金 救济金 救助金`,
	tagGross:      `流水 营业额 营收 毛收入 税前 年薪 年收入 时薪 日薪 周薪 年终奖 年入 扣社保前 全年`,
	tagSpend:      `养家 养家糊口 养家要 养一家 养一家子 养一家老小 开销 开支 支出 花 花销 必须花 要花 得花 花费 生活费 花掉 花出去 家用 固定支出 日常开销 用度 消费 必花 固定开销 spend spending expenses essentials 日子钱 家里要用 用掉 最低生活 必需 必须 过日子 生活开支 生活支出 生活成本 必要支出 费用支出 刚需 刚性支出 使费 每月用 每个月用 一个月用 月用 每月要用 省着花 省吃俭用 家庭支出 家庭开支 吃喝拉撒 吃住 吃用 月支 月花 月开支 每月支 living_costs living_expenses bills to_live to_live_on to_get_by`,
	tagCategory:   `暖气费 车险 零花 零花钱 零用钱 护工 保姆 社保 医保 取暖费 取暖 停车费 烟钱 衣食住行 吃穿住行 小孩读书 孩子读书 娃读书 儿子读书 女儿读书 闺女读书 给老家 寄老家 寄回家 老人护工 护工费 护理费 请护工 请保姆 保姆费 养老院 托管费 补习班 兴趣班 房租 吃饭 吃喝 饭钱 饭费 餐费 菜钱 地铁 公交 坐车 车费 油钱 网费 宽带 手机费 电话费 通讯 燃气 煤气 水电费 物业费 尿布 日用品 groceries 水电 奶粉 尿不湿 学费 药费 医药费 交通 话费 保险 赡养 抚养费 伙食 买菜 租房 托费 补课 rent food 油费 物业 供暖 暖气 幼儿园 给父母 给爸妈 给家里 寄给 寄回 透析 吃药 看病 生活用品 日用 电费 水费 租金 住宿 吃的 养娃 孩子 小孩 娃 老人 上学`,
	tagOtherDebt:  `助学贷款 助学贷 国家助学贷款 学贷 公积金贷款 公积金贷 公积金房贷 住房贷款 购房贷款 房子月供 student_loan student_loans 房贷 车贷 其他贷款 别的贷款 其它贷款 其他网贷 别的网贷 其他平台 别的平台 其它平台 其他债 其他的贷款 其他负债 别的债 别家 其他还款 房子贷款 按揭 车子贷款 mortgage car_loan 其他欠款 另外的贷款 其他的 别的 其它 供房 供车 供楼 其他几家 别处`,
	tagAfford:     `顶破天 撑破天 撑死了 咬牙能 至多 至多还 顶天 顶天了 愿还 愿意每月还 可支配还款 上限是 我的上限是 能出 可以出 申请每月还 申请每个月还 希望每月还 希望每个月还 先每月还 先每个月还 每月还你们 每个月还你们 每月打给你们 每个月打给你们 不超过 别超过 不能超过 控制在 can_only_pay only_pay max at_most 能还 最多还 只能还 可以还 还得起 拿得出 拿出 能拿出 能拿 承受 能承受 能承担 可以承担 能给 最多能 最多能还 顶多还 撑死还 挤出 能挤出 能凑出 我能 还个 能还个 愿意 愿意还 想还 打算每月还 打算每个月还 想每个月还 准备每月还 准备每个月还 计划每月还 计划每个月还 打算还 想每月还 想一个月还 打算一个月还 准备一个月还 计划一个月还 申请一个月还 希望一个月还 一个月想还 想一月还 能付 可以付 最多 顶多 只能 能挤 还得了 还得上 afford can_pay could_pay can_manage could_manage can_do could_do able_to_pay 大概能还 勉强能还 能够还 可还 可以拿 拿得出来 撑死 只能拿 可接受 能接受 接受 可付 can_i_pay 还起 还的起 够还 保证还 可以每月还 能 可以 给得起 出得起`,
	tagPay:        `还 还款 pay 偿还 供`,
	tagMustPay:    `要还 得还 需要还 该还 须还 必须还 要交 需还 要供 扣款 扣 月还款 月还 还款额 要付`,
	tagLump:       `余额宝里有 余额宝有 余额宝还有 零钱通里有 零钱通有 余额宝里还有 年底能还 过年能还 首付能给 年终奖能拿 年终奖有 我能先拿出 能先拿出 现在能马上还 马上能还 at_once in_one_go all_at_once right_away in_one_payment 筹到 能筹到 最多能筹到 最多筹到 可以筹到 最多能凑 最多能凑到 最多凑 最多凑到 最多可以凑 顶多凑 顶多能凑 想先还 我先还 打算先还 愿意先还 准备先还 帮我出 帮我凑 帮我拿 帮我还 帮忙出 一次性 一次 手上有 手里有 手头有 存款 积蓄 攒了 攒下 凑了 凑到 凑到了 凑够了 凑够 攒够了 凑齐了 筹到了 攒到了 能凑 可以凑 凑 借到 借到了 有笔 手头 手上 手里 卡里有 存了 一把还 现金 lump savings 家里能给 家里给 爸妈给 家人给 亲戚借 朋友借 父母给 一把 公积金 结清 手头上有 余钱 闲钱 有存款 年终奖金 赔偿 补偿金 家里帮 家里愿意 愿意拿 家里拿 家里凑 能借我 可以借我 借给我 借我 借我的 愿意借我 一次还 一次过 卡上有 卡里还有 卡上还有 银行里有 账上有 微信里有 身上有 身上还有 手里还有 手上还有 手头还有`,
	tagMonthly:    `每月 每个月 一个月 一月 月 monthly per_month a_month 每月的 月均 月月 /月 按月 1个月 一个月的 month`,
	tagOverdue:    `断了 过咗期 过左期 逾期 预期 预期了 逾期了 愈期 拖了 拖欠 晚了 超期 过期 欠了有 断供 逾了 已逾期 overdue late 逾期快 逾期有 yuqi 停还 断还 拖着 拖到 逾 于期 余期 逾其 与期 愈其 迟了 过了还款日 past_due 黑了 爆雷 强制上岸 迟还 迟还了 迟还咗 behind 晚还了 晚了有`,
	tagUnpaid:     `没还 未还款 没还款 还不上 没有还 还不了 没还上 没钱还 还不起 没还过 冇还 没再还 没给 没交 没能还 一分没还 没按时还 不还 没还钱 没还了`,
	tagNotDue:     `还没到期 没到期 未到期 快到期 马上到期 即将到期 没逾期 还没逾期 没预期 还没预期 未预期 未逾期 要到期 还未到期 不逾期 快逾期 马上逾期 要逾期 即将逾期 没有逾期 快要逾期 不想逾期 怕逾期 马上要逾期 还没有逾期 not_due not_overdue not_overdue_yet not_late not_late_yet isn't_overdue 还未逾期 暂时没逾期 就逾期 会逾期 马上就要逾期`,
	tagDue:        `最后一天 最后期限 截止 截止日 截止日期 到的期 到了期 刚过期 首期还款 第一期还款 第一次还款 头一期还款 deadline 到期 还款日 应还日 就该还 该还了 最后还款日 到期还款日 该还 应该还款 要还款 due 就到期 扣款日 还款日期 到期日 到日子`,
	tagBorrowed:   `借了 贷了 借款 贷款 借的 贷的 借 贷 当初借 总共借 borrowed 放款 下款`,
	tagPaid:       `还了 已还 已经还 还过 还完 还掉 已经还了 还清 付了 交了 已付 paid 被扣了 扣走 被划了 被划走 划走了 扣划了 被骗 被骗了 骗了 骗走 亏了 赔了 输了 亏 赔 损失 亏损 赔进去 砸了 投了 花了 自动扣 划走 转走 输掉 输 亏掉 丢了 收了我 给了他 要我交 让我交 让我先交 还到 还到了 还到第`,
	tagIgnore:     `卡里只有 卡里就 卡里只剩 兜里只有 兜里只剩 身上只有 身上只剩 多花 多花了 多支出 扣工资 扣我工资 工资里扣 工资卡里扣 额度 最低还款 最低还 最低 押金 保证金 总额度 临时额度 限额 每次 优惠 工龄 分期费 彩礼 罚单 尾款 预付 房价 日均 一晚上 要求 说要 让我还 要我还 非要 逼我还 必须一次 叫我还 让我一次 要我一次 最大`,
	tagBefore:     `dropped_from fell_from went_from cut_from down_from reduced_from decreased_from went_down_from 由 原岗位 原单位 原职位 原公司 原先的工资 以前 原来 原本 之前 原先 从 本来 过去 曾经 去年 疫情前 从前 最早 一开始 开始 刚开始 往年 旺季 平时 before 税前 被裁前 失业前 裁员前 辞职前 离职前 下岗前 停工前 生病前 出事前 失业之前 被裁之前 生病之前 辞职之前 裁员之前 下岗之前`,
	tagNow:        `交完社保 交了社保 交完五险一金 交完保险 降薪到 降薪至 降薪成 减薪到 降工资到 工资降到 扣完 扣除后 扣后 实际到手 涨到 变成 到了 现在 目前 如今 降到 降成 降至 变成了 只有 就 减到 减少到 now 掉到 眼下 跌到 这两个月 这个月 最近 现 降为 只剩下 缩到 缩水到 砍到 只发 仅 扣掉社保 扣了社保 扣社保 扣完社保 扣掉五险一金 扣完五险一金 扣完税`,
	tagDrop:       `少挣 少赚 少挣了 少赚了 少收入 少拿了 降了 少了 扣了 减了 减少 减少了 降薪 砍了 缩水 少拿 少发 降`,
	tagNot:        `不是 没有 并非 没 非 无 not 唔系 不含 不算 不包括 没用过 没开过 没开通 没碰过 没借过 没办过 没用`,
	tagFix:        `不对 说错 看错 记岔了 看岔了 说错了 写错 写错了 打错 打错了 算错 记错 更正 纠正 应该是 哦不 啊不 才对 错了 搞错 准确说 不不 口误 还是 no, 记错了 看错 不不不 算了 其实是 其实有 实际是 实际上是 最新的是 最新是`,
	tagLabel:      `电话 手机 手机号 订单号 订单 单号 编号 尾号 流水号 案号 工号 身份证 卡号 验证码 热线 打 拨打 拨 联系 致电 qq 微信 号码 客服电话 座机 order phone tel 快递 工单 工单号 芝麻分 芝麻信用 分数 信用分 房号 门牌 邮编 车牌 版本 群 合同号 第 微信号 账号 年龄 today今年 年纪 短信 12306`,
	tagEach:       `各 各自 每个 每家 各欠`,
	tagRespective: `分别 分别是`,
	tagAll:        `都 all both 全都 全部都 均 全 统统`,
	tagOthers:     `工人工资 给工人发工资 给工人 店员工资 伙计工资 工人 爸一个月 妈一个月 爸每月 妈每月 爸每个月 妈每个月 爸领 妈领 爸爸一个月 妈妈一个月 爸退休金 妈退休金 哥一个月 姐一个月 老伴 老伴儿 老头子 我爹 我娘 俺爹 俺娘 俺妈 俺爸 我奶 奶奶 爷爷 外婆 外公 姥姥 姥爷 公婆 他爸 她爸 孩子爸 孩子他爸 孩他爸 娃他爸 娃爸 孩子妈 孩子他妈 孩他妈 娃他妈 公公 婆婆 岳父 岳母 丈母娘 老丈人 闺女 女婿 儿媳 嫂子 爱人 那口子 俩人 两人 两个人 老婆工资 老公工资 老婆一个月 老公一个月 对象工资 爸妈工资 父母退休金 老婆挣 老公挣 爸爸退休金 妈妈退休金 我爸退休金 我妈退休金 老婆收入 老公收入 我妈 我爸 同事 朋友 别人 邻居 网友 有人 老婆的工资 老公的工资 老婆每月 老公每月 媳妇 妻子 丈夫 老公 老婆 对象 女朋友 男朋友 爸妈 父母 我哥 我姐 我弟 我妹 儿子 女儿 请了 雇了 员工 husband wife 夫妻 夫妻俩 夫妻两 两口子 俩口子 我们俩 我俩 全家 家里一共 couple`,
	tagPerTerm:    `每期 一期 每一期 各期 每期还 每期要还 每期得还 每期应还 每月应还 月供`,
	tagDown:       `首付 首期 先付 先还 首先还 预付 先交`,
	tagGrown:      `翻到 翻成 飙到 飙升到 冲到 长到 加到 变到 堆到 堆成 累积到 累积成 累计到 累到 攒到 攒成 积到 积累到 滚到 滚成 滚成了 滚到了 滚了 涨成 利滚利到`,
	tagWork:       `打包 打螺丝 打扫 打杂 上班 护工 保安 保洁 服务员 收银 收银员 店员 快递员 骑手 销售员 司机 厨师 文员 会计 老师 护士 普工 网管 导购 搬运工 电工 焊工 木工 瓦工 环卫工 保姆 月嫂 家政 程序员 前台 仓管 质检 流水线 做销售 做销售的 打工 干活 做工 摆摊 做事 干活儿 跑车 开车 妈给我 我妈给我 爸给我 我爸给我 妈妈给我 我妈妈给我 爸爸给我 我爸爸给我 爸妈给我 我爸妈给我 父母给我 我父母给我 家里给我 我家里给我 家人给我 我家人给我 老公给我 我老公给我 老婆给我 我老婆给我 儿子给我 我儿子给我 女儿给我 我女儿给我 孩子给我 我孩子给我`,
	tagMoved:      `改到 改成 调到 换到 推到 延到 挪到 改为 延期到 推迟到 宽限到 缓到 拖到下`,
	tagOtherMonth: `下个月 下月 上个月 上月 上上个月 上上月`,
	tagNoIncome:   zeroIncomeList,
	tagBillDay:    `账单日 出账 出账日 出账单 账单日期`,
	tagCleared:    `没欠 不欠 还清了 已经还清 已还清 还完了 早还完了 都还完了 已经还完 结清了 已结清 没问题 没有问题 没欠钱 没有欠 没欠款 没动 没动过 没用过的`,
	tagThisTerm:   `那期 那一期 那期要还 这期 本期 这一期 当期 这个月要还 本月要还 这个月该还 本月应还 这个月应还 这月要还 上一期 上期 下期 月份的 月账单 月的账单 月份账单`,
	tagBase:       `底薪 保底 基本工资 基本薪 base_salary base_pay`,
	tagSaid:       `打电话说 来电话说 发短信说 短信说 来电说 打来说 电话里说 老板说 公司说 厂里说 单位说 领导说 催收说 客服说 他们说 对方说 平台说 银行说 中介说 说是 他说 她说 人家说 催收要 客服要 他们要 对方要 催收让 客服让 他们让 催收叫 客服叫 他们叫 平台要 银行要 律师说 法务说 they_say they_said they_want 说我 说我欠 还说`,
	tagDemand:     `让我 要我 叫我 逼我 喊我 催我 非要我 说要加 让先 要先 说先 必须先 told_me asked_me want_me`,
	tagOwedMe:     `还欠我 也欠我 还欠着我 欠咱 欠俺 该我的 借走 借走我 借走了 朋友借走 亲戚借走 同事借走 欠我 欠我的 欠着我 不还我 没还我 欠薪 欠工资 欠发 拖欠工资 拖欠我 拖欠了我 借给 借给了 借出去 owes_me owe_me lent`,
	tagFuture:     `包就业 包分配 承诺月薪 号称月薪 说月薪 说能月入 说好 说好的 谈好的 答应给 会有 将有 将会 即将 预计 下个月会 下月会 下个月开始 下月开始 下个月能 下个月收入 下月收入 下个月才 下个月上班 下周开始 以后会 明年会 等拿到 拿到以后 如果 要是 假如 万一 等找到工作 找到工作后 找到工作以后 找到工作再 找到工作就 找到工作了就 入职后 will next_month_i if_i 估计 估摸着`,
	tagSometimes:  `的时候 有时候 有时 好的时候 差的时候 旺季 淡季 多的 少的 最高 最好 最差 好的月份 偶尔 少则 多则 忙时 闲时 sometimes`,
	tagPerOther:   `每天 每日 每周 每星期 每个星期 每小时 一小时 每年 每一天 日均 日均收入 日收入 日工资 日结工资 周结 周结工资 per_day a_day per_week a_week an_hour per_hour per_year a_year`,
	tagAnd:        `和 跟 加 加上 以及 还有 另外 、 与 还 and +`,
}

// tagTable is the lexicon of all tags; products are in it with their own numbers.
var tagTable = sync.OnceValue(func() *trie {
	t := newTrie()
	for word, p := range productNames() {
		t.add(word, productBase+int32(p))
	}
	for tg := tagStop; tg < tagEnd; tg++ {
		addWords(t, tagWords[tg], int32(tg))
	}
	for _, n := range []string{"一", "两", "二", "三", "四", "1", "2", "3", "4"} {
		t.add(n+"张卡", int32(tagBankCard))
	}
	for _, card := range []string{"卡数", "恒丰卡", "东亚卡", "盛京卡", "中原卡", "渤海卡", "运通卡"} { // 卡数: what is owed on cards, in Cantonese
		t.add(card, int32(tagBankCard))
	}
	for _, b := range []string{"农商行", "农商", "农信", "农信社", "信用社", "村镇银行"} {
		t.add(b+"卡", int32(tagBankCard))
		t.add(b+"的卡", int32(tagBankCard))
		t.add(b+"信用卡", productBase+creditCardIndex)
	}
	t.add("交通的", int32(tagBank)) // 交通的1万9: by itself it is how one gets to work
	for b := range strings.FieldsSeq(latinBanks) {
		b = strings.ReplaceAll(b, "_", " ")
		t.add(b, int32(tagBank))
		t.add(b+" card", int32(tagBankCard))
		t.add(b+" credit card", productBase+creditCardIndex)
	}
	for b := range strings.FieldsSeq(bankNames) {
		t.add(b, int32(tagBank))
		t.add(b+"卡", int32(tagBankCard))
		t.add(b+"的卡", int32(tagBankCard))
		t.add(b+"信用卡", productBase+creditCardIndex)
		t.add(b+"的信用卡", productBase+creditCardIndex)
	}
	return t
})

// bankNames are the banks whose name people say for its credit card.
const bankNames = `工商 建设 招行 招商银行 招商 建行 建设银行 中国建设银行 工行 工商银行 农行 农业银行 中行 中国银行 交行 交通银行 中信 中信银行 浦发 浦发银行 广发 广发银行 平安 平安银行
	光大 光大银行 民生 民生银行 兴业 兴业银行 华夏 华夏银行 邮储 邮储银行 邮政 邮政储蓄 北京银行 上海银行 浙商 浙商银行 渤海银行 宁波银行 江苏银行 南京银行 徽商银行 恒丰银行 杭州银行 花旗 汇丰
	工银 建行龙卡 渣打 渣打银行 东亚银行 星展 星展银行 中银 中原银行 晋商银行 晋商 齐鲁银行 青岛银行 日照银行 潍坊银行 威海银行 烟台银行 临商银行 济宁银行 河北银行 沧州银行 张家口银行 唐山银行 邯郸银行 承德银行 天津银行 内蒙古银行
	哈尔滨银行 哈行 龙江银行 吉林银行 盛京银行 锦州银行 大连银行 辽沈银行 营口银行 兰州银行 甘肃银行 西安银行 长安银行 宁夏银行 青海银行 昆仑银行 乌鲁木齐银行 新疆银行 郑州银行 洛阳银行 汉口银行 湖北银行 武汉农商行 长沙银行 华融湘江银行 湖南银行
	江西银行 九江银行 赣州银行 南昌银行 苏州银行 无锡银行 常熟银行 张家港银行 江阴银行 温州银行 台州银行 泰隆银行 民泰银行 稠州银行 嘉兴银行 湖州银行 绍兴银行 金华银行 福建海峡银行 海峡银行 泉州银行 厦门银行 厦门国际银行
	广州银行 东莞银行 珠海华润 华润银行 广东南粤银行 南粤银行 深圳农商行 广西北部湾银行 北部湾银行 桂林银行 柳州银行 海南银行 成都银行 成都农商行 重庆银行 重庆农商行 绵阳商业银行 天府银行 贵阳银行 贵州银行 富滇银行 曲靖银行 西藏银行 长治银行 晋城银行 徽商`

// latinBanks are the same as they stand on the cards and in English.
const latinBanks = `icbc boc ccb cmb bocom citic spdb cgb psbc hsbc citibank china_merchants_bank china_merchants bank_of_china construction_bank agricultural_bank bank_of_communications ping_an ping_an_bank pingan minsheng everbright`

// bankTrie finds the names of banks.
var bankTrie = set(bankNames + " " + latinBanks)

// productAt reports the name of a loan.
func productAt(rs []rune, i int) bool {
	id, _, ok := tagTable().longest(rs, i)
	return ok && id >= productBase
}

// bankAt reports the name of a bank.
func bankAt(rs []rune, i int) bool {
	_, _, ok := bankTrie().longest(rs, i)
	return ok
}

// productBase separates products from tags in tagTable.
const productBase = 1000

func addWords(t *trie, words string, id int32) {
	for w := range strings.FieldsSeq(words) {
		t.add(strings.ReplaceAll(w, "_", " "), id)
	}
}
