// Package review holds what judging a claim file came to, and prints it: JSON,
// a table for terminals, Markdown, a self-contained HTML page, and schema.org
// ClaimReview as JSON-LD.
package review
