package understand

import (
	"strings"
	"sync"
)

// A concept is a notion with the many ways people say it. Concepts let a model carry what it
// learnt about one wording to the others.
type concept struct {
	name  string // <name>
	words string // separated by blanks; _ stands for a blank in a word
}

// conceptBook finds concepts. A word belongs to one concept; the longest word wins.
type conceptBook struct {
	names []string
	words *trie
}

func newConceptBook(concepts []concept) func() *conceptBook {
	return sync.OnceValue(func() *conceptBook {
		b := &conceptBook{words: newTrie()}
		for i, c := range concepts {
			b.names = append(b.names, c.name)
			for w := range strings.FieldsSeq(c.words) {
				b.words.add(squeezedWord.Replace(w), int32(i))
			}
		}
		return b
	})
}

// squeezedWord writes a word of a table as it stands in squeezed messages.
var squeezedWord = strings.NewReplacer("_", "", "'", "")

// in lists the concepts of a squeezed message in their order, without repetitions.
func (b *conceptBook) in(rs []rune) []string {
	var found []string
	for i := 0; i < len(rs); {
		id, end, ok := b.words.longest(rs, i)
		if !ok || !wholeWord(rs, i, end) && shortLatin(rs, i, end) {
			i++
			continue
		}
		if name := b.names[id]; len(found) == 0 || found[len(found)-1] != name {
			found = append(found, name)
		}
		i = end
	}
	return found
}
