package corridor

// Leg is one arc of a network, one way.
type Leg struct {
	ID, From, To, Mode string
	USD                float64 // price of a TEU; may be negative where somebody pays for it
	Days               float64
	Capacity           float64 // TEU in whatever time the demands are in; +Inf is no bound
	Closed             bool    // as if the capacity were zero
	Year               int     // of the figures, 0 where none is given
	Source             string
	Assumed            []string // columns whose figures are assumed
	Note               string
	Line               int // of the file
}

// Cost is the generalised cost at a value of time in US dollars a TEU and day.
func (l *Leg) Cost(usdPerDay float64) float64 { return l.USD + usdPerDay*l.Days }

// Demand is so many TEU that go from one terminal to another.
type Demand struct {
	Name, Origin, Destination string
	TEU                       float64
	USDPerDay                 float64 // value of time
	Line                      int
}

// Back is the id of the way back of a leg that runs both ways.
func Back(id string) string { return id + ":back" }
