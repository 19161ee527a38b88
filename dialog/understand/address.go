package understand

// Where somebody lives: 文三路123号5幢402室, 3栋2单元501. A street with its number counts where a
// house follows or the words speak of a home; 15号 alone is a day.

// maxAddress is how far before its numbers the name of a street or a quarter is looked for.
const maxAddress = 24

var (
	streetEnds = set(`路 街 大街 大道 道 巷 弄 胡同 里 段 村 屯 组 社区 小区 花园 公寓 苑 家园 院`)
	houseUnits = set(`栋 幢 号楼 单元 号院 号附 号大院 座楼`)
	roomUnits  = set(`室 房 号房 户 楼 层 单元 号`)
	dwellWords = set(`住在 我住 家住 住址 地址 位于 家在 寄到 寄给 送到 现住 户籍 户口 老家在 搬到 租在 租住 住的是`)
	areaEnds   = set(`省 市 区 县 镇 乡 村 街道 自治区 自治州 新区 开发区`)
)

// addressAt reads an address whose first number stands at i.
func addressAt(rs []rune, i int) (secretSpan, bool) {
	end, ok := houseAt(rs, i)
	if !ok {
		if end, ok = streetNumberAt(rs, i); !ok {
			return secretSpan{}, false
		}
	}
	for more, ok := furtherNumber(rs, end); ok; more, ok = furtherNumber(rs, end) {
		end = more
	}
	return secretSpan{Address, addressStart(rs, i), end}, true
}

// houseAt reads 5幢402室, 3栋2单元501 and 88号院6号楼: a number of a house with another behind it.
func houseAt(rs []rune, i int) (int, bool) {
	j := skipDigits(rs, i)
	_, end, ok := houseUnits().longest(rs, j)
	if !ok || j-i > 4 || j == i {
		return 0, false
	}
	more, ok := furtherNumber(rs, end)
	return more, ok
}

// streetNumberAt reads the number of a street: 文三路123号 where a house follows or home is spoken of.
func streetNumberAt(rs []rune, i int) (int, bool) {
	j := skipDigits(rs, i)
	if j == i || j-i > 5 || peek(rs, j) != '号' || !behindStreet(rs, i) {
		return 0, false
	}
	if more, ok := furtherNumber(rs, j+1); ok {
		return more, true
	}
	from := max(0, i-maxAddress)
	before := message{rs: rs[from:i]}
	area := 0
	for k := range before.rs {
		if _, _, ok := areaEnds().longest(before.rs, k); ok {
			area++
		}
	}
	return j + 1, before.says(dwellWords) || area >= 2
}

// behindStreet reports the end of a street's name right before i: 和平街, 人民路三段.
func behindStreet(rs []rune, i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if _, end, ok := streetEnds().longest(rs[:i], k); ok && end == i && k > 0 && breakStrength(rs, k-1) == 0 {
			return true
		}
	}
	return false
}

// furtherNumber reads the next part of an address: 5幢, 402室, 附2号, 1203.
func furtherNumber(rs []rune, i int) (int, bool) {
	for c := peek(rs, i); c == ' ' || c == '附' || c == '-' || c == '院'; c = peek(rs, i) {
		i++
	}
	j := skipDigits(rs, i)
	if j == i || j-i > 5 || peek(rs, j-1) == '.' {
		return 0, false
	}
	if _, end, ok := houseUnits().longest(rs, j); ok {
		return end, true
	}
	if _, end, ok := roomUnits().longest(rs, j); ok {
		return end, true
	}
	c := peek(rs, j)
	return j, j-i >= 3 && (c == 0 || breakStrength(rs, j) > 0)
}

// addressStart is where the name of the place begins, before its first number.
func addressStart(rs []rune, i int) int {
	start := i
	for start > 0 && i-start < maxAddress && breakStrength(rs, start-1) == 0 {
		if _, end, ok := dwellWords().longest(rs[:start], start-1); ok && end == start {
			break
		}
		if c := rs[start-1]; c == '在' || c == '是' || c == '到' || c == '我' {
			break
		}
		start--
	}
	return start
}
