package botapi

import (
	"bytes"
	"io"
	"net/http"
	"testing"
)

func TestFilesCanBeFetched(t *testing.T) {
	s := Start(t)
	u := s.User(42)
	data := bytes.Repeat([]byte{0, 1, 255}, 1000)
	u.SendFile(File{Name: "账单.pdf", MIME: "application/pdf", Bytes: data}, "")
	u.SendFile(File{Name: "film", Bytes: make([]byte, maxDownload+1)}, "")
	var list []struct {
		Message struct {
			Document struct {
				ID   string `json:"file_id"`
				Name string `json:"file_name"`
				Size int    `json:"file_size"`
			}
		}
	}
	must(t, s, "getUpdates", nil, &list)
	document := list[0].Message.Document
	if document.Name != "账单.pdf" || document.Size != len(data) {
		t.Errorf("the bot hears of %+v", document)
	}
	var file struct {
		Path string `json:"file_path"`
	}
	must(t, s, "getFile", map[string]any{"file_id": document.ID}, &file)
	if got := download(t, s, s.Token(), file.Path); !bytes.Equal(got, data) {
		t.Errorf("fetched %d bytes, want %d", len(got), len(data))
	}
	refused(t, s, "getFile", map[string]any{"file_id": "file-99"}, "Bad Request: invalid file_id")
	refused(t, s, "getFile", map[string]any{"file_id": list[1].Message.Document.ID}, "Bad Request: file is too big")
	for _, path := range []string{"documents/file-99", "", "../getMe", "documents/" + list[1].Message.Document.ID} {
		if got := download(t, s, s.Token(), path); !bytes.Contains(got, []byte("Not Found")) {
			t.Errorf("%q: %.40q", path, got)
		}
	}
	if got := download(t, s, "12345:wrong", file.Path); !bytes.Contains(got, []byte("Unauthorized")) {
		t.Errorf("with a wrong token: %.40q", got)
	}
}

func download(t *testing.T, s *Server, token, path string) []byte {
	t.Helper()
	resp, err := http.Get(s.URL() + "/file/bot" + token + "/" + path)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
