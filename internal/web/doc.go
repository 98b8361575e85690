// Package web serves the pages and the HTTP API: the whole product in a browser.
//
// A page is one file page_*.go with its template in templates/; a part of the
// API is one file api_*.go; all are listed in routes.go. Both ask the same rooms
// as the command line (measure, dossier, claim, figure), so that they give the
// same numbers, and hold no formula and no SQL. Styles and scripts are in
// assets/; everything is embedded, and every page works without script.
//
// Every answer is made from one snapshot of the lake (snapshot.go), is kept
// while that snapshot is served (cache.go), and carries its name as the ETag.
// guard.go holds what protects the server: limits of size, time and number, who
// may ask, and what a page may load; lanes.go what takes long and waits apart.
package web
