package absorb

// Factor gives the group of every row, 0 to Groups-1.
type Factor struct {
	ID     []int32
	Groups int
}

// Shape is how a design is laid out in memory.
type Shape int

// Sparse designs keep a list of group numbers; grids and cubes need none.
const (
	Sparse Shape = iota
	Grid
	Cube
)

// String names the shape.
func (s Shape) String() string { return [...]string{"sparse", "grid", "cube"}[s] }

// component is a connected part of the graph of groups: it shares no group
// with any other.
type component struct {
	low, high  int // positions
	first      []int
	last       []int // groups of each factor, as indices into an effect vector
	eliminated int
	reduced    int // number of groups besides the eliminated factor's
	direct     bool
}

// Design is a set of factors with the order of rows that suits them. Effect
// vectors hold the groups of all factors one after the other, in the design's
// own numbering.
type Design struct {
	Positions int       // rows in the design's order, holes included
	Source    []int32   // position -> caller's row, -1 for a hole; nil: the caller's order
	Aligned   bool      // every position is either a hole or the caller's row of that number
	Holes     []int32   // positions without a row, ascending
	Start     []int     // first index of each factor in an effect vector, and the length
	Group     [][]int32 // factor -> design's group -> caller's group, ascending by component
	Shape     Shape
	Direct    bool // every component is factored; nothing is left to iteration

	threads    int
	components []component
	id         [][]int32 // sparse: factor -> position -> index into an effect vector
	segments   []int     // grid, cube: bounds of the runs
	base       [][]int32 // grid, cube: factor -> segment -> first index
	run        []bool    // grid, cube: whether the factor's index grows along a segment
	chunks     []int     // sparse: bounds; else numbers of segments
	parts      []int     // bounds of the workers' shares, as numbers of chunks
	disjoint   bool      // no group has rows in the shares of two workers
	longest    int
	box        box
	layers     *layers
}

// Length is the length of an effect vector.
func (d *Design) Length() int { return d.Start[len(d.Start)-1] }

// Factors is the number of factors.
func (d *Design) Factors() int { return len(d.Start) - 1 }

// Components is the number of connected components of all factors together.
func (d *Design) Components() int { return len(d.components) }

// Row returns the caller's row at a position, or -1.
func (d *Design) Row(position int) int {
	if d.Source == nil {
		return position
	}
	return int(d.Source[position])
}

// New lays the factors out. Rows lists the caller's rows that take part
// (ascending), nil for all n. Groups without rows are left out.
func New(factors []Factor, rows []int32, n, threads int) *Design {
	d := &Design{threads: max(1, threads)}
	if rows != nil {
		n = len(rows)
	}
	if len(factors) == 0 {
		d.Positions, d.Source, d.Start, d.Direct = n, rows, []int{0}, true
		d.Aligned = rows == nil
		d.chunkSparse()
		return d
	}
	found := connect(factors, rows, n, d.threads)
	c := found.whole
	d.number(factors, c)
	d.weigh(c)
	if len(factors) == 2 && d.Direct && d.layGrid(factors, rows, n, c) {
		return d
	}
	if len(factors) == 3 && !d.Direct && d.layCube(factors, rows, n, found.pairs) {
		return d
	}
	d.laySparse(factors, rows, n, c)
	return d
}

// at returns the i-th taking part of the caller's rows.
func at(rows []int32, i int) int {
	if rows == nil {
		return i
	}
	return int(rows[i])
}
