// Package browser is the one place that knows a Chromium: where it is found, and
// how it is started so that nothing leaves the machine. A browser of today calls
// home on its own (updates, safe browsing, sync, the time of day, hints for
// pages); whoever opens one here opens it sealed.
package browser
