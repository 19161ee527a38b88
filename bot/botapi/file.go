package botapi

import (
	"fmt"
	"net/http"
	"strings"
)

// maxDownload is how large a file may be that the bot wants to fetch.
const maxDownload = 20 << 20

// getFile tells where a file can be fetched.
func (s *Server) getFile(c Call) (any, error) {
	id := c.text("file_id")
	f, ok := s.files[id]
	switch {
	case !ok:
		return nil, badRequest("invalid file_id")
	case len(f.Bytes) > maxDownload:
		return nil, badRequest("file is too big")
	}
	return map[string]any{"file_id": id, "file_unique_id": "u" + id, "file_size": len(f.Bytes), "file_path": "documents/" + id}, nil
}

// download serves /file/bot<token>/<path>. It reports false for other requests.
func (s *Server) download(w http.ResponseWriter, r *http.Request) bool {
	rest, ok := strings.CutPrefix(r.URL.Path, "/file")
	if !ok {
		return false
	}
	path, err := s.route(rest)
	if err != nil {
		writeError(w, err)
		return true
	}
	s.mu.Lock()
	f, ok := s.files[strings.TrimPrefix(path, "documents/")]
	s.mu.Unlock()
	if !ok || len(f.Bytes) > maxDownload {
		writeError(w, &apiError{code: http.StatusNotFound, text: "Not Found"})
		return true
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(f.Bytes) // whoever hung up does not want the file
	return true
}

// keepFile keeps a file for those who know its number; without a journal only its name.
func (s *Server) keepFile(f File) string {
	s.serial++
	id := fmt.Sprintf("file-%d", s.serial)
	if !s.keep {
		f.Bytes = nil
	}
	s.files[id] = f
	return id
}

func wireFile(id string, f File) map[string]any {
	w := map[string]any{"file_id": id, "file_unique_id": "u" + id, "file_size": len(f.Bytes)}
	if f.Name != "" {
		w["file_name"] = f.Name
	}
	if f.MIME != "" {
		w["mime_type"] = f.MIME
	}
	return w
}
