package store

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"fmt"
)

// keyVersion stands before every sealed value, so that a key can be changed while the
// database holds values sealed under the one before.
const keyVersion = 1

// sealer seals values under one key.
type sealer struct{ aead cipher.AEAD }

func newSealer(key Key) (*sealer, error) {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	return &sealer{aead}, nil
}

// place is the row that a sealed value belongs to: its table, its chat and its number
// within the chat.
type place struct {
	table string
	chat  int64
	row   int64
}

// bound returns the additional data that ties a value to its place and key version.
func (p place) bound() []byte {
	b := make([]byte, 0, 32)
	b = append(b, keyVersion)
	b = binary.BigEndian.AppendUint64(b, uint64(p.chat))
	b = binary.BigEndian.AppendUint64(b, uint64(p.row))
	return append(b, p.table...)
}

// seal encrypts a value for its place.
func (s *sealer) seal(p place, plain []byte) []byte {
	out := make([]byte, 1, 1+len(plain)+s.aead.Overhead())
	out[0] = keyVersion
	return s.aead.Seal(out, nil, plain, p.bound())
}

// open decrypts the value found at a place. A value that was changed, was moved from
// another place or was sealed under another key is an error of kind ErrSealed.
func (s *sealer) open(p place, sealed []byte) ([]byte, error) {
	if len(sealed) < 1+s.aead.Overhead() || sealed[0] != keyVersion {
		return nil, p.refused()
	}
	plain, err := s.aead.Open(nil, nil, sealed[1:], p.bound())
	if err != nil {
		return nil, p.refused()
	}
	return plain, nil
}

func (p place) refused() error {
	return &Trouble{Kind: ErrSealed, Thing: fmt.Sprintf("%s of chat %d, row %d", p.table, p.chat, p.row),
		Problem: "the sealed value does not open: it was changed, moved or sealed under another key",
		Mend:    "restore the last backup"}
}
