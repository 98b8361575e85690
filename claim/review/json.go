package review

import (
	"bytes"
	"encoding/json"
)

// JSON is a list with one object a claim.
func (r *Review) JSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	claims := r.Claims
	if claims == nil {
		claims = []Claim{}
	}
	if err := enc.Encode(claims); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
