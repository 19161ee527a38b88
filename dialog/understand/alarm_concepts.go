package understand

// alarmConcepts are the notions in which people speak of danger, most of them harmless alone.
var alarmConcepts = newConceptBook([]concept{
	// Ending one's life.
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

	// Collectors and violence.
	{"<collector>", `催收 催债 讨债 要债 追债 收账 要账 高利贷 黑社会 混混 追数 第三方 他们的人 collector collectors`},
	{"<contact>", `打电话 打给 电话 短信 群发 联系 加微信 发给 告诉 call calls calling`},
	{"<others>", `同事 领导 单位 公司 亲戚 朋友 邻居 村里 通讯录 同学 岳父 丈母娘 客户 前夫 前妻 前女友 房东 爷爷奶奶 亲友 boss mother friends`},
	{"<abuse>", `骂 辱骂 侮辱 羞辱 恐吓 威胁 诅咒 骚扰 轰炸 曝光 吓 逼 恶劣 难听 脏话 爆通讯录 泄露 闹 贴条 横幅 传单 大字报 遗照 裸照 threaten threatening harass`},
	{"<often>", `天天 每天 不停 一天到晚 从早到晚 几十个 五十个 上百 换着号 半夜 凌晨 深夜 早上六点 晚上十一点 除夕 二十几条 没完没了 every_day midnight`},
	{"<posing>", `冒充 自称 假装 伪装 假扮 pretend`},
	{"<police>", `警察 公安 法院 派出所 公检法 逮捕令 通缉令 police`},
	{"<hit>", `打了 打我 打人 打断 打伤 打进 打得 揍 殴打 踹 踢 扇 掐 推倒 推搡 动手 动粗 围殴 砍 捅 剁 卸 弄死 杀 弄残 绑 拖 按住 打死 家暴 拽 hit beat kill break`},
	{"<confine>", `堵 堵在 堵门 关在 关起来 不让走 不让我走 不让离开 扣住 扣留 限制人身自由 控制 围住 赖在 闯进 强行 蹲守 跟踪 尾随 收拾我 弄我`},
	{"<damage>", `砸 泼 油漆 粪 烧 纵火 锁 玻璃 扎 抢走 放火 放蛇 石头 刀 棍子 枪 door`},

	// Courts.
	{"<court>", `法院 法庭 传票 开庭 应诉 起诉状 判决 判决书 裁定 裁定书 答辩 法官 书记员 执行局 被执行人 支付令 诉前调解 仲裁 强制执行 失信 限高 案号 立案 被告 庭前 冻结 查封 执行通知 court summons hearing judgment sued`},
	{"<sue>", `起诉 告我 打官司 告上 诉讼 律师函 司法 sue`},
	{"<got>", `收到 接到 寄来 寄到 送来 发来 来了 到了 下来了 已经 通知 领 打来 打电话来 给我打 got received`},
	{"<worry>", `会不会 会 怕 担心 如果 要是 万一 多久 什么时候 吗 是真的 听说 没有 怎么避免 will afraid`},

	// Agents and forged papers.
	{"<agent>", `法务 中介 代理 代办 代协商 机构 律所 债务公司 协商公司 优化师 债务优化 债务重组 反催收 抖音 快手 小红书 内部人员 内部员工 老师 导师 团队 群主 专业 黄牛 有人说 自称 万能电话 agent company someone`},
	{"<fee>", `收费 手续费 服务费 先交 先付 先转 定金 押金 保证金 交钱 费用 个点 解冻费 会员费 首款 收我 转钱 打款 付费 fee upfront`},
	{"<erase>", `洗白 修复 消除 删 删除 停催 停息 挂账 清零 消逾期 免债 包过 减免 解冻 提额 恢复额度 退息 垫资 erase`},
	{"<handover>", `寄 手机卡 身份证正反面 银行卡 验证码 共享屏幕 呼叫转移 私人账户 个人账户 二维码 安全账户 拉黑 委托协议 sim`},
	{"<fake>", `假 假的 伪造 造假 虚假 ps p一张 p个 p一个 p图 编 编造 虚构 仿 仿造 刻章 代开 改一下 改低 改成 抠图 模仿 谎报 装病 生成 买个 买张 没病 其实没有 fake photoshop forge`},
	{"<paper>", `证明 流水 病历 诊断 诊断书 公章 章 材料 工资条 工资单 离职 假条 发票 证件 签名 合同 判决 贫困证 收入证明 住院 certificate statement documents`},

	// Whose loan it is.
	{"<notmine>", `不是我 不是本人 没借过 没贷过 没有贷过 从没借 从来没有 不认识 没听过 没办过 没申请 不知情 不知道 冒名 冒用 盗用 盗刷 被盗 偷用 偷偷 伪造 never not_my hacked`},
	{"<name>", `身份证 名义 名下 信息 账号 账户 手机 刷脸 人脸 身份 用我的 拿我 征信 id name account`},
	{"<loan>", `贷款 借款 借的 贷的 借了 贷了 网贷 花呗 借呗 信用卡 一笔 loan`},

	// Minors and gambling.
	{"<minorage>", `10岁 11岁 12岁 13岁 14岁 15岁 16岁 17岁 十岁 十一岁 十二岁 十三岁 十四岁 十五岁 十六岁 十七岁 17周岁 16周岁 十七周岁 我16 我17 我15 我14 今年16 今年17 今年15 才16 才17 才15 才14 今年十六 今年十七 今年十五 我十六 我十七 我十五 刚满15 刚满16 刚满17 刚17 im_17 im_16 16 17_years`},
	{"<notadult>", `未成年 没成年 未满 没满 不满十八 不到十八 没到18 不到18 未夠 还没满 离成年 虚岁 差三个月 10后 09年 2010年 under_18 minor`},
	{"<school>", `初中 高中 初一 初二 初三 高一 高二 高三 小学 中专 职高 六年级 五年级 中学 school`},
	{"<child>", `我儿子 我女儿 儿子 女儿 孩子 小孩 娃 弟弟 妹妹 侄子 外甥`},
	{"<adult>", `18岁 我18 大学 大一 大四 研究生 毕业 成年 二十 三十 四十`},
	{"<gamble>", `赌 网赌 赌博 赌球 赌场 下注 押注 百家乐 德州 澳门 时时彩 快三 老虎机 捕鱼 彩票 六合彩 炸金花 斗牛 牌九 牛牛 麻将 打牌 玩牌 菠菜 bc 棋牌 买球 翻本 回本 梭哈 骰子 赌马 casino gambling betting slots`},
	{"<lose>", `输 输了 输光 输掉 欠的 亏 lost losses`},
	{"<nogamble>", `不赌 没赌 不是赌博 打赌 赌气 从不赌 不赌博 炒股 股票 基金`},
})
