package store

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
)

// sealer opens values under each of its keys and seals them under the last. It has one
// key, or two while keys are changed.
type sealer struct{ keys []versionedKey }

// versionedKey is a key and its version, which stands before every value sealed under it.
type versionedKey struct {
	version byte
	key     Key
	aead    cipher.AEAD
}

// firstVersion is the version of a database's first key; after the last comes the first again.
const firstVersion, lastVersion = 1, 255

func newSealer(version byte, key Key) (*sealer, error) { return (&sealer{}).with(version, key) }

// with returns a sealer that has one more key, under which it seals.
func (s *sealer) with(version byte, key Key) (*sealer, error) {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	return &sealer{append(slices.Clip(s.keys), versionedKey{version, key, aead})}, nil
}

// newest is the key that seals.
func (s *sealer) newest() versionedKey { return s.keys[len(s.keys)-1] }

// place is the row that a sealed value belongs to: its table, its chat and its number
// within the chat.
type place struct {
	table string
	chat  int64
	row   int64
}

// bound returns the additional data that ties a value to its place and key version.
func (p place) bound(version byte) []byte {
	b := make([]byte, 0, 32)
	b = append(b, version)
	b = binary.BigEndian.AppendUint64(b, uint64(p.chat))
	b = binary.BigEndian.AppendUint64(b, uint64(p.row))
	return append(b, p.table...)
}

// seal encrypts a value for its place.
func (s *sealer) seal(p place, plain []byte) []byte {
	k := s.newest()
	out := make([]byte, 1, 1+len(plain)+k.aead.Overhead())
	out[0] = k.version
	return k.aead.Seal(out, nil, plain, p.bound(k.version))
}

// open decrypts the value found at a place. A value that was changed, was moved from
// another place or was sealed under another key is an error of kind ErrSealed.
func (s *sealer) open(p place, sealed []byte) ([]byte, error) {
	for _, k := range s.keys {
		if len(sealed) < 1+k.aead.Overhead() || sealed[0] != k.version {
			continue
		}
		if plain, err := k.aead.Open(nil, nil, sealed[1:], p.bound(k.version)); err == nil {
			return plain, nil
		}
	}
	return nil, p.tampered()
}

// encode turns a value into the JSON that is sealed for its place.
func (p place) encode(value any) ([]byte, error) {
	plain, err := json.Marshal(value)
	if err != nil {
		return nil, p.refused("the value cannot be written as JSON", "report this as a bug", err)
	}
	return plain, nil
}

// decode reads what encode wrote.
func (p place) decode(plain []byte, value any) error {
	if err := json.Unmarshal(plain, value); err != nil {
		return p.refused("the value is not what this version of xieshang writes", "use the version that wrote it", err)
	}
	return nil
}

// sealValue encodes and seals a value.
func (s *sealer) sealValue(p place, value any) ([]byte, error) {
	plain, err := p.encode(value)
	if err != nil {
		return nil, err
	}
	return s.seal(p, plain), nil
}

// openValue opens and decodes a value.
func (s *sealer) openValue(p place, sealed []byte, value any) error {
	plain, err := s.open(p, sealed)
	if err != nil {
		return err
	}
	return p.decode(plain, value)
}

func (p place) tampered() error {
	return p.refused("the sealed value does not open: it was changed, moved or sealed under another key",
		"restore the last backup", nil)
}

func (p place) refused(problem, mend string, cause error) error {
	return &Trouble{Kind: ErrSealed, Thing: fmt.Sprintf("%s of chat %d, row %d", p.table, p.chat, p.row),
		Problem: problem, Mend: mend, Cause: cause}
}
