package lint

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write THIRD_PARTY_NOTICES.md anew")

const noticesFile = "../../THIRD_PARTY_NOTICES.md"

// kinds of licences that may be built in, each by words of its own that its text
// has; the first that fits is it.
var kinds = []struct{ name, words string }{
	{"SIL Open Font License 1.1", "SIL OPEN FONT LICENSE Version 1.1"},
	{"Apache-2.0", "Apache License Version 2.0, January 2004"},
	{"FreeType", "The FreeType Project LICENSE"}, {"FreeType", "The FreeType License, which is similar"},
	{"BSD-3-Clause", "Neither the name"},
	{"BSD-3-Clause", "names of its contributors may be used to endorse"},
	{"BSD-2-Clause", "Redistributions in binary form must reproduce"},
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy"},
	{"Unlicense", "This is free and unencumbered software released into the public domain"},
	{"ISC", "Permission to use, copy, modify, and/or distribute this software"},
}

var spaces = regexp.MustCompile(`[\s*/#]+`)

// kindOf is the kind of a licence's text, "" for one that is not known.
func kindOf(text string) string {
	plain := spaces.ReplaceAllString(text, " ")
	for _, k := range kinds {
		if strings.Contains(strings.ToLower(plain), strings.ToLower(k.words)) {
			return k.name
		}
	}
	return ""
}

// platform is the part of a module's path that differs from system to system.
var platform = regexp.MustCompile(`/lib/[a-z]+-[a-z0-9]+$`)

// chosen are the texts of licences that a module leaves to choose from and keeps
// in a folder of their own.
var chosen = map[string]string{"github.com/golang/freetype": "licenses/ftl.txt"}

type licensed struct{ module, kind, text string }

// built lists what the program is built from, with its licences.
func built(t *testing.T) []licensed {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", "./cmd/dyad")
	list.Dir = "../.."
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	lines = append(slices.Compact(lines), "the Go standard library\t"+strings.TrimSpace(string(root)))
	var all []licensed
	for _, line := range lines {
		module, dir, _ := strings.Cut(line, "\t")
		if module == "" {
			continue
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var files []string
		for _, e := range entries {
			if !e.IsDir() {
				files = append(files, e.Name())
			}
		}
		if more := chosen[module]; more != "" {
			files = append(files, more)
		}
		found := false
		for _, file := range files {
			name := strings.ToUpper(file)
			if !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "UNLICENSE") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "NOTICE") {
				continue
			}
			b, err := os.ReadFile(filepath.Join(dir, file))
			if err != nil {
				t.Fatal(err)
			}
			text := strings.TrimSpace(strings.ReplaceAll(string(b), "\r\n", "\n"))
			kind := kindOf(text)
			if strings.HasPrefix(name, "NOTICE") {
				kind = "notice"
			} else {
				found = true
			}
			if kind == "" {
				t.Errorf("%s: the licence %s is of no kind that may be built in; begins %.200q", module, file, text)
			}
			all = append(all, licensed{platform.ReplaceAllString(module, "/lib"), kind, text})
		}
		if !found {
			t.Errorf("%s has no licence: it cannot be built in", module)
		}
	}
	slices.SortStableFunc(all, func(a, b licensed) int { return cmp.Or(cmp.Compare(a.module, b.module), cmp.Compare(a.kind, b.kind)) })
	return slices.Compact(all)
}

// notices is the file: a table of modules, then each text once.
func notices(all []licensed) string {
	var b, texts strings.Builder
	b.WriteString("# Third-party notices\n\nWhat is built into dyad, under which licence, and the texts. Written by `go test ./internal/lint -run Notices -update`, and held\nagainst the modules by the same test. The database engine is DuckDB, whose library comes with its Go bindings.\n\n| module | licence | text |\n|---|---|---|\n")
	number := map[string]int{}
	for _, l := range all {
		n, known := number[l.text]
		if !known {
			n = len(number) + 1
			number[l.text] = n
			fmt.Fprintf(&texts, "\n## Text %d\n\n```\n%s\n```\n", n, strings.ReplaceAll(l.text, "```", "'''"))
		}
		fmt.Fprintf(&b, "| %s | %s | %d |\n", l.module, l.kind, n)
	}
	return b.String() + texts.String()
}

// Every module that is linked in has its licence, of a kind that may be, in the
// notices; and nothing else is there. The modules' own files are the oracle.
func TestNotices(t *testing.T) {
	all := built(t)
	if len(all) < 20 {
		t.Fatalf("only %d licences were found", len(all))
	}
	want := notices(all)
	if *update {
		if err := os.WriteFile(noticesFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(noticesFile)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "linux" { // other systems link a module more or less
		for _, l := range all {
			if !strings.Contains(string(have), "| "+l.module+" |") {
				t.Errorf("%s is not in the notices", l.module)
			}
		}
		return
	}
	if string(have) != want {
		lines := strings.Split(string(have), "\n")
		for _, line := range strings.Split(want, "\n") {
			if !slices.Contains(lines, line) {
				t.Errorf("not in the notices: %s", line)
				break
			}
		}
		t.Error("THIRD_PARTY_NOTICES.md is not of today's modules: go test ./internal/lint -run Notices -update, and read what changed")
	}
}

func TestKindsOfLicences(t *testing.T) {
	for text, want := range map[string]string{
		"GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007":                                                     "",
		"Permission is hereby granted, free of\ncharge, to any person obtaining a copy of":                        "MIT",
		"Redistributions in binary form must reproduce …\n * Neither the name of":                                 "BSD-3-Clause",
		"                                 Apache License\n                           Version 2.0, January 2004\n": "Apache-2.0",
		"All rights reserved.": "",
	} {
		if got := kindOf(text); got != want {
			t.Errorf("%.40q… is %q, want %q", text, got, want)
		}
	}
}
