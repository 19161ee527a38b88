package playbook

import "testing"

func BenchmarkLetter(b *testing.B) {
	book := load(b)
	p := particulars()
	for b.Loop() {
		if _, err := book.Letter("request", p); err != nil {
			b.Fatal(err)
		}
	}
}

func particulars() Particulars {
	return Particulars{Today: checked(), Product: "花呗", To: "＿＿＿＿（花呗借款合同写明的贷款人）", Reason: "本人收入下降。"}
}
