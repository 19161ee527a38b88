package understand_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"xieshang/dialog/understand"
)

// TestMannersChangeNothing tells every opener of the test sets once more as a polite, a desperate and an old-fashioned
// person would: what is understood may not change.
func TestMannersChangeNothing(t *testing.T) {
	fullWidth := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９", ",", "，")
	for _, text := range openerTexts(t) {
		plain := understand.Opener(text, today)
		for _, same := range []string{"你好，" + text, "请问一下 " + text + "。", text + "，谢谢", text + "😭😭", text + " 怎么办啊！", "您好！" + text + "。求帮忙，拜托了🙏", fullWidth.Replace(text)} {
			if diff := cmp.Diff(plain, understand.Opener(same, today)); diff != "" {
				t.Errorf("%q is read otherwise than without manners:\n%s", same, diff)
			}
		}
	}
}

// TestMannersChangeNoAnswer does the same with answers.
func TestMannersChangeNoAnswer(t *testing.T) {
	for _, name := range []string{"answers.txt", "answers_told.txt", "answers_heard.txt", "answers_voices.txt", "answers_forms.txt", "answers_lives.txt", "answers_streets.txt", "answers_corners.txt"} {
		for _, l := range readLines(t, name) {
			field, text := l.part(0), l.part(1)
			plain := readField(field, text)
			if strings.HasPrefix(plain, "!") || strings.HasPrefix(text, "1 4") {
				continue // 1 4 0 0 0 is one number only by itself
			}
			for _, same := range []string{"嗯，" + text, "你好，" + text, text + "。", text + "，谢谢", text + "😭", "不好意思 " + text + "，辛苦了"} {
				if got := readField(field, same); got != plain {
					t.Errorf("%s %q is read as %s, without manners as %s", field, same, got, plain)
				}
			}
		}
	}
}

// TestMannersChangeNoQuestion asks every question as somebody would who does not want to be any trouble.
func TestMannersChangeNoQuestion(t *testing.T) {
	for _, l := range readLines(t, "questions.txt") {
		text := l.part(1)
		plain := understand.Topic(text)
		for _, same := range []string{"你好，" + text, "请问" + text, "您好！我想问一下，" + text, "那个，想咨询一下 " + text, text + "，谢谢", text + "🙏"} {
			if diff := cmp.Diff(plain, understand.Topic(same)); diff != "" {
				t.Errorf("%q is about something else than without manners:\n%s", same, diff)
			}
		}
	}
}

// TestMannersChangeNoDanger does the same with what must be heard first. Thanks at the end may be a farewell: with
// them a crisis may be heard where there was none, but none may be lost.
func TestMannersChangeNoDanger(t *testing.T) {
	for _, name := range []string{"alarms.txt", "alarms_unseen.txt", "alarms_voices.txt", "alarms_people.txt", "alarms_check.txt"} {
		for _, l := range readLines(t, name) {
			text := l.part(len(l.parts) - 1)
			plain := understand.Listen(text)
			for _, same := range []string{"你好，" + text, "在吗？" + text, "唉，" + text, text + "😭", "“" + text + "”"} {
				if diff := cmp.Diff(plain, understand.Listen(same)); diff != "" {
					t.Errorf("%q is heard otherwise than without manners:\n%s", same, diff)
				}
			}
			if crisis := slices.Contains(understand.Safety(text), understand.Crisis); crisis && !slices.Contains(understand.Safety(text+"，谢谢"), understand.Crisis) {
				t.Errorf("the crisis in %q is lost behind thanks", text)
			}
		}
	}
}

// openerTexts are the messages of all test sets of openers.
func openerTexts(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "openers*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no openers:", err)
	}
	var texts []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if text, _, ok := strings.Cut(line, "|"); ok && line[0] != '#' {
				texts = append(texts, strings.ReplaceAll(strings.TrimSpace(text), `\n`, "\n"))
			}
		}
	}
	return texts
}
