package store

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Key is the AES-256 key that seals what people said. However it is printed, logged or
// marshalled, it shows nothing of itself.
type Key [32]byte

const (
	hiddenKey  = "key(hidden)"
	putBackKey = "put back the key file that the database was created with"
)

// String hides the key.
func (Key) String() string { return hiddenKey }

// GoString hides the key from %#v.
func (Key) GoString() string { return hiddenKey }

// Format hides the key from every verb of fmt.
func (Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hiddenKey)) }

// LogValue hides the key from slog.
func (Key) LogValue() slog.Value { return slog.StringValue(hiddenKey) }

// MarshalText hides the key from JSON and the like.
func (Key) MarshalText() ([]byte, error) { return []byte(hiddenKey), nil }

// NewKey makes a key at random.
func NewKey() Key {
	var k Key
	_, _ = rand.Read(k[:]) // never fails: it ends the program instead
	return k
}

// ParseKey reads a key written as 64 hexadecimal digits or as base64, space around it
// ignored. The error never shows the text.
func ParseKey(text string) (Key, error) {
	text = strings.TrimSpace(text)
	decoders := []func(string) ([]byte, error){
		hex.DecodeString,
		base64.StdEncoding.DecodeString, base64.RawStdEncoding.DecodeString,
		base64.URLEncoding.DecodeString, base64.RawURLEncoding.DecodeString,
	}
	for _, decode := range decoders {
		if raw, err := decode(text); err == nil && len(raw) == len(Key{}) {
			return Key(raw), nil
		}
	}
	return Key{}, errors.New("not 32 bytes in hexadecimal or base64")
}

// ReadKey reads a key file: 32 raw bytes, or what [ParseKey] reads. Its errors are
// *Trouble of kind ErrKeyFile; a file that other users may read is refused.
func ReadKey(path string) (Key, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Key{}, keyTrouble(path, "there is no key file", putBackKey, err)
	}
	if err != nil {
		return Key{}, keyTrouble(path, "the key cannot be read", "let the user that runs xieshang read it", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return Key{}, keyTrouble(path, "the key cannot be read", "let the user that runs xieshang read it", err)
	}
	if mode := info.Mode().Perm(); posix && mode&0o077 != 0 {
		return Key{}, keyTrouble(path, fmt.Sprintf("other users may use the key (mode %04o)", mode), "chmod 600 "+path, nil)
	}
	if len(raw) == len(Key{}) && !printable(raw) {
		return Key(raw), nil
	}
	key, err := ParseKey(string(raw))
	if err != nil {
		return Key{}, keyTrouble(path, "the key is "+err.Error(), putBackKey, err)
	}
	return key, nil
}

// ReadOrCreateKey reads the key file at path, or creates one (mode 0600, on disk when it
// returns) if there is neither a key file nor a database yet. Its errors are *Trouble of
// kind ErrKeyFile: a database whose key file is gone never gets a new one.
func ReadOrCreateKey(path, database string) (key Key, created bool, err error) {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		key, err := ReadKey(path)
		return key, false, err
	}
	if info, err := os.Stat(database); err == nil && info.Size() > 0 {
		return Key{}, false, keyTrouble(path, "the key file is gone, but the database "+database+" is there", putBackKey, nil)
	}
	key = NewKey()
	if err := writeKey(path, key); err != nil {
		return Key{}, false, keyNotWritten(path, "the key file cannot be created", err)
	}
	return key, true, nil
}

// writeKey writes a new key file whole or not at all, and never over another one.
func writeKey(path string, key Key) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".key-*") // mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = fmt.Fprintln(f, hex.EncodeToString(key[:]))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// posix says that files have permissions and folders can be synced.
const posix = runtime.GOOS != "windows"

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	if !posix {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func printable(raw []byte) bool {
	return !bytes.ContainsFunc(raw, func(r rune) bool { return r < ' ' || r > '~' })
}

func keyTrouble(path, problem, mend string, cause error) error {
	return &Trouble{Kind: ErrKeyFile, Thing: path, Problem: problem, Mend: mend, Cause: cause}
}

// keyNotWritten explains why a key file could not be written.
func keyNotWritten(path, problem string, cause error) error {
	if full := explain(path, cause); errors.Is(full, ErrFull) {
		return full
	}
	return keyTrouble(path, problem, "let the user that runs xieshang write its folder", cause)
}
