package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"xieshang/bot/botapi"
)

// planted are figures and words of a person, as they might be written. None is so short that
// sealed bytes might hold it by chance.
var planted = []string{
	"13579", "13,579", "8642.", "8,642", "864213", "26213", "26,213", "23971", "23,971",
	"花呗", "huabei", "Huabei", "收入下降", "income_drop", "降薪", "鹦鹉",
	"建议还", "协商", "逾期", "第 1 期", "已还", "keeping.home", "plan.result", "due:1", "intake.",
}

// plantingStory is told to the bot to see where its words end up.
var plantingStory = []string{
	text("/start"), press("已满 18 岁，同意并开始"), press("都没有"), press("花呗"),
	text("本金13579.86 罚息8642.13"), text("83天"), text("到手26213 花23971"), press("收入下降"),
	text("我养了一只鹦鹉"), press("拿话术去谈"), press("谈完了"), press("同意了"), press("就是这样"),
	press("记下来"), clockTo("2026-12-15T09:00"), press("还了一部分"), text("77.31"), text("/export"),
}

// TestNothingReadable copies the database while the bot is at work: nothing that the person
// said or was told can be read in it, nor in what the program logs.
func TestNothingReadable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in, lines := io.Pipe()
	answers, out := io.Pipe()
	var problems bytes.Buffer
	ended := make(chan int)
	go func() {
		args := []string{"chat", "--json", "--db", filepath.Join(dir, "x.db"), "--now", storyStart, "--out", t.TempDir()}
		ended <- run(context.Background(), args, nil, streams{in, out, &problems})
		out.Close()
	}()
	decoder := json.NewDecoder(answers)
	for _, l := range plantingStory {
		fmt.Fprintln(lines, l)
		for done := false; !done; {
			var s said
			if err := decoder.Decode(&s); err != nil {
				t.Fatal(err)
			}
			if done = s.Done; s.Error != "" {
				t.Fatalf("%s: %s", l, s.Error)
			}
		}
		searchFolder(t, dir, append(planted, "77.31"))
	}
	lines.Close()
	if status := <-ended; status != 0 || problems.Len() > 0 {
		t.Errorf("exit status %d: %s", status, &problems)
	}
	searchFolder(t, dir, planted)
}

// TestNothingLogged has the Telegram bot refuse, fail and go on: its log names no word, nor
// does a backup that is made beside it.
func TestNothingLogged(t *testing.T) {
	t.Parallel()
	b := newTimed(t)
	u := b.api.User(7)
	n := 0
	b.api.Fault(func(c botapi.Call) *botapi.Fault {
		if c.Method != "sendMessage" {
			return nil
		}
		switch n++; n {
		case 1:
			return &botapi.Fault{Status: 502, Body: "<html>"}
		case 2:
			return &botapi.Fault{Cut: true}
		case 3:
			return &botapi.Fault{Status: 429, RetryAfter: 1}
		}
		return nil
	})
	b.play(u, scene{says: "花呗欠了13579.86 逾期83天 收入下降 到手26213 花23971 鹦鹉", sees: []string{"免费"}})
	b.play(u, scene{taps: "已满 18 岁，同意并开始", sees: []string{"急事"}})
	b.play(u, scene{taps: "都没有", sees: []string{"13,579.86"}})
	var out, problems bytes.Buffer
	backup := []string{"backup", "--db", b.database(), filepath.Join(b.dir, "copy.db")}
	if status := run(t.Context(), backup, nil, streams{nil, &out, &problems}); status != 0 {
		t.Errorf("exit status %d: %s", status, &problems)
	}
	search(t, "what backup says", out.Bytes(), planted)
	searchFolder(t, b.dir, append(planted, botapi.DefaultToken))
	if err := b.stop(); err != nil {
		t.Error(err)
	}
	if n < 4 || !strings.Contains(b.log.String(), "message not sent") {
		t.Errorf("after %d calls nothing was logged:\n%s", n, &b.log)
	}
	search(t, "the log", b.log.Bytes(), append(planted, botapi.DefaultToken))
	searchFolder(t, b.dir, append(planted, botapi.DefaultToken))
}

func searchFolder(t *testing.T, dir string, words []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) < 2 {
		t.Fatalf("files %v, error %v", files, err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		search(t, file, content, words)
	}
}

func search(t *testing.T, where string, content []byte, words []string) {
	t.Helper()
	for _, word := range words {
		if i := bytes.Index(content, []byte(word)); i >= 0 {
			t.Fatalf("%s: %q can be read: …%q…", where, word, content[max(0, i-20):min(len(content), i+40)])
		}
	}
}
