package regress

import (
	"bytes"
	"encoding/json"
)

// annex is what the maker of the data knows of an estimate beyond its numbers.
type annex struct {
	key   string
	value any
}

// Annex adds a key to the estimate's JSON: where its data come from, or what an
// indicator holds for, which this room does not know. A key given again takes
// the place of the first.
func (e *Estimate) Annex(key string, value any) {
	for k := range e.annexes {
		if e.annexes[k].key == key {
			e.annexes[k].value = value
			return
		}
	}
	e.annexes = append(e.annexes, annex{key, value})
}

// annexed puts the annexes at the end of a JSON object.
func (e *Estimate) annexed(object []byte) ([]byte, error) {
	var b bytes.Buffer
	b.Write(bytes.TrimSuffix(object, []byte("}")))
	for _, a := range e.annexes {
		key, err := json.Marshal(a.key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(a.value)
		if err != nil {
			return nil, err
		}
		b.WriteByte(',')
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
