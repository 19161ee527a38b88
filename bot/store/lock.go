package store

import (
	"bytes"
	"cmp"
	"fmt"
)

// lock is what stands in a database to try keys on. While keys are changed, both the old
// key and the new one open it, and each is kept sealed under the other: whoever has one
// has both.
type lock struct {
	check  []byte // a known text, sealed under the key, or under the old one
	next   []byte // the new key, sealed under the old one; nil unless keys are changed
	before []byte // the old key, sealed under the new one; nil unless keys are changed
}

// The names under which the parts of a lock stand in meta, and the text that is known.
const (
	lockCheck  = "key_check"
	lockNext   = "key_next"
	lockBefore = "key_before"
	knownText  = "xieshang"
)

// lockPlace is the place of a part of the lock.
func lockPlace(part string) place {
	if part == lockCheck {
		part = "meta"
	}
	return place{table: part}
}

// lock reads the lock; a new database has none.
func (tx *Tx) lock() (l lock, err error) {
	for part, value := range map[string]*[]byte{lockCheck: &l.check, lockNext: &l.next, lockBefore: &l.before} {
		if _, err := tx.meta(part, value); err != nil {
			return l, err
		}
	}
	return l, nil
}

// unlock makes the sealer from the lock and the key that was given, or returns a *Trouble
// of kind ErrWrongKey.
func (tx *Tx) unlock(o Options) error {
	l, err := tx.lock()
	if err != nil || l.check == nil {
		return err
	}
	s, err := l.open(o.Key)
	if err != nil {
		return &Trouble{Kind: ErrWrongKey, Thing: tx.store.path,
			Problem: "the key in " + cmp.Or(o.KeyName, "use") + " does not open it",
			Mend:    "put back the key it was created with, or was last given by `xieshang rekey`", Cause: err}
	}
	tx.store.sealer = s
	return nil
}

// open returns a sealer with the keys of the database if key is one of them.
func (l lock) open(key Key) (*sealer, error) {
	old, err := l.openOld(key)
	if err != nil || l.next == nil {
		return old, err
	}
	next, err := old.openKey(lockNext, l.next)
	if err != nil {
		return nil, err
	}
	return old.with(nextVersion(old.newest().version), next)
}

// openOld returns a sealer with the only key, or the old one of two.
func (l lock) openOld(key Key) (*sealer, error) {
	if len(l.check) == 0 {
		return nil, lockPlace(lockCheck).tampered()
	}
	version := l.check[0]
	s, err := newSealer(version, key)
	if err != nil || s.opens(l.check) {
		return s, err
	}
	if s, err = newSealer(nextVersion(version), key); err != nil {
		return nil, err
	}
	old, err := s.openKey(lockBefore, l.before)
	if err != nil {
		return nil, err
	}
	return newSealer(version, old)
}

// opens reports whether a sealer opens the known text.
func (s *sealer) opens(check []byte) bool {
	plain, err := s.open(lockPlace(lockCheck), check)
	return err == nil && bytes.Equal(plain, []byte(knownText))
}

// openKey opens a key that is kept in the lock.
func (s *sealer) openKey(part string, sealed []byte) (Key, error) {
	plain, err := s.open(lockPlace(part), sealed)
	if err == nil && len(plain) != len(Key{}) {
		err = lockPlace(part).tampered()
	}
	if err != nil {
		return Key{}, err
	}
	return Key(plain), nil
}

// addLock gives a new database its lock.
func (tx *Tx) addLock() error {
	l, err := tx.lock()
	if err != nil || l.check != nil {
		return err
	}
	return tx.setLock(lockCheck, tx.store.sealer, []byte(knownText))
}

func (tx *Tx) setLock(part string, s *sealer, plain []byte) error {
	return tx.setMeta(part, s.seal(lockPlace(part), plain))
}

// addKey begins a change of keys: from now on the next key opens the database too.
func (tx *Tx) addKey(next *sealer) error {
	old, added := tx.store.sealer.newest(), next.newest()
	if err := tx.setLock(lockNext, tx.store.sealer, added.key[:]); err != nil {
		return err
	}
	return tx.setLock(lockBefore, next, old.key[:])
}

// dropOldKey ends a change of keys: from now on only the new key opens the database.
func (tx *Tx) dropOldKey() error {
	if err := tx.setLock(lockCheck, tx.store.sealer, []byte(knownText)); err != nil {
		return err
	}
	_, err := tx.exec("DELETE FROM meta WHERE name IN (?, ?)", lockNext, lockBefore)
	if err != nil {
		return fmt.Errorf("drop the old key: %w", err)
	}
	return nil
}

func nextVersion(version byte) byte {
	if version == lastVersion {
		return firstVersion
	}
	return version + 1
}
