package telegram

import (
	"strings"
	"testing"

	"xieshang/bot/botapi"
	"xieshang/dialog/locale"
)

func TestPublishSetsOnlyWhatDiffers(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	profiles := map[locale.Language]Profile{
		locale.Hans:    {Commands: []Command{{"start", "开始"}, {"help", "帮助"}}, Description: "免费协商助手", About: "免费"},
		locale.Hant:    {Commands: []Command{{"start", "開始"}}},
		locale.English: {Commands: []Command{{"start", "Begin"}}},
	}
	publish := func(want int) {
		t.Helper()
		if err := c.Publish(t.Context(), profiles); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, call := range api.Calls("") {
			if strings.HasPrefix(call.Method, "set") {
				n++
			}
		}
		if n != want {
			t.Errorf("%d texts were set in all, want %d", n, want)
		}
	}
	publish(4) // two menus, one description, one short description
	publish(4)
	profiles[locale.English] = Profile{Commands: []Command{{"start", "Start over"}}}
	publish(5)

	codes := map[string]bool{}
	for _, call := range api.Calls("setMyCommands") {
		codes[call.Params["language_code"]] = true
	}
	if len(codes) != 2 || !codes["zh"] || !codes[""] {
		t.Errorf("menus for %v, want zh and everybody else", codes)
	}
}

func TestPublishSaysWhatFailed(t *testing.T) {
	api := botapi.Start(t)
	c, _ := newClient(t, api)
	err := c.Publish(t.Context(), map[locale.Language]Profile{locale.Hans: {Commands: []Command{{"Start!", "开始"}}}})
	if !isRejected(err) || !strings.Contains(err.Error(), "zh-Hans") {
		t.Errorf("got %v", err)
	}
}
