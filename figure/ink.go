package figure

import (
	"fmt"
	"image/color"
)

// ink is a colour by what it means; a Theme says how it looks.
type ink int

const (
	inkText    ink = iota // titles, values
	inkSoft               // subtitle, tick labels
	inkFaint              // sources, small labels
	inkPaper              // behind everything
	inkGrid               // faint lines
	inkAxis               // the base line
	inkZero               // the zero line among signed values
	inkShade              // shaded years
	inkLeader             // from a label to its line
	inkNeutral            // data of no economy
	inkA
	inkB
	inkC
	inkD
	inkE
	inkF
	inkLand // map: no data
	inkMap1 // map classes, low to high
	inkMap2
	inkMap3
	inkMap4
	inkMap5
	inkMap6
	inkCount
)

// inkNames are the ends of class names and of CSS variables.
var inkNames = [inkCount]string{
	"text", "soft", "faint", "paper", "grid", "axis", "zero", "shade", "leader", "neutral",
	"a", "b", "c", "d", "e", "f", "land", "map1", "map2", "map3", "map4", "map5", "map6",
}

func (i ink) String() string {
	if i < 0 || i >= inkCount {
		return "text"
	}
	return inkNames[i]
}

// economyInk is the colour of an economy.
func economyInk(e Economy) ink {
	if e < First || e >= Neutral {
		return inkNeutral
	}
	return inkA + ink(e)
}

// Theme says how every ink looks. Light and Dark are the two of dyad.
type Theme struct {
	Name    string
	colours [inkCount]color.NRGBA
}

// Light is for paper and white pages. Text reaches WCAG AA (4.5 : 1) on it.
var Light = Theme{"light", [inkCount]color.NRGBA{
	inkText: rgb(0x1b1d21), inkSoft: rgb(0x565a61), inkFaint: rgb(0x696d74), inkPaper: rgb(0xffffff),
	inkGrid: rgb(0xe3e5e8), inkAxis: rgb(0x8f949b), inkZero: rgb(0x1b1d21), inkShade: rgb(0xf3efe4),
	inkLeader: rgb(0x9a9ea5), inkNeutral: rgb(0x6f747b),
	inkA: rgb(0xb0340a), inkB: rgb(0x2a6496), inkC: rgb(0x2d7a53), inkD: rgb(0x8a6100), inkE: rgb(0x7a4e9b), inkF: rgb(0x4a5a68),
	inkLand: rgb(0xf6f5f2),
	inkMap1: rgb(0xd3e6e4), inkMap2: rgb(0xa6cfcc), inkMap3: rgb(0x74b2b0), inkMap4: rgb(0x459092), inkMap5: rgb(0x226c72), inkMap6: rgb(0x0c474e),
}}

// Dark is for dark pages.
var Dark = Theme{"dark", [inkCount]color.NRGBA{
	inkText: rgb(0xeceef1), inkSoft: rgb(0xb4b9c1), inkFaint: rgb(0x9aa0a8), inkPaper: rgb(0x16191d),
	inkGrid: rgb(0x2b2f35), inkAxis: rgb(0x70767e), inkZero: rgb(0xeceef1), inkShade: rgb(0x2a251b),
	inkLeader: rgb(0x6d737b), inkNeutral: rgb(0x9298a0),
	inkA: rgb(0xf08a5d), inkB: rgb(0x78b0e6), inkC: rgb(0x6cc299), inkD: rgb(0xd9ae4c), inkE: rgb(0xc39ae0), inkF: rgb(0xa9bac8),
	inkLand: rgb(0x1e2126),
	inkMap1: rgb(0x1d3d41), inkMap2: rgb(0x23575c), inkMap3: rgb(0x2f777b), inkMap4: rgb(0x4a9a9b), inkMap5: rgb(0x7abfbd), inkMap6: rgb(0xb9e4e0),
}}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

func hexOf(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// paint is a theme's colour that still knows which ink it is, so that the SVG
// canvas can name its class. It passes through gonum's canvases as color.Color.
type paint struct {
	ink   ink
	alpha float64
	theme *Theme
}

func (p paint) nrgba() color.NRGBA {
	c := p.theme.colours[p.ink]
	c.A = uint8(p.alpha*255 + 0.5)
	return c
}

// RGBA implements color.Color.
func (p paint) RGBA() (r, g, b, a uint32) { return p.nrgba().RGBA() }
