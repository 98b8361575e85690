package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dyad/article"
	"dyad/claim"
	"dyad/claim/file"
	"dyad/internal/hint"
)

// reviewFormats are how a judged file comes out.
var reviewFormats = []string{"table", "json", "md", "html", "claimreview"}

func (a *app) check() *cobra.Command {
	var format, text, out, asOf, url string
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
			return a.judge(c.Context(), s, f, o, format, out, url, strict)
		},
	}
	c.Flags().StringVar(&format, "format", "table", strings.Join(reviewFormats, ", "))
	c.Flags().StringVar(&text, "text", "", "the text itself: quotes must occur in it, and html shows it with its sentences marked")
	c.Flags().StringVarP(&out, "output", "o", "", "write to this file instead of standard output")
	c.Flags().StringVar(&asOf, "as-of", "", "date of the statements, where the file has none")
	c.Flags().StringVar(&url, "url", "", "address of the review, for claimreview")
	c.Flags().StringSliceVar(&only, "only", nil, "judge only these ids")
	c.Flags().BoolVar(&strict, "strict", false, "end with 1 where a claim is contradicted, for use in CI")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(reviewFormats, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// maxText is the longest text that is read, in bytes.
const maxText = 16 << 20

// plainText reads a text from a file.
func plainText(path string) ([]byte, error) {
	b, err := file.ReadRegular(path, maxText)
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

func (a *app) judge(ctx context.Context, s *session, f *claim.File, o claim.Options, format, out, url string, strict bool) error {
	o.Catalogue = s.catalogue
	r, err := claim.Judge(ctx, f, o)
	if err != nil {
		return a.problems(err)
	}
	var b []byte
	switch format {
	case "json":
		b, err = r.JSON()
	case "md":
		b = r.Markdown()
	case "html":
		b, err = r.HTML()
	case "claimreview":
		b, err = r.ClaimReview(url, "")
	default:
		b = r.Table(100)
	}
	if err != nil {
		return err
	}
	if out == "" {
		_, err = a.out.Write(b)
	} else if err = os.WriteFile(out, b, 0o644); err == nil {
		a.say("wrote %s: %s", out, r.Tally())
	}
	if err != nil {
		return writable(err, out)
	}
	if bad := r.Contradicted(); strict && len(bad) > 0 {
		return hint.New(hint.Contradicted, "", fmt.Sprintf("%d claims are contradicted: %s", len(bad), strings.Join(bad, ", ")), "")
	}
	return nil
}
