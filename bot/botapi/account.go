package botapi

import (
	"regexp"
	"strings"
)

// command is an entry of the bot's menu.
type command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

var (
	commandName  = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	languageCode = regexp.MustCompile(`^([a-z]{2})?$`)
)

const (
	maxCommands           = 100
	maxCommandDescription = 256
	maxDescription        = 512
	maxShortDescription   = 120
)

func (s *Server) getMe(Call) (any, error) {
	me := botUser()
	me["can_join_groups"] = true
	me["can_read_all_group_messages"] = false
	me["supports_inline_queries"] = false
	return me, nil
}

func (s *Server) setMyCommands(c Call) (any, error) {
	var list []command
	if err := c.decode("commands", &list); err != nil {
		return nil, badRequest("can't parse commands JSON object")
	}
	if len(list) > maxCommands {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	if err := checkLanguage(c); err != nil {
		return nil, err
	}
	for _, entry := range list {
		n := length(entry.Description)
		switch {
		case !commandName.MatchString(entry.Command):
			return nil, badRequest("BOT_COMMAND_INVALID")
		case n == 0 || n > maxCommandDescription:
			return nil, badRequest("BOT_COMMAND_DESCRIPTION_INVALID")
		}
	}
	s.commands[c.text("language_code")] = list
	return true, nil
}

func (s *Server) getMyCommands(c Call) (any, error) {
	list := s.commands[c.text("language_code")]
	if list == nil {
		list = []command{}
	}
	return list, nil
}

// Telegram takes two-letter codes only: one list for all of zh.
func checkLanguage(c Call) error {
	if !languageCode.MatchString(c.text("language_code")) {
		return badRequest("LANG_CODE_INVALID")
	}
	return nil
}

// textOf tells the field and the limit of a text about the bot.
func textOf(c Call) (field string, limit int) {
	if strings.HasSuffix(strings.ToLower(c.Method), "shortdescription") {
		return "short_description", maxShortDescription
	}
	return "description", maxDescription
}

func (s *Server) setText(c Call) (any, error) {
	field, limit := textOf(c)
	if err := checkLanguage(c); err != nil {
		return nil, err
	}
	if length(c.text(field)) > limit {
		return nil, badRequest("%s is too long", strings.ReplaceAll(field, "_", " "))
	}
	s.profile[field+" "+c.text("language_code")] = c.text(field)
	return true, nil
}

func (s *Server) getText(c Call) (any, error) {
	field, _ := textOf(c)
	return map[string]string{field: s.profile[field+" "+c.text("language_code")]}, nil
}
