package formula

// Use says how a column is read: as a number, as a text, or only for telling
// equal from unequal (an effect, a cluster, a comparison of two columns).
type Use uint8

const (
	AsNumber Use = 1 << iota
	AsText
	AsIdentity
)

// Uses is how each column is used and where it is first named (its position).
type Uses struct {
	Use      map[string]Use
	Position map[string]int
	Order    []string
}

func (u *Uses) add(c Column, use Use) {
	if u.Use == nil {
		u.Use, u.Position = map[string]Use{}, map[string]int{}
	}
	if _, ok := u.Use[c.Name]; !ok {
		u.Position[c.Name] = c.Pos
		u.Order = append(u.Order, c.Name)
	}
	u.Use[c.Name] |= use
}

// Merge adds the uses of other expressions.
func (u *Uses) Merge(other Uses) {
	if u.Use == nil {
		u.Use = map[string]Use{}
	}
	if u.Position == nil {
		u.Position = map[string]int{}
	}
	for _, name := range other.Order {
		if _, ok := u.Use[name]; !ok {
			u.Order = append(u.Order, name)
			u.Position[name] = other.Position[name]
		}
		u.Use[name] |= other.Use[name]
	}
}

// Uses tells which columns the formula needs, and how.
func (f *Formula) Uses() Uses {
	var u Uses
	u.expression(f.Outcome, AsNumber)
	for _, t := range f.Terms {
		for _, x := range t.Factors {
			if x.Levels {
				u.add(x.Column, AsIdentity)
			}
			if x.Expression != nil {
				u.expression(x.Expression, AsNumber)
			}
		}
	}
	if f.Offset != nil {
		u.expression(f.Offset, AsNumber)
	}
	u.interactions(f.Effects)
	return u
}

// ExpressionUses tells which columns an expression or a condition needs.
func ExpressionUses(e Expression) Uses {
	var u Uses
	u.expression(e, AsNumber)
	return u
}

// InteractionUses tells which columns effects or clusters need.
func InteractionUses(list []Interaction) Uses {
	var u Uses
	u.interactions(list)
	return u
}

func (u *Uses) interactions(list []Interaction) {
	for _, x := range list {
		for _, c := range x.Columns {
			u.add(c, AsIdentity)
		}
	}
}

func (u *Uses) expression(e Expression, as Use) {
	switch e := e.(type) {
	case Column:
		u.add(e, as)
	case Call:
		u.expression(e.Argument, AsNumber)
	case Unary:
		u.expression(e.Operand, AsNumber)
	case In:
		if _, isText := e.List[0].(Text); isText {
			u.expression(e.Operand, AsText)
		} else if anyBeyond(e.List) {
			u.expression(e.Operand, AsIdentity) // its digits
		} else {
			u.expression(e.Operand, AsNumber)
		}
	case Binary:
		left, right := AsNumber, AsNumber
		if strength(e) == 4 {
			_, a := e.Left.(Text)
			_, b := e.Right.(Text)
			_, c := e.Left.(Column)
			_, d := e.Right.(Column)
			switch {
			case a || b:
				left, right = AsText, AsText
			case c && d && (e.Operator == "==" || e.Operator == "!="), comparedExactly(e):
				left, right = AsIdentity, AsIdentity
			}
		}
		u.expression(e.Left, left)
		u.expression(e.Right, right)
	}
}
