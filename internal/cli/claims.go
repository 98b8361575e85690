package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"dyad/claim"
	"dyad/desk"
	"dyad/internal/hint"
)

func (a *app) claims() *cobra.Command {
	c := &cobra.Command{
		Use:   "claims",
		Short: "Work on claim files",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.claimsNew())
	return c
}

func (a *app) claimsNew() *cobra.Command {
	return &cobra.Command{
		Use:   "new SENTENCE|FILE|-",
		Short: "Begin a claim file from a sentence or a text",
		Long: `Find the numbers, years, economies and wordings of a sentence, or of a text in a
file (- reads standard input), and write a claim file with a proposed check for
each. A proposal is marked as one: read it before you trust it.`,
		Example: `  dyad claims new "In 2014 German exports to Poland reached 63 billion dollars"
  dyad claims new article.txt > article.claims.yaml`,
		Args: exactly("SENTENCE"),
		RunE: func(_ *cobra.Command, args []string) error {
			text := args[0]
			if strings.TrimSpace(text) == "" {
				return hint.New(hint.Usage, "", "the sentence is empty", `quote a sentence: dyad claims new "In 2014 German exports to Poland reached 63 billion dollars"`)
			}
			switch {
			case text == "-":
				b, err := io.ReadAll(io.LimitReader(a.in, maxText+1))
				if err != nil {
					return hint.New(hint.Data, "standard input", err.Error(), "")
				}
				if len(b) > maxText {
					return hint.New(hint.Data, "standard input", fmt.Sprintf("the text has more than %d bytes, the limit", maxText), "give it in parts")
				}
				text = string(b)
			case isFile(text) || strings.HasSuffix(text, ".txt"):
				b, err := plainText(text)
				if err != nil {
					return err
				}
				text = string(b)
			}
			c, err := desk.Describe()
			if err != nil {
				return err
			}
			b, err := claim.Skeleton(text, c)
			if err != nil {
				return hint.New(hint.Data, "", err.Error(), "give a sentence with a number, a year and two economies")
			}
			_, err = a.out.Write(b)
			return err
		},
	}
}

func isFile(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
