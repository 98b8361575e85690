package panel

import (
	"os"

	"github.com/parquet-go/parquet-go"
)

// rowsPerGroup is that of the writers most panels come from.
const rowsPerGroup = 1 << 20

// WriteParquet writes the panel as Parquet the way the common writers do:
// optional columns, dictionaries, Snappy, pages of version 1.
func (p *Panel) WriteParquet(path string) error {
	t := p.table()
	schema := parquet.Group{"year": node(parquet.Int(32))}
	for _, c := range t.texts {
		schema[c.name] = node(parquet.String())
	}
	for _, name := range t.names {
		schema[name] = node(parquet.Leaf(parquet.DoubleType))
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	w := parquet.NewGenericWriter[any](file, parquet.NewSchema("panel", schema), parquet.DataPageVersion(1), parquet.Compression(&parquet.Snappy))
	for low := 0; low < t.rows; low += rowsPerGroup {
		if err := t.writeGroup(w, low, min(low+rowsPerGroup, t.rows)); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return file.Close()
}

func node(n parquet.Node) parquet.Node {
	return parquet.Optional(parquet.Encoded(n, &parquet.RLEDictionary))
}

func (t *table) writeGroup(w *parquet.GenericWriter[any], low, high int) error {
	group := w.BeginRowGroup()
	for k, column := range w.Schema().Columns() {
		value := t.values(column[0])
		to := group.ColumnWriters()[k]
		buffer := make([]parquet.Value, 0, 1024)
		for i := low; i < high; i++ {
			buffer = append(buffer, value(i).Level(0, 1, k))
			if len(buffer) == cap(buffer) || i == high-1 {
				if _, err := to.WriteRowValues(buffer); err != nil {
					return err
				}
				buffer = buffer[:0]
			}
		}
	}
	_, err := group.Commit()
	return err
}

// values is how a column's cells are had.
func (t *table) values(name string) func(i int) parquet.Value {
	for _, c := range t.texts {
		if c.name == name {
			return func(i int) parquet.Value { return parquet.ByteArrayValue([]byte(c.levels[c.id[i]])) }
		}
	}
	for k, n := range t.names {
		if n == name {
			return func(i int) parquet.Value { return parquet.DoubleValue(t.cells[k][i]) }
		}
	}
	return func(i int) parquet.Value { return parquet.Int32Value(t.years[i]) }
}
