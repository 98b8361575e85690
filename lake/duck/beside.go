package duck

import (
	"context"
	"database/sql"
	"fmt"

	"dyad/internal/hint"
	"dyad/source"
)

// namesAgree holds the numbers of economies against the names that a file prints
// beside them: 112 is Belarus to the United Nations and the United Kingdom to
// the IMF. Where most disagree the numbers are of another scheme and the file is
// refused; single ones become labels that name no economy.
func (s *Stage) namesAgree(ctx context.Context, parties map[string]source.Party, sides ...source.Field) error {
	for i := range s.inputs {
		in := &s.inputs[i]
		for _, f := range sides {
			column := s.matched[i][f]
			beside := source.NameBeside(in.Head.Columns, column)
			if beside == "" {
				continue
			}
			held, against := 0, map[string]error{}
			example := ""
			err := s.each(ctx, fmt.Sprintf("SELECT DISTINCT %s, %s FROM %s ORDER BY 1, 2", in.column(column), in.column(beside), in.relation(", store_rejects = true")), func(rows *sql.Rows) error {
				var label, name sql.NullString
				if err := rows.Scan(&label, &name); err != nil {
					return err
				}
				p, known := parties[label.String]
				if !known || !source.Numbered(label.String) {
					return nil
				}
				held++
				if is, contradicts := source.Contradicts(p, name.String); contradicts {
					said := fmt.Sprintf("%s is the code of %s, and the column %q says %q (%s)", label.String, p.Code, beside, name.String, is)
					if example == "" {
						example = said
					}
					against[label.String] = fmt.Errorf("%s", said)
				}
				return nil
			})
			if err != nil {
				return err
			}
			if len(against) > 0 && 2*len(against) >= held {
				return hint.New(hint.Data, in.Label, fmt.Sprintf("the numbers in the column %q are of another system: %s, and %d of %d codes disagree so", column, example, len(against), held),
					fmt.Sprintf("--map %s=%q reads the names, or --scheme says the system of the numbers", f, beside))
			}
			for label, err := range against {
				delete(parties, label)
				s.plan.unresolved[label] = err
			}
		}
	}
	return nil
}
