package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dyad/article"
	"dyad/claim"
	"dyad/claim/review"
	"dyad/internal/bounded"
	"dyad/internal/hint"
)

// reviewFormats are how a judged file comes out.
var reviewFormats = []string{"table", "json", "md", "html", "claimreview"}

func (a *app) check() *cobra.Command {
	var format, text, out, asOf, url, date string
	var only []string
	var strict bool
	c := &cobra.Command{
		Use:   "check FILE|article",
		Short: "Judge the claims of a file, source by source",
		Long: `Judge each quoted sentence of a claim file against the lake: supported,
contradicted, mixed by source (and who says what) or not testable (and what is
missing). "article" is the built-in file of the article's 171 sentences.
docs/claims.md has the format and every rule.`,
		Example: `  dyad check article
  dyad check claims.yaml --text article.txt --format html -o review.html
  dyad check claims.yaml --strict`,
		Args: exactly("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(reviewFormats, format) {
				return hint.New(hint.Usage, "", fmt.Sprintf("unknown format %q", format), "one of "+strings.Join(reviewFormats, ", "))
			}
			if url != "" && !review.WebAddress(url) {
				return hint.New(hint.Usage, "", fmt.Sprintf("--url %q is no address of a web page", url), "write https://…")
			}
			if _, err := time.Parse(time.DateOnly, date); date != "" && err != nil {
				return hint.New(hint.Usage, "", fmt.Sprintf("--date %q is not a date", date), "write 2026-01-31")
			}
			f, err := claimFile(args[0])
			if err != nil {
				return a.problems(err)
			}
			o := claim.Options{TextName: text, AsOf: asOf, Only: only}
			if text != "" {
				b, err := plainText(text)
				if err != nil {
					return err
				}
				o.Text = string(b)
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.close()
			return a.judge(c.Context(), s, f, o, shown{format, out, url, date, strict})
		},
	}
	c.Flags().StringVar(&format, "format", "table", strings.Join(reviewFormats, ", "))
	c.Flags().StringVar(&text, "text", "", "the text itself: quotes must occur in it, and html shows it with its sentences marked")
	c.Flags().StringVarP(&out, "output", "o", "", "write to this file instead of standard output")
	c.Flags().StringVar(&asOf, "as-of", "", "date of the statements, where the file has none")
	c.Flags().StringVar(&url, "url", "", "address of the review, for claimreview and html")
	c.Flags().StringVar(&date, "date", "", "date of the review, for claimreview and html")
	c.Flags().StringSliceVar(&only, "only", nil, "judge only these ids")
	c.Flags().BoolVar(&strict, "strict", false, "end with 1 where a claim is contradicted, for use in CI")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(reviewFormats, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// maxText is the longest text that is read, in bytes.
const maxText = 16 << 20

// plainText reads a text from a file.
func plainText(path string) ([]byte, error) {
	b, err := bounded.Regular(path, maxText)
	if err != nil {
		return nil, hint.New(hint.Data, path, "the text cannot be read: "+err.Error(), "name a file of plain text of at most 16 MiB")
	}
	return b, nil
}

// claimFile loads a claim file, or the article's own. A file or folder of that
// name is meant by ./article.
func claimFile(name string) (*claim.File, error) {
	if name == "article" {
		return claim.Parse("article.claims.yaml", article.ClaimsFile())
	}
	return claim.Load(name)
}

// problems prints every mistake of a file but the last, which Run prints, and
// ends with its code.
func (a *app) problems(err error) error {
	var list claim.Problems
	if !errors.As(err, &list) || len(list) < 2 {
		return err
	}
	for _, p := range list[:len(list)-1] {
		fmt.Fprintln(a.err, "dyad: "+p.Error())
		if p.Try != "" {
			fmt.Fprintln(a.err, "try: "+p.Try)
		}
	}
	return list[len(list)-1:]
}

// shown is how and where a review comes out.
type shown struct {
	format, out, url, date string
	strict                 bool
}

func (a *app) judge(ctx context.Context, s *session, f *claim.File, o claim.Options, to shown) error {
	o.Catalogue = s.Catalogue
	r, err := claim.Judge(ctx, f, o)
	if err != nil {
		return a.problems(err)
	}
	r.Address, r.Date = to.url, to.date
	if to.format == "claimreview" && to.url == "" {
		fmt.Fprintln(a.err, "dyad: the reviews have no address: schema.org asks for one; add --url https://…")
	}
	var b []byte
	out := a.data
	switch to.format {
	case "json":
		b, err = r.JSON()
	case "md":
		b, out = r.Markdown(), a.out
	case "html":
		b, err = r.HTML()
	case "claimreview":
		b, err = r.ClaimReview(r.Address, r.Date)
	default:
		b, out = r.Table(100), a.out
	}
	if err != nil {
		return err
	}
	if to.out == "" {
		_, err = out.Write(b)
	} else if err = os.WriteFile(to.out, b, 0o644); err == nil {
		a.say("wrote %s: %s", to.out, r.Tally())
	}
	if err != nil {
		return writable(err, to.out)
	}
	if bad := r.Contradicted(); to.strict && len(bad) > 0 {
		return hint.New(hint.Contradicted, "", fmt.Sprintf("%d claims are contradicted: %s", len(bad), strings.Join(bad, ", ")), "")
	}
	return nil
}
