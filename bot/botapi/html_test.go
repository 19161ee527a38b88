package botapi

import (
	"strings"
	"testing"
)

func TestParseHTML(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"花呗 🏟", "花呗 🏟"},
		{"<b>a</b><i>b</i><u>c</u><s>d</s><code>e</code><pre>f</pre>", "abcdef"},
		{"<strong>a</strong><em>b</em><ins>c</ins><strike>d</strike><del>e</del>", "abcde"},
		{`<a href="https://x.org/?a=1&amp;b=2">链接</a>`, "链接"},
		{`<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>`, "ab"},
		{"<blockquote>a</blockquote><blockquote expandable>b</blockquote>", "ab"},
		{`<tg-time unix="1795226400" format="wDt">周六</tg-time>`, "周六"},
		{`<pre><code class="language-go">x := 1</code></pre>`, "x := 1"},
		{"<b>a<i>b<u>c</u></i></b>", "abc"},
		{"<B>a</b >", "a"},
		{"<b>a</>", "a"},
		{"&lt;&gt;&amp;&quot;&#65;&#x42;&#128512;", `<>&"AB😀`},
		{"&nbsp;&laquo;&#12345678;&", "&nbsp;&laquo;&#12345678;&"},
		{"1 &lt 2", "1 < 2"},
		{"a > b", "a > b"},
	}
	for _, tt := range tests {
		got, _, err := parseHTML(tt.in)
		if err != nil || got != tt.want {
			t.Errorf("parseHTML(%q) = %q, %v, want %q", tt.in, got, err, tt.want)
		}
	}
}

func TestParseHTMLRefuses(t *testing.T) {
	tests := []struct{ in, want string }{
		{"<br>", `Unsupported start tag "br" at byte offset 0`},
		{"a < b", `Unsupported start tag "" at byte offset 2`},
		{"<b/>", `Unsupported start tag "b/" at byte offset 0`},
		{"🏟 🏟&lt;<abac aba>", `Unsupported start tag "abac" at byte offset 13`},
		{"欠 <12000", "Unclosed start tag at byte offset 4"},
		{"x <b", "Unclosed start tag at byte offset 2"},
		{"<a href", `Unclosed start tag "a" at byte offset 0`},
		{`<a href="x"`, "Unclosed start tag at byte offset 0"},
		{`<a href="x>y</a>`, "Unclosed start tag at byte offset 0"},
		{`<a ="x">y</a>`, `Empty attribute name in the tag "a" at byte offset 0`},
		{"<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"},
		{"<span>x</span>", `Tag "span" must have class "tg-spoiler" at byte offset 0`},
		{"x</b>", "Unexpected end tag at byte offset 1"},
		{"<b>x</b", "Unclosed end tag at byte offset 4"},
		{"<b>x</i>", `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`},
		{"<b><i>x</b></i>", `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`},
		{"<b>x", `Can't find end tag corresponding to start tag "b"`},
		{"<b><i>x</i>", `Can't find end tag corresponding to start tag "b"`},
		{`<tg-emoji emoji-id="x">y</tg-emoji>`, "Invalid custom emoji identifier specified"},
		{`<tg-time unix="1" format="YYYY">y</tg-time>`, "Invalid date format used"},
		{"a\x00b", "Text must not contain null bytes"},
	}
	for _, tt := range tests {
		_, _, err := parseHTML(tt.in)
		if want := "400 Bad Request: can't parse entities: " + tt.want; err == nil || err.Error() != want {
			t.Errorf("parseHTML(%q): %v, want %s", tt.in, err, want)
		}
	}
}

func TestEntities(t *testing.T) {
	_, got, err := parseHTML(`😀<b>花<i>呗</i></b> <a href="https://x.org">x</a><u></u>`)
	if err != nil {
		t.Fatal(err)
	}
	want := []entity{
		{Type: "italic", Offset: 3, Length: 1}, {Type: "bold", Offset: 2, Length: 2},
		{Type: "text_link", Offset: 5, Length: 1, URL: "https://x.org"},
	}
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("entity %d is %+v, want %+v", i, got[i], want[i])
		}
	}
}

func FuzzParseHTML(f *testing.F) {
	for _, seed := range []string{"<b>a</b>", "&#x", "<a href='", "</", "<b a = b c>", "&lt"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		text, entities, err := parseHTML(in)
		if err != nil {
			return
		}
		if !strings.ContainsAny(in, "<&") && text != strings.ToValidUTF8(in, "\ufffd") && len([]rune(text)) != len([]rune(in)) {
			t.Errorf("plain text %q became %q", in, text)
		}
		for _, e := range entities {
			if e.Offset < 0 || e.Length <= 0 || e.Offset+e.Length > length(text) {
				t.Errorf("%q: entity %+v outside the text", in, e)
			}
		}
	})
}
