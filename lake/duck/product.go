package duck

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dyad/internal/hint"
	"dyad/source"
	"dyad/source/commodity"
)

// goods is where product codes are read together: one classification of one file.
type goods struct {
	file  int
	label string // of the classification, as printed
}

// planProduct gives every printed code of goods its right form. Codes are read
// file by file and classification by classification, as one file may have lost
// its leading zeros and another not.
func (s *Stage) planProduct(ctx context.Context) error {
	if err := s.planClassification(); err != nil || !s.has(source.Product) {
		return err
	}
	printed, blank, err := s.printedProducts(ctx)
	if err != nil {
		return err
	}
	meaning := map[goods]map[string]string{}
	one, agree := map[string]string{}, true
	for _, g := range sortedGoods(printed) {
		r, err := commodity.Codes(s.systemOf(g), printed[g])
		var unclear *commodity.UnclearError
		if errors.As(err, &unclear) {
			return hint.New(hint.Data, s.inputs[g.file].Label, unclear.What, unclear.Try)
		}
		if err != nil {
			return err
		}
		if r.Note != "" {
			s.noteOn(g.file, r.Note)
		}
		meaning[g] = r.Code
		for label, code := range r.Code {
			before, known := one[label]
			agree = agree && (!known || before == code)
			one[label] = code
			s.plan.products = append(s.plan.products, code)
		}
	}
	if blank {
		s.plan.products = append(s.plan.products, source.Total)
	}
	slices.Sort(s.plan.products)
	s.plan.products = slices.Compact(s.plan.products)
	if err := s.enum(ctx, "product_code", s.plan.products); err != nil {
		return err
	}
	var expression string
	if agree {
		for label, code := range one {
			one[label] = text(code)
		}
		expression, err = s.lookup(ctx, source.Product, "product_code", one)
	} else {
		expression, err = s.lookupGoods(ctx, meaning)
	}
	if blank {
		expression = "coalesce(" + expression + ", CAST('TOTAL' AS product_code))"
	}
	s.plan.column["product"] = expression
	if len(s.plan.products) == 1 && s.plan.products[0] == source.Total {
		s.plan.products = nil
	}
	return err
}

// planClassification takes the classification from its column, else from the
// header of the product column where that names one other than the Harmonized
// System, which is what codes without a word are taken for.
func (s *Stage) planClassification() error {
	s.plan.column["classification"] = "''"
	if s.has(source.Classification) {
		s.plan.column["classification"] = "coalesce(trim(" + raw(source.Classification) + "), '')"
		return nil
	}
	named := commodity.Unknown
	for i := range s.inputs {
		system := commodity.Named(s.matched[i][source.Product])
		if i > 0 && system != named {
			return hint.New(hint.Data, s.inputs[i].Label, fmt.Sprintf("the column %q names another classification than %q of %s", s.matched[i][source.Product], s.matched[0][source.Product], s.inputs[0].Label),
				"import the files apart, or --set classification=NAME")
		}
		named = system
	}
	if named != commodity.Unknown && named != commodity.HS {
		s.plan.system = string(named)
		s.plan.column["classification"] = text(s.plan.system)
	}
	return nil
}

func (s *Stage) systemOf(g goods) commodity.System {
	if system := commodity.Named(g.label); system != commodity.Unknown || g.label != "" {
		return system
	}
	return commodity.Named(s.matched[g.file][source.Product])
}

// printedProducts lists the distinct texts, blank ones apart.
func (s *Stage) printedProducts(ctx context.Context) (map[goods][]string, bool, error) {
	out := map[goods][]string{}
	blank := false
	query := fmt.Sprintf("SELECT DISTINCT %s, %s, %s FROM raw r LIMIT %d", s.fileOf("r.rowid"), s.plan.column["classification"], raw(source.Product), len(s.inputs)*maxLabels+2)
	err := s.each(ctx, query, func(rows *sql.Rows) error {
		var g goods
		var label *string
		if err := rows.Scan(&g.file, &g.label, &label); err != nil {
			return err
		}
		if label == nil {
			blank = true
			return nil
		}
		out[g] = append(out[g], *label)
		return nil
	})
	for g, labels := range out {
		if err == nil && len(labels) > maxLabels {
			err = hint.New(hint.Data, s.inputs[g.file].Label, fmt.Sprintf("the column for %s holds more than %d different texts", source.Product, maxLabels),
				fmt.Sprintf("--map %s=COLUMN names the right column", source.Product))
		}
	}
	return out, blank, err
}

// fileOf gives the number of the input that a record of raw came from.
func (s *Stage) fileOf(record string) string {
	if len(s.ends) < 2 {
		return "0"
	}
	var b strings.Builder
	b.WriteString("CASE")
	for i, end := range s.ends[:len(s.ends)-1] {
		fmt.Fprintf(&b, " WHEN %s < %d THEN %d", record, end, i)
	}
	fmt.Fprintf(&b, " ELSE %d END", len(s.ends)-1)
	return b.String()
}

func sortedGoods(m map[goods][]string) []goods {
	var out []goods
	for g := range m {
		slices.Sort(m[g])
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b goods) int {
		if a.file != b.file {
			return a.file - b.file
		}
		return strings.Compare(a.label, b.label)
	})
	return out
}

// lookupGoods is lookup where a text means different codes in different files or
// classifications.
func (s *Stage) lookupGoods(ctx context.Context, meaning map[goods]map[string]string) (string, error) {
	var rows []string
	for g, codes := range meaning {
		for label, code := range codes {
			rows = append(rows, fmt.Sprintf("%s, %d, %s, %s", text(label), g.file, text(g.label), text(code)))
		}
	}
	slices.Sort(rows)
	if err := s.exec(ctx, "CREATE TEMP TABLE means_goods (label VARCHAR, file INTEGER, system VARCHAR, meaning product_code)"); err != nil {
		return "", err
	}
	for start := 0; start < len(rows); start += 5000 {
		if err := s.exec(ctx, "INSERT INTO means_goods VALUES ("+strings.Join(rows[start:min(start+5000, len(rows))], "), (")+")"); err != nil {
			return "", err
		}
	}
	s.plan.joins = append(s.plan.joins, fmt.Sprintf("LEFT JOIN means_goods g ON g.label = %s AND g.file = %s AND g.system = %s",
		raw(source.Product), s.fileOf("r.rowid"), s.plan.column["classification"]))
	return "g.meaning", nil
}
