package understand

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"xieshang/dialog/phrase"
)

// Zone returns the time zone of a place or an offset that a message names, as "Asia/Tokyo"
// or "UTC+05:30".
func Zone(text string) (string, bool) {
	for _, word := range strings.Fields(text) { // a name is written as it is
		if zoneName.MatchString(word) {
			_, err := time.LoadLocation(word)
			return word, err == nil
		}
	}
	said := string(fold(text).runes)
	if m := offset.FindStringSubmatch(said); m != nil {
		return zoneOf(m[1], m[2], m[3])
	}
	if m := chineseOffset.FindStringSubmatch(said); m != nil {
		hours, ok := clockNumber(m[2])
		if !ok {
			return "", false
		}
		return zoneOf(map[string]string{"东": "+", "西": "-"}[m[1]], strconv.Itoa(hours), "")
	}
	for _, c := range cities {
		for _, name := range c.names {
			if strings.Contains(said, name) {
				return c.zone, true
			}
		}
	}
	return "", false
}

var (
	zoneName      = phrase.MustCompile(`^(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)(/[A-Z][A-Za-z_-]+){1,2}$`)
	offset        = phrase.MustCompile(`(?:utc|gmt|^)\s*([+-])\s*(\d{1,2})(?::?([0-5]\d))?\s*$`)
	chineseOffset = phrase.MustCompile(`(东|西)([一二三四五六七八九十]{1,2}|\d{1,2})区`)
)

// zoneOf is the name of an offset, if there is such a place.
func zoneOf(sign, hours, minutes string) (string, bool) {
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	if h > 14 || h == 14 && m > 0 || sign == "-" && h > 12 {
		return "", false
	}
	return fmt.Sprintf("UTC%s%02d:%02d", sign, h, m), true
}

// cities are places where people who read Chinese live, in simplified characters and lower
// case. Longer names stand before those they contain.
var cities = []struct {
	zone  string
	names []string
}{
	{"Asia/Shanghai", []string{"北京", "上海", "广州", "深圳", "成都", "重庆", "杭州", "武汉", "中国", "大陆", "国内", "beijing", "shanghai", "china"}},
	{"Asia/Hong_Kong", []string{"香港", "hong kong", "hongkong"}},
	{"Asia/Macau", []string{"澳门", "macau", "macao"}},
	{"Asia/Taipei", []string{"台北", "台湾", "高雄", "taipei", "taiwan"}},
	{"Asia/Urumqi", []string{"乌鲁木齐", "新疆", "urumqi"}},
	{"Asia/Tokyo", []string{"东京", "大阪", "日本", "tokyo", "osaka", "japan"}},
	{"Asia/Seoul", []string{"首尔", "韩国", "seoul", "korea"}},
	{"Asia/Singapore", []string{"新加坡", "singapore"}},
	{"Asia/Kuala_Lumpur", []string{"吉隆坡", "马来西亚", "kuala lumpur", "malaysia"}},
	{"Asia/Bangkok", []string{"曼谷", "泰国", "bangkok", "thailand"}},
	{"Asia/Ho_Chi_Minh", []string{"胡志明", "河内", "越南", "ho chi minh", "hanoi", "vietnam"}},
	{"Asia/Phnom_Penh", []string{"金边", "柬埔寨", "西港", "phnom penh", "cambodia"}},
	{"Asia/Yangon", []string{"仰光", "缅甸", "yangon", "myanmar"}},
	{"Asia/Manila", []string{"马尼拉", "菲律宾", "manila", "philippines"}},
	{"Asia/Jakarta", []string{"雅加达", "jakarta"}},
	{"Asia/Dubai", []string{"迪拜", "阿联酋", "dubai"}},
	{"Asia/Kolkata", []string{"新德里", "孟买", "印度", "delhi", "mumbai", "india"}},
	{"Europe/Moscow", []string{"莫斯科", "moscow"}},
	{"Europe/London", []string{"伦敦", "英国", "曼彻斯特", "london", "england"}},
	{"Europe/Paris", []string{"巴黎", "法国", "paris", "france"}},
	{"Europe/Berlin", []string{"柏林", "慕尼黑", "法兰克福", "德国", "berlin", "munich", "frankfurt", "germany"}},
	{"Europe/Madrid", []string{"马德里", "西班牙", "巴塞罗那", "madrid", "spain", "barcelona"}},
	{"Europe/Rome", []string{"罗马", "米兰", "意大利", "rome", "milan", "italy"}},
	{"America/New_York", []string{"纽约", "波士顿", "华盛顿", "亚特兰大", "美东", "new york", "boston", "washington", "atlanta"}},
	{"America/Chicago", []string{"芝加哥", "休斯敦", "达拉斯", "美中", "chicago", "houston", "dallas"}},
	{"America/Denver", []string{"丹佛", "denver"}},
	{"America/Los_Angeles", []string{"洛杉矶", "旧金山", "西雅图", "硅谷", "美西", "los angeles", "san francisco", "seattle"}},
	{"America/Toronto", []string{"多伦多", "toronto"}},
	{"America/Vancouver", []string{"温哥华", "vancouver"}},
	{"Australia/Sydney", []string{"悉尼", "雪梨", "墨尔本", "sydney", "melbourne"}},
	{"Australia/Perth", []string{"珀斯", "perth"}},
	{"Pacific/Auckland", []string{"奥克兰", "新西兰", "auckland", "new zealand"}},
}
