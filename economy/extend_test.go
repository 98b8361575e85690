package economy

import (
	"slices"
	"testing"
)

// The oracle is the list given.
func TestExtend(t *testing.T) {
	t.Cleanup(func() {
		if err := Extend(nil, nil); err != nil {
			t.Error(err)
		}
	})
	before := Version()
	stays := []Membership{
		{Group: "SCO-CORE", Member: "CHN", From: "2001-06-15", Source: "own"}, {Group: "SCO-CORE", Member: "RUS", From: "2001-06-15", Source: "own"},
		{Group: "SCO-CORE", Member: "IND", From: "2017-06-09", To: "2020-12-31", Source: "own"}, {Group: "SCO-CORE", Member: "IND", From: "2022-01-01", Source: "own"},
	}
	if err := Extend(stays, map[Code]string{"SCO-CORE": "Shanghai core"}); err != nil {
		t.Fatal(err)
	}
	for year, want := range map[int][]Code{2000: nil, 2001: {"CHN", "RUS"}, 2018: {"CHN", "IND", "RUS"}, 2021: {"CHN", "RUS"}, 2023: {"CHN", "IND", "RUS"}} {
		if got := Members("SCO-CORE", year); !slices.Equal(got, want) {
			t.Errorf("members of %d: %v", year, got)
		}
	}
	if e, err := Resolve("shanghai core"); err != nil || e.Code != "SCO-CORE" || e.Kind != Group {
		t.Errorf("by name: %v, %v", e, err)
	}
	if !slices.Contains(GroupsOf("IND", 2023), "SCO-CORE") || !slices.Contains(Groups(), "SCO-CORE") || Version() == before {
		t.Error("the group is not among the groups")
	}
	if len(Members("EU", 2019)) != 28 {
		t.Error("the Union has other members now")
	}
	version := Version()
	if err := Extend(stays, nil); err != nil || Version() != version {
		t.Error("the same groups again are a change")
	}
	for name, bad := range map[string]Membership{
		"built in":  {Group: "EU", Member: "GBR", From: "1973-01-01"},
		"an alias":  {Group: "my group", Member: "GBR", From: "1973-01-01"},
		"no member": {Group: "MINE", Member: "XXX", From: "1973-01-01"},
		"a group":   {Group: "MINE", Member: "EU", From: "1973-01-01"},
		"no day":    {Group: "MINE", Member: "GBR"},
		"backwards": {Group: "MINE", Member: "GBR", From: "2020-01-01", To: "2019-01-01"},
	} {
		if err := Extend([]Membership{bad}, nil); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if err := Extend([]Membership{{Group: "MINE", Member: "GBR", From: "1973-01-01"}, {Group: "MINE", Member: "GBR", From: "1980-01-01"}}, nil); err == nil {
		t.Error("two stays at one time are taken")
	}
	if err := Extend(nil, nil); err != nil || len(Members("SCO-CORE", 2018)) != 0 {
		t.Error("the groups outlive their lake")
	}
}
