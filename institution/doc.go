// Package institution is the field of what economies belong to together: groups
// and organisations with the days on which each joined and left.
package institution
