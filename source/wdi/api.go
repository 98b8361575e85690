package wdi

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"dyad/internal/hint"
)

// observation is one entry of the API's answer.
type observation struct {
	Indicator struct{ ID, Value string } `json:"indicator"`
	Country   struct{ ID, Value string } `json:"country"`
	ISO3      string                     `json:"countryiso3code"`
	Date      string                     `json:"date"`
	Value     json.Number                `json:"value"`
}

// api reads the answer of the API: a head, then a list of observations. The
// line of an observation is its place in the list.
func (w *writer) api(text io.Reader) error {
	d := json.NewDecoder(text)
	d.UseNumber()
	bad := func(err error) error {
		return &hint.Error{Code: hint.Data, Where: w.file, What: "the answer of the API is cut short or damaged", Err: err, Try: "fetch it again"}
	}
	if _, err := d.Token(); err != nil { // [
		return bad(err)
	}
	var head struct {
		Page, Pages int
		Message     []struct{ Value string }
	}
	if err := d.Decode(&head); err != nil {
		return bad(err)
	}
	if len(head.Message) > 0 {
		return hint.New(hint.Data, w.file, "the API answered with an error: "+head.Message[0].Value, "ask it again")
	}
	if head.Pages > 1 {
		w.out.Note(fmt.Sprintf("page %d of %d", head.Page, head.Pages))
	}
	if _, err := d.Token(); err != nil { // [ of the list
		return bad(err)
	}
	for line := int64(1); d.More(); line++ {
		var o observation
		if err := d.Decode(&o); err != nil {
			return bad(err)
		}
		country := o.ISO3
		if country == "" {
			country = o.Country.ID
		}
		if err := w.observe(line, country, o.Indicator.ID, o.Indicator.Value, strings.TrimSpace(o.Date), o.Value.String()); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return bad(err)
	}
	return nil
}
