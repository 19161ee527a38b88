package store

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// asNobody runs fn without the rights of the superuser over files.
func asNobody(t *testing.T, fn func()) {
	t.Helper()
	if os.Getuid() != 0 {
		fn()
		return
	}
	const nobody = 65534
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Setfsuid(0); err != nil {
			t.Fatal(err)
		}
	}()
	fn()
}

// forAll lets all users enter the folders of a test.
func forAll(t *testing.T, dir string, mode os.FileMode) {
	t.Helper()
	for name, mode := range map[string]os.FileMode{dir: mode, filepath.Dir(dir): 0o755} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	path := used(t)
	dir := filepath.Dir(path)
	forAll(t, dir, 0o555)
	defer forAll(t, dir, 0o755)
	check := unchanged(t, path)
	asNobody(t, func() {
		wantTrouble(t, openError(t, Options{Path: path, Key: Key{1}}), ErrUnwritable, path, "let the user")
		wantTrouble(t, openError(t, Options{Path: filepath.Join(dir, "new.db")}), ErrUnwritable, dir)
		wantTrouble(t, openError(t, Options{Path: filepath.Join(dir, "new", "bot.db")}), ErrUnwritable, dir)
		_, _, err := ReadOrCreateKey(filepath.Join(dir, "bot.key"), filepath.Join(dir, "none"))
		wantTrouble(t, err, ErrKeyFile, dir, "cannot be created")
	})
	check()
}

func TestReadOnlyFileInAWritableFolder(t *testing.T) {
	path := used(t)
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	forAll(t, filepath.Dir(path), 0o777)
	if err := os.Remove(path + ".lock"); err != nil {
		t.Fatal(err)
	}
	asNobody(t, func() {
		wantTrouble(t, openError(t, Options{Path: path, Key: Key{1}}), ErrUnwritable, path)
	})
}

func TestKeyFileWeCannotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	if _, _, err := ReadOrCreateKey(path, ""); err != nil {
		t.Fatal(err)
	}
	forAll(t, filepath.Dir(path), 0o755)
	mode := os.FileMode(0)
	if os.Getuid() == 0 {
		mode = 0o600 // it is root's
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	asNobody(t, func() {
		_, err := ReadKey(path)
		wantTrouble(t, err, ErrKeyFile, path, "cannot be read", "let the user")
	})
}
