package understand

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestDbg(t *testing.T) {
	for _, l := range strings.Split(os.Getenv("DBG"), ";;") {
		if l == "" {
			continue
		}
		m := newMessage(l)
		for _, k := range scan(m.rs, false) {
			fmt.Printf("  [%d-%d %q kind=%d tag=%d low=%s high=%s dur=%d..%d]\n", k.start, k.end, string(m.rs[k.start:k.end]), k.kind, k.tag, k.q.low, k.q.high, k.dur.low, k.dur.high)
		}
	}
}
