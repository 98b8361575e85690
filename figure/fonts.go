package figure

import (
	"strings"
	"sync"
	"unicode/utf8"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	vgfont "gonum.org/v1/plot/font"
)

// missingGlyph stands for a character that Liberation Sans lacks.
const missingGlyph = '□'

// typeface is one weight of Liberation Sans with the widths met so far.
type typeface struct {
	face vgfont.Face
	ttf  []byte

	mu     sync.Mutex
	buffer sfnt.Buffer
	widths map[rune]float64 // in em; negative for a missing glyph
}

var (
	loadOnce      sync.Once
	regular, bold *typeface
	loadErr       error
)

// loadFonts parses the embedded fonts once.
func loadFonts() error {
	loadOnce.Do(func() {
		regular, loadErr = newTypeface(liberationsansregular.TTF, font.WeightNormal)
		if loadErr == nil {
			bold, loadErr = newTypeface(liberationsansbold.TTF, font.WeightBold)
		}
	})
	return loadErr
}

func newTypeface(ttf []byte, weight font.Weight) (*typeface, error) {
	parsed, err := opentype.Parse(ttf)
	if err != nil {
		return nil, err
	}
	return &typeface{
		ttf:    ttf,
		face:   vgfont.Face{Font: vgfont.Font{Typeface: "Liberation", Variant: "Sans", Weight: weight}, Face: parsed},
		widths: map[rune]float64{},
	}, nil
}

// advance is the width of a rune in em, and whether the font has it.
func (t *typeface) advance(r rune) (em float64, has bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if w, ok := t.widths[r]; ok {
		if w < 0 {
			return -w, false
		}
		return w, true
	}
	units := fixed.Int26_6(t.face.Face.UnitsPerEm())
	index, err := t.face.Face.GlyphIndex(&t.buffer, r)
	w := -0.62 // the width of an unknown character
	if wide(r) {
		w = -1
	}
	if err == nil && index != 0 {
		if a, err := t.face.Face.GlyphAdvance(&t.buffer, index, units, font.HintingNone); err == nil {
			w = float64(a) / float64(units)
		}
	}
	t.widths[r] = w
	if w < 0 {
		return -w, false
	}
	return w, true
}

// wide reports whether a rune is set on a full em, as Chinese is.
func wide(r rune) bool {
	return r >= 0x1100 && r <= 0x115F || r >= 0x2E80 && r <= 0xA4CF || r >= 0xAC00 && r <= 0xD7A3 ||
		r >= 0xF900 && r <= 0xFAFF || r >= 0xFE30 && r <= 0xFE6F || r >= 0xFF00 && r <= 0xFF60 || r >= 0x1F300
}

func (t *typeface) width(s string, size float64) float64 {
	total := 0.0
	for _, r := range s {
		em, _ := t.advance(r)
		total += em
	}
	return total * size
}

// drawable replaces what the font lacks by an empty box.
func (t *typeface) drawable(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, string(missingGlyph))
	}
	return strings.Map(func(r rune) rune {
		if _, has := t.advance(r); !has {
			return missingGlyph
		}
		return r
	}, s)
}

// clean makes a text fit for every medium: valid UTF-8, one line, no controls.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, s)
}
