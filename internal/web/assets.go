package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"dyad/dossier"
	"dyad/figure"
)

//go:embed assets templates openapi.yaml
var files embed.FS

// assets are the style and the script of all pages, each one file whose name
// holds its hash, so that a browser may keep it for ever.
type assets struct {
	style, script string // addresses
	byPath        map[string]*answer
	plain         map[string]*answer // of those packed, for readers without gzip
	templates     *template.Template
	build         string // changes with everything embedded here
}

func loadAssets() (*assets, error) {
	a := &assets{byPath: map[string]*answer{}, plain: map[string]*answer{}}
	style := []byte(dossier.CSS() + figure.CSS)
	var script []byte
	whole := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		whole.Write(b)
		switch path.Ext(name) {
		case ".css":
			style = append(style, b...)
		case ".js":
			script = append(append(script, b...), '\n')
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	whole.Write(style)
	a.build = hex.EncodeToString(whole.Sum(nil))
	a.style = a.add("dyad.css", "text/css; charset=utf-8", style)
	a.script = a.add("dyad.js", "text/javascript; charset=utf-8", script)
	icon, err := files.ReadFile("assets/icon.svg")
	if err != nil {
		return nil, err
	}
	a.byPath["/icon.svg"] = &answer{body: icon, kind: "image/svg+xml"}
	if a.templates, err = template.New("").Funcs(functions).ParseFS(files, "templates/*.html"); err != nil {
		return nil, err
	}
	return a, nil
}

func (a *assets) add(name, kind string, body []byte) string {
	sum := sha256.Sum256(body)
	at := "/assets/" + hex.EncodeToString(sum[:8]) + "/" + name
	packed := &answer{body: body, kind: kind}
	packed.pack()
	a.byPath[at], a.plain[at] = packed, &answer{body: body, kind: kind}
	return at
}

// asset serves the files; they change their address when they change.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) {
	a, ok := s.assets.byPath[r.URL.Path]
	if !ok {
		s.fail(w, r, notFound("there is no file "+shorten(r.URL.Path), "load the page again"))
		return
	}
	w.Header().Set("Vary", "Accept-Encoding")
	if strings.HasPrefix(r.URL.Path, "/assets/") {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if plain := s.assets.plain[r.URL.Path]; plain != nil && !takesGzip(r) {
		a = plain
	}
	s.send(w, r, http.StatusOK, a)
}

// shorten keeps an error's words short whatever was asked.
func shorten(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}
