package economy

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"sync"
	"sync/atomic"
)

// world is what the package answers from: what is built in, and over it the
// groups of a user's own.
type world struct {
	register    *register
	memberships membershipIndex
	searching   sync.Once
	searched    []named // once asked for
	version     int
	own         []Membership
}

var builtIn = sync.OnceValue(func() *world {
	return &world{register: mustRead(false), memberships: readMemberships()}
})

var extended atomic.Pointer[world]

func current() *world {
	if w := extended.Load(); w != nil {
		return w
	}
	return builtIn()
}

func catalogue() *register         { return current().register }
func memberships() membershipIndex { return current().memberships }

func searched() []named {
	w := current()
	w.searching.Do(func() { w.searched = searchable() })
	return w.searched
}

// Version changes when groups of a user's own come or go, for those who keep
// what they were told.
func Version() int { return current().version }

var ownCode = regexp.MustCompile(`^[A-Z][A-Z0-9-]{1,23}$`)

// GroupError is a group of a user's own that cannot be taken.
type GroupError struct {
	Group Code
	Why   string
}

func (e *GroupError) Error() string { return fmt.Sprintf("group %q: %s", e.Group, e.Why) }

// Extend adds groups of a user's own to the built-in ones, in place of those
// added before; no stays leave the built-in ones alone. names gives a group's
// name, its code where there is none. A group that is built in keeps its members:
// a list that says otherwise needs a code of its own. The groups hold for the
// whole program.
func Extend(stays []Membership, names map[Code]string) error {
	if slices.Equal(current().own, stays) {
		return nil
	}
	base := builtIn()
	r := *base.register
	r.economies, r.byCode, r.byName = slices.Clone(r.economies), maps.Clone(r.byCode), maps.Clone(r.byName)
	index := membershipIndex{maps.Clone(base.memberships.byGroup), maps.Clone(base.memberships.byMember)}
	sorted := slices.Clone(stays)
	slices.SortStableFunc(sorted, func(a, b Membership) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Member, b.Member), cmp.Compare(a.From, b.From))
	})
	for i, m := range sorted {
		if _, taken := base.register.byCode[m.Group]; taken {
			return &GroupError{m.Group, "the code is taken by a built-in economy; give the group another one"}
		}
		if !ownCode.MatchString(string(m.Group)) {
			return &GroupError{m.Group, "a code has capital letters, digits and hyphens, as MY-GROUP"}
		}
		at, known := base.register.byCode[m.Member]
		if !known || base.register.economies[at].Kind > Former {
			return &GroupError{m.Group, fmt.Sprintf("its member %q is no economy", m.Member)}
		}
		if m.From == "" || m.To != "" && m.To < m.From {
			return &GroupError{m.Group, fmt.Sprintf("%s is a member from %q to %q", m.Member, m.From, m.To)}
		}
		if i > 0 && sorted[i-1].Group == m.Group && sorted[i-1].Member == m.Member && (sorted[i-1].To == "" || sorted[i-1].To >= m.From) {
			return &GroupError{m.Group, fmt.Sprintf("%s is a member twice at one time, from %s", m.Member, m.From)}
		}
		if _, seen := r.byCode[m.Group]; !seen {
			name := names[m.Group]
			if name == "" {
				name = string(m.Group)
			}
			r.byCode[m.Group] = len(r.economies)
			if _, taken := r.byName[fold(name)]; !taken {
				r.byName[fold(name)] = len(r.economies)
			}
			r.economies = append(r.economies, Economy{Code: m.Group, Name: name, Kind: Group})
		}
		index.byGroup[m.Group] = append(slices.Clip(index.byGroup[m.Group]), m)
		index.byMember[m.Member] = append(slices.Clip(index.byMember[m.Member]), m)
	}
	extended.Store(&world{register: &r, memberships: index, version: current().version + 1, own: slices.Clone(stays)})
	return nil
}
