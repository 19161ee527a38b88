package botapi

import (
	"slices"
	"strings"
)

const (
	maxText    = 4096
	maxCaption = 1024
)

// written is a text of the bot after its markup was read.
type written struct {
	shown    string
	source   string
	entities []entity
}

// read takes the markup off a text of the bot.
func read(text, mode string) (written, error) {
	w := written{shown: text, source: text}
	switch strings.ToLower(mode) {
	case "":
	case "html":
		var err error
		if w.shown, w.entities, err = parseHTML(text); err != nil {
			return w, err
		}
	case "markdown", "markdownv2":
		return w, badRequest("this server does not read %s", mode)
	default:
		return w, badRequest("unsupported parse_mode")
	}
	w.shown = strings.TrimRight(w.shown, " \t\r\n")
	return w, nil
}

// readText reads the text of sendMessage and editMessageText.
func readText(c Call) (written, error) {
	if c.text("text") == "" {
		return written{}, badRequest("message text is empty")
	}
	w, err := read(c.text("text"), c.text("parse_mode"))
	switch {
	case err != nil:
		return w, err
	case strings.TrimSpace(w.shown) == "":
		return w, badRequest("text must be non-empty")
	case length(w.shown) > maxText:
		return w, badRequest("message is too long")
	}
	return w, nil
}

func (s *Server) sendMessage(c Call) (any, error) {
	to, err := s.writable(c)
	if err != nil {
		return nil, err
	}
	text, err := readText(c)
	if err != nil {
		return nil, err
	}
	rows, err := keyboard(c)
	if err != nil {
		return nil, err
	}
	m := &message{entities: text.entities}
	m.Message = Message{FromBot: true, Kind: "text", Text: text.shown, HTML: text.source, Buttons: rows}
	to.add(m, s.now())
	return to.message(m), nil
}

func (s *Server) sendDocument(c Call) (any, error) { return s.sendFile(c, "document") }

func (s *Server) sendPhoto(c Call) (any, error) { return s.sendFile(c, "photo") }

// sendFile sends a document or a photo, new or known by its number.
func (s *Server) sendFile(c Call, kind string) (any, error) {
	to, err := s.writable(c)
	if err != nil {
		return nil, err
	}
	id, file, err := s.upload(c, kind)
	if err != nil {
		return nil, err
	}
	caption, err := read(c.text("caption"), c.text("parse_mode"))
	if err != nil {
		return nil, err
	}
	if length(caption.shown) > maxCaption {
		return nil, badRequest("message caption is too long")
	}
	rows, err := keyboard(c)
	if err != nil {
		return nil, err
	}
	m := &message{entities: caption.entities, media: media(kind, id, file)}
	m.Message = Message{FromBot: true, Kind: kind, Text: caption.shown, HTML: caption.source,
		Buttons: rows, Document: &file}
	to.add(m, s.now())
	return to.message(m), nil
}

// media is how a message tells of its file. Of a photo there is one size.
func media(kind, id string, f File) map[string]any {
	w := wireFile(id, f)
	if kind == "photo" {
		w["width"], w["height"] = 90, 90
		return map[string]any{kind: []any{w}}
	}
	return map[string]any{kind: w}
}

// upload takes the file of a call: new bytes, or the number of a file sent before, which
// must be of the same kind.
func (s *Server) upload(c Call, kind string) (string, File, error) {
	file, sent := c.Files[kind]
	switch id := c.text(kind); {
	case sent && len(file.Bytes) == 0:
		return "", file, badRequest("file must be non-empty")
	case sent:
		file.photo = kind == "photo"
		return s.keepFile(file), file, nil
	case id == "":
		return "", file, badRequest("there is no %s in the request", kind)
	default:
		file, ok := s.files[id]
		switch {
		case !ok:
			return "", file, badRequest("wrong file identifier/HTTP URL specified")
		case file.photo != (kind == "photo"):
			return "", file, badRequest("type of file mismatch")
		}
		return id, file, nil
	}
}

func (s *Server) sendChatAction(c Call) (any, error) {
	if _, err := s.writable(c); err != nil {
		return nil, err
	}
	actions := []string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
		"upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note"}
	if !slices.Contains(actions, c.text("action")) {
		return nil, badRequest("wrong parameter action in request")
	}
	return true, nil
}
