package understand

// crisisConcepts are the notions in which people speak of ending their life, most of them
// harmless alone.
var crisisConcepts = newConceptBook([]concept{
	{"<die>", `死 亖 自杀 自尽 去死 死掉 自鲨 自沙 自s 紫砂 zs zisha 轻生 寻死 寻短见 了断 了结 嗝屁 噶 嘎了 上吊 die dead suicide kill_myself 44 似了`},
	{"<live>", `活 活着 活下去 活在 生活 苟活 活到 做人 生命 人生 命 一生 live living life alive 活路 呼吸`},
	{"<end>", `结束 终结 到此为止 尽头 到头 终止 最后 完结 一了百了 了此 算了 重开 end over`},
	{"<leave>", `离开 离去 走了 想走 要走 先走 走吧 走开 消失 蒸发 不在了 不在 没了 人没了 不回来 告别 道别 永别 再见 拜拜 上路 解脱 下线 退出 disappear gone leave goodbye`},
	{"<not>", `不想 不愿 不要 没有 不再 再也 不用 不会 不该 不配 没 别 不 唔想 dont don't not no never without`},
	{"<want>", `想 好想 真想 想要 只想 总想 老想 宁可 宁愿 恨不得 希望 盼着 巴不得 愿 不如 干脆 want wish`},
	{"<self>", `我 自己 俺 本人 i me myself my`},
	{"<meaning>", `意义 意思 价值 理由 勇气 盼头 指望 希望 留恋 牵挂 动力 图啥 图什么 干啥 用处 光 worth reason point hope`},
	{"<despair>", `绝望 绝境 崩溃 痛苦 受罪 煎熬 折磨 累赘 拖累 多余 废物 罪人 笑话 行尸走肉 抑郁 抑郁症 太苦 太累 撑不下去 撑不住 挺不住 熬不 顶唔顺 受够 burden better_off`},
	{"<world>", `世界 世上 人间 人世 阴间 天堂 天上 那边 来世 来生 下辈子 这辈子 投胎 阎王 老天 梦里 world`},
	{"<sleep>", `睡 醒 睁眼 睁开 闭眼 闭上 长眠 睡过去 醒来 永远 休息 sleep wake`},
	{"<means>", `安眠药 农药 药 头孢 安定 敌敌畏 绳子 刀 刀片 炭 烧炭 木炭 煤气 割 划 手腕 割腕 割脉 片药 吞 血 pills 自残 伤害自己 捅 撞`},
	{"<place>", `楼 楼顶 天台 顶楼 窗 窗户 窗前 窗台 阳台 桥 护栏 栏杆 江 河 海 湖 水里 水库 铁轨 火车 悬崖 大桥 bridge roof`},
	{"<jump>", `跳 跳下去 跳楼 跳河 飞下去 下去 冲下 冲出去 扎进 栽进 往下看 jump`},
	{"<will>", `后事 遗书 遗嘱 遗言 遗物 字条 留了 写好 托付 拜托 照顾好 交代 安排好 转告 密码 一封 长信 孩子就`},
	{"<insurance>", `保险 意外 意外险 赔 车祸 债消 账消 免债 清了 insurance`},
	{"<today>", `今晚 今天 明天 明早 很快 马上 天亮 tonight tomorrow`},
	{"<family>", `爸妈 父母 老婆 孩子 家里 家人 他们 女儿 儿子 妈 爸 奶奶 爷爷 老公 family`},
	{"<debt>", `还款 分期 协商 逾期 利息 客服 账单 征信 催收 花呗 借呗 短信 电话 还清 平台 网贷 额度 借 贷款 还 钱 债 月供 申请`},
	{"<work>", `工作 上班 公司 工地 生意 店 老板 工资 住院 医院 做手术 开店 打工`},
	{"<overstated>", `累死 穷死 笑死 烦死 气死 热死 忙死 饿死 困死 吓死 急死 愁死 死板 死期 死工资 死活 死磕 死心 死循环 死贵 压死 烦死人 死不 要死`},
})
