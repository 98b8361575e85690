package survival

// The infinitesimal jackknife takes the variance of an estimate as the sum over
// subjects of its squared derivative by the subject's weight. For the logarithm
// of the survival S and for the incidence F of some causes, a time at which r are
// at risk, d have an event and e one of these causes changes the derivatives L
// and U of a subject by
//
//	U += L e S/r  everyone, those who left too (S and L are those before)
//	U -= e S/r²   at risk
//	U += S/r      with an event of these causes
//	L += d/(r (r-d))  at risk
//	L -= 1/(r-d)      with an event
//
// One by one that is subjects times times of work. But the changes are the same
// for all at risk and linear in L, so the sums of U², UL, L² over those who left
// and those at risk follow from themselves, and a subject's own L and U are needed
// when it leaves: they are what a subject of the first hour has, less what had
// happened before it entered.
type jackknife struct {
	survival product
	log      float64 // L of a subject that has been at risk from the beginning
	causes   []influence
	// by cause; if one cause makes up most events in the end, one more for all
	// the others together. Else rest is -1, and most has no meaning.
	most, rest int
	// what had happened when subjects entered: a row of 1 + 2 len(causes) numbers
	// for each time, before it; nil if all entered at the beginning.
	past  []float64
	since []uint32 // by row of the data, the row of past
	times int
}

// influence is what is followed of the incidence of one cause (or some).
type influence struct {
	incidence float64 // F
	own       float64 // U of a subject that has been at risk from the beginning
	there     sums    // over those at risk
	gone      sums    // over those who left
	events    int     // at this time
	flow      float64 // by how much F rises at this time
}

// sums of L, U and their products over subjects.
type sums struct {
	n          int
	l, u       float64
	ll, lu, uu float64
}

// shift adds up what happens to everyone: U += flow L - a, then L += b.
func (s *sums) shift(flow, a, b float64) {
	n := float64(s.n)
	s.uu += flow*(2*s.lu+flow*s.ll) + a*(n*a-2*(s.u+flow*s.l))
	s.lu += flow*s.ll - a*s.l
	s.u += flow*s.l - n*a
	s.ll += b * (2*s.l + n*b)
	s.lu += b * s.u
	s.l += n * b
}

func (s *sums) add(l, u float64) {
	s.n++
	s.l, s.u = s.l+l, s.u+u
	s.ll, s.lu, s.uu = s.ll+l*l, s.lu+l*u, s.uu+u*u
}

func (s *sums) remove(l, u float64) {
	if s.n == 1 { // no remainder of rounding is kept
		*s = sums{}
		return
	}
	s.n--
	s.l, s.u = s.l-l, s.u-u
	s.ll, s.lu, s.uu = s.ll-l*l, s.lu-l*u, s.uu-u*u
}

// newJackknife looks at the finished estimates for a cause that most have in the
// end. As its incidence nears one its variance nears that of the few others, a
// small difference of large sums; it is taken from the others instead.
func newJackknife(c *cohort, curves []Incidence) *jackknife {
	j := &jackknife{survival: newProduct(), rest: -1, causes: make([]influence, len(curves), len(curves)+1)}
	for k, curve := range curves {
		if curve.Points[len(curve.Points)-1].Estimate > 0.5 {
			j.most, j.rest = k, len(curves)
			j.causes = append(j.causes, influence{})
			break // a second one can only be half, rounded up
		}
	}
	if c.entry != nil {
		j.since = c.since
		j.past = make([]float64, 0, len(curves[0].Points)*(1+2*len(j.causes)))
	}
	return j
}

// step goes over one time, at which so many have each cause.
func (j *jackknife) step(w *walk, events []int) {
	j.enter(w)
	risk := float64(w.atRisk())
	before := j.survival.survival
	for k := range j.causes {
		c := &j.causes[k]
		if k == j.rest {
			c.events = w.events - events[j.most+1]
		} else {
			c.events = events[k+1]
		}
		c.flow = before * (float64(c.events) / risk)
	}
	j.survival.times(w.atRisk(), w.events)

	up, down := 0.0, 0.0 // of L; nothing matters after the last survivor
	if left := risk - float64(w.events); left > 0 && before > 0 {
		up, down = float64(w.events)/(risk*left), 1/left
	}
	log := j.log
	j.log += up
	for k := range j.causes {
		c := &j.causes[k]
		if w.events > 0 {
			a := c.flow / risk
			c.gone.shift(c.flow, 0, 0)
			c.there.shift(c.flow, a, up)
			c.own += c.flow*log - a
			c.incidence += c.flow
		}
	}
	for _, t := range w.exit[w.first:w.next] {
		then := j.before(t.row)
		for k := range j.causes {
			c := &j.causes[k]
			l, u := log+up, c.own
			if then != nil {
				l -= then[0]
				u -= then[1+2*k] + then[0]*(c.incidence-then[2+2*k])
			}
			c.there.remove(l, u)
			if t.cause > 0 {
				l -= down
				if int(t.cause)-1 == k || k == j.rest && int(t.cause)-1 != j.most {
					u += before / risk
				}
			}
			c.gone.add(l, u)
		}
	}
}

// enter takes in those who have come since the time before.
func (j *jackknife) enter(w *walk) {
	for k := range j.causes {
		j.causes[k].there.n += w.joined
	}
	if w.entry == nil {
		return
	}
	for _, t := range w.entry[w.entered-w.joined : w.entered] {
		j.since[t.row] = uint32(j.times)
	}
	j.times++
	j.past = append(j.past, j.log)
	for _, c := range j.causes {
		j.past = append(j.past, c.own, c.incidence)
	}
}

// before is the row of past of a subject that entered late: what had happened then.
func (j *jackknife) before(row uint32) []float64 {
	if j.since == nil {
		return nil
	}
	width := 1 + 2*len(j.causes)
	at := int(j.since[row]) * width
	return j.past[at : at+width]
}

// variance is that of the incidence of cause k, which is now p.
func (j *jackknife) variance(k int, p float64) float64 {
	if k != j.most || j.rest < 0 || p <= 0.5 {
		return j.causes[k].there.uu + j.causes[k].gone.uu
	}
	// F is 1 - S less the others, and S has the derivative S L.
	c, s := &j.causes[j.rest], j.survival.survival
	return s*s*(c.there.ll+c.gone.ll) + 2*s*(c.there.lu+c.gone.lu) + c.there.uu + c.gone.uu
}
