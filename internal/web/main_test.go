package web

import (
	"os"
	"testing"
)

var temporary []string

func tempDir() (string, error) {
	dir, err := os.MkdirTemp("", "dyad-web-")
	temporary = append(temporary, dir)
	return dir, err
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, dir := range temporary {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}
