package dialog_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"xieshang/dialog"
)

// TestStoredSessionsGoOn replays people stored by every released version of the flows, one
// file per version and one person per state: each is read without loss, answers, and finds
// the way home.
func TestStoredSessionsGoOn(t *testing.T) {
	if *update {
		writeSessions(t)
	}
	files, err := filepath.Glob("testdata/sessions/*.jsonl")
	if err != nil || len(files) < dialog.FlowVersion {
		t.Fatalf("%d files of sessions for %d versions: %v", len(files), dialog.FlowVersion, err)
	}
	for _, file := range files {
		stored, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(bytes.NewReader(stored))
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			goOn(t, file, lines.Bytes())
		}
	}
}

func goOn(t *testing.T, file string, stored []byte) {
	t.Helper()
	for _, line := range []string{"菜单", "上一步", "/start", "/export", "1000"} {
		k := newTalk(t)
		decoder := json.NewDecoder(bytes.NewReader(stored))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&k.person); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		was := k.person.Session.State
		k.now = k.person.Session.LastSeen
		k.do(line)
		checkReply(t, k, fmt.Sprintf("%q by a stored person in %s", line, was))
	}
}

// writeSessions stores a person in every state that a random walk meets, as this version does.
func writeSessions(t *testing.T) {
	t.Helper()
	k, r := newTalk(t), rand.New(rand.NewPCG(1, 1))
	met := map[dialog.Name]string{}
	for range 20000 {
		k.step(step(r, k))
		k.person = stored(t, k.person)
		text, err := json.Marshal(k.person)
		if err != nil {
			t.Fatal(err)
		}
		state := k.person.Session.State
		if old := met[state]; state != "" && (old == "" || len(text) < len(old) && r.IntN(4) == 0) {
			met[state] = string(text)
		}
	}
	var names []dialog.Name
	for name := range met {
		names = append(names, name)
	}
	slices.Sort(names)
	var out bytes.Buffer
	for _, name := range names {
		fmt.Fprintln(&out, met[name])
	}
	if err := os.MkdirAll("testdata/sessions", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(fmt.Sprintf("testdata/sessions/%d.jsonl", dialog.FlowVersion), out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
