package duck

// Dialect is how DuckDB says the few things that SQL engines say differently.
type Dialect struct{}

// Name of the engine.
func (Dialect) Name() string { return "duckdb" }

// JoinText joins the texts of a group in an order.
func (Dialect) JoinText(expression, separator, order string) string {
	return "string_agg(" + expression + ", " + text(separator) + " ORDER BY " + order + ")"
}
