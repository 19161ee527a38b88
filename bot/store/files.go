package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// checkExists refuses a database that is not there.
func checkExists(path string) error {
	const mend = "give the path of a database"
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Trouble{Kind: ErrNotDatabase, Thing: path, Problem: "there is no such file", Mend: mend, Cause: err}
	case err == nil && !info.Mode().IsRegular():
		return &Trouble{Kind: ErrNotDatabase, Thing: path, Problem: "it is not a file", Mend: mend}
	}
	return err
}

// checkFree refuses the name of a file that is there already.
func checkFree(path string) error {
	_, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	return &Trouble{Kind: ErrExists, Thing: path, Problem: "there is a file of this name already", Mend: "give another name"}
}

// giveName gives a finished file its name, unless there is a file of that name. The file
// may keep its old name beside it.
func giveName(file, name string) error {
	if err := os.Link(file, name); err == nil {
		return nil
	}
	// There is such a file, or this file system has no second names for files.
	if err := checkFree(name); err != nil {
		return err
	}
	return os.Rename(file, name)
}

// syncFile waits until the content of a file is on disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// removeDatabase removes a database with what SQLite puts beside it, if it is there.
func removeDatabase(path string) error {
	return errors.Join(removeLogs(path), removeFile(path))
}

// removeLogs removes what SQLite puts beside a database, if it is there.
func removeLogs(path string) error {
	return errors.Join(removeFile(path+"-wal"), removeFile(path+"-shm"), removeFile(path+"-journal"))
}

func removeFile(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// removeParts removes what is left of copies that were broken off, of files in a folder
// whose names match an expression.
func removeParts(dir, names string) error {
	parts, err := matching(dir, names+`\.\d+\.part(-\w+)?`)
	for _, part := range parts {
		err = errors.Join(err, removeFile(part))
	}
	return err
}

// matching returns the paths of the files in a folder whose names match an expression, in order.
func matching(dir, names string) ([]string, error) {
	wanted, err := regexp.Compile("^" + names + "$")
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	var paths []string
	for _, e := range entries {
		if wanted.MatchString(e.Name()) {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, err
}
