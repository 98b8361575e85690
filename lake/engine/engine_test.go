package engine

import "testing"

// Two engines give a year as int16 and as int64: both are the year; a text in its
// place is an error and no year 0.
func TestOneContractOfTypes(t *testing.T) {
	for _, v := range []any{int16(2014), int32(2014), int64(2014), 2014, uint16(2014)} {
		var r Row
		r.Set([]any{v})
		x, known := r.Number(0)
		if r.Int(0) != 2014 || x != 2014 || !known || r.Err() != nil {
			t.Errorf("%T: %d, %v, %v", v, r.Int(0), x, r.Err())
		}
	}
	for name, ask := range map[string]func(*Row){
		"text as number": func(r *Row) { r.Set([]any{"2014"}); r.Number(0) },
		"text as whole":  func(r *Row) { r.Set([]any{"2014"}); r.Int(0) },
		"float as whole": func(r *Row) { r.Set([]any{2014.5}); r.Int(0) },
		"number as text": func(r *Row) { r.Set([]any{int64(1)}); r.Text(0) },
		"number as bool": func(r *Row) { r.Set([]any{int64(1)}); r.Bool(0) },
	} {
		var r Row
		if ask(&r); r.Err() == nil {
			t.Errorf("%s passes", name)
		}
	}
	var r Row
	r.Set([]any{nil})
	if _, known := r.Number(0); known || r.Int(0) != 0 || r.Text(0) != "" || r.Bool(0) || !r.Null(0) || r.Err() != nil {
		t.Error("nothing is something")
	}
}
