package web

import "net/http"

// route is one address of the site: a pattern of net/http and who answers.
type route struct {
	pattern string
	answers http.Handler
}

// addresses lists every address, pages first, then the API.
func (s *Server) addresses() []route {
	kept := func(m maker) http.Handler { return s.kept(m) }
	return []route{
		{"GET /{$}", kept(s.startPage)},
		{"GET /d", http.HandlerFunc(s.choose)},
		{"GET /d/{a}/{b}", s.canonical(kept(s.dyadPage))},
		{"GET /d/{a}/{b}/expected", s.canonical(kept(s.expectedPage))},
		{"GET /d/{a}/{b}/{file}", s.canonical(kept(s.dyadFigure))},
		{"GET /m", kept(s.measuresPage)},
		{"GET /m/{name}", kept(s.measurePage)},
		{"GET /m/{name}/{file}", kept(s.measureFigure)},
		{"GET /map/{name}/{file}", kept(s.mapFigure)},
		{"GET /claims", kept(s.claimsPage)},
		{"GET /claims/{id}", kept(s.claimsPage)},
		{"GET /text", kept(s.textPage)},
		{"GET /try", kept(s.tryPage)},
		{"POST /try", http.HandlerFunc(s.tried)},
		{"GET /projects", kept(s.projectsPage)},
		{"GET /projects/{id...}", kept(s.projectPage)},
		{"GET /sources", kept(s.sourcesPage)},
		{"GET /api", kept(s.apiPage)},

		{"GET /api/v1/openapi.yaml", kept(s.apiDescription)},
		{"GET /api/v1/status", kept(s.apiStatus)},
		{"GET /api/v1/economies", kept(s.apiEconomies)},
		{"GET /api/v1/measures", kept(s.apiMeasures)},
		{"GET /api/v1/measures/{name}", kept(s.apiMeasure)},
		{"GET /api/v1/measures/{name}/rows", kept(s.apiRows)},
		{"GET /api/v1/measures/{name}/world", kept(s.apiWorld)},
		{"GET /api/v1/dyads/{a}/{b}", kept(s.apiBoard)},
		{"GET /api/v1/figures", kept(s.apiFigures)},
		{"GET /api/v1/figures/{name}/{a}/{b}", kept(s.apiFigure)},
		{"GET /api/v1/claims", kept(s.apiClaims)},
		{"POST /api/v1/check", http.HandlerFunc(s.apiCheck)},
		{"GET /api/v1/sources", kept(s.apiSources)},
		{"GET /api/v1/forensics", kept(s.apiForensics)},

		{"GET /assets/", http.HandlerFunc(s.asset)},
		{"GET /icon.svg", http.HandlerFunc(s.asset)},
	}
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.addresses() {
		mux.Handle(r.pattern, r.answers)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern == "" {
			s.unknown(mux, w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// unknown tells a wrong address from a wrong method.
func (s *Server) unknown(mux *http.ServeMux, w http.ResponseWriter, r *http.Request) {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		other := r.Clone(r.Context())
		other.Method = method
		if _, pattern := mux.Handler(other); pattern != "" && method != r.Method {
			w.Header().Set("Allow", method)
			s.fail(w, r, refuse(http.StatusMethodNotAllowed, shorten(r.Method)+" is not answered at this address: the server reads and never writes", "use "+method))
			return
		}
	}
	s.fail(w, r, notFound("there is nothing at "+shorten(r.URL.Path), "begin at the start page, or see /api for the addresses of the API"))
}
