package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"unicode/utf8"

	"dyad/internal/hint"
)

// pagePolicy lets a page load styles, scripts and pictures from here and from
// nowhere else, and nothing written into the page itself.
const pagePolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const tokenCookie = "dyad_token"

// guard is what every request passes before it is answered.
func (s *Server) guard(next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection()
	sameOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, refuse(http.StatusForbidden, "another site's page may not ask this of the server", "open the page from here"))
	}))
	next = sameOrigin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", pagePolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if err := s.admits(w, r); err != nil {
			s.fail(w, r, err)
			return
		}
		if r.Header.Get("Authorization") == "" && s.tokenInAddress(w, r) {
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, s.limits.Body)
		next.ServeHTTP(w, r)
	})
}

// admits says why a request is not answered.
func (s *Server) admits(_ http.ResponseWriter, r *http.Request) error {
	if len(r.RequestURI) > s.limits.Address {
		return refuse(http.StatusRequestURITooLong, "the address is too long", "ask with fewer or shorter parameters")
	}
	if !utf8.ValidString(r.URL.Path) || strings.ContainsRune(r.URL.Path, 0) {
		return refuse(http.StatusBadRequest, "the address is not UTF-8 text", "write it in UTF-8")
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return refuse(http.StatusBadRequest, "the parameters of the address cannot be read", "write name=value, joined by &, special characters as %XX")
	}
	for k, vs := range query {
		for _, v := range append(vs, k) {
			if !utf8.ValidString(v) || strings.ContainsRune(v, 0) {
				return refuse(http.StatusBadRequest, "a parameter of the address is not UTF-8 text", "write it in UTF-8")
			}
		}
	}
	if s.o.Token == "" {
		// A page elsewhere can make its own name lead to this machine; it cannot
		// make the browser name this machine as host.
		if !loopbackHost(r.Host) {
			return refuse(http.StatusMisdirectedRequest, "this server answers to localhost only, not to another name", "open http://127.0.0.1, or start `dyad serve` with --token")
		}
		return nil
	}
	if !s.knows(r) {
		return refusal{http.StatusUnauthorized, hint.New(hint.Usage, "", "this server asks for its token", "open the address that `dyad serve` printed, or send it as Authorization: Bearer TOKEN")}
	}
	return nil
}

// knows says whether the request brings the token, in a header, a cookie or the
// address.
func (s *Server) knows(r *http.Request) bool {
	given := []string{strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "), r.URL.Query().Get("token")}
	if c, err := r.Cookie(tokenCookie); err == nil {
		given = append(given, c.Value)
	}
	want := sha256.Sum256([]byte(s.o.Token))
	for _, g := range given {
		have := sha256.Sum256([]byte(g))
		if subtle.ConstantTimeCompare(have[:], want[:]) == 1 {
			return true
		}
	}
	return false
}

// tokenInAddress puts a token from the address into a cookie and leads on to the
// address without it, so that it does not stay in the history.
func (s *Server) tokenInAddress(w http.ResponseWriter, r *http.Request) bool {
	q := r.URL.Query()
	if s.o.Token == "" || q.Get("token") == "" || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	http.SetCookie(w, &http.Cookie{Name: tokenCookie, Value: s.o.Token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil})
	q.Del("token")
	to := url.URL{Path: "/" + strings.TrimLeft(r.URL.Path, "/"), RawQuery: q.Encode()}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to.String(), http.StatusSeeOther)
	return true
}

// loopbackHost says whether a Host header names this machine itself.
func loopbackHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

// Loopback says whether an address to listen on can be reached from this machine
// only.
func Loopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	return err == nil && loopbackHost(host)
}

// forPrograms says whether an error is told as JSON.
func forPrograms(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || strings.HasSuffix(r.URL.Path, ".json")
}

// limitOpen bounds how many connections are open; the next one waits.
func limitOpen(l net.Listener, n int) net.Listener {
	return &bounded{l, make(chan struct{}, n)}
}

type bounded struct {
	net.Listener
	places chan struct{}
}

func (b *bounded) Accept() (net.Conn, error) {
	b.places <- struct{}{}
	c, err := b.Listener.Accept()
	if err != nil {
		<-b.places
		return nil, err
	}
	return &counted{Conn: c, free: sync.OnceFunc(func() { <-b.places })}, nil
}

type counted struct {
	net.Conn
	free func()
}

func (c *counted) Close() error {
	defer c.free()
	return c.Conn.Close()
}
