// Command run writes the pack's data files anew from the publishers' files:
//
//	DYAD_DATA=../shared/data go run ./article/internal/extract/run -to article/data
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"dyad/article/internal/extract"
)

func main() {
	to := flag.String("to", "data", "folder to write to")
	flag.Parse()
	from := os.Getenv("DYAD_DATA")
	if from == "" {
		fmt.Fprintln(os.Stderr, "name the folder of the publishers' files in DYAD_DATA")
		os.Exit(2)
	}
	for name, derive := range map[string]func(string) ([]byte, error){
		"imf-dots-extract.csv": extract.IMF,
		"comtrade-extract.csv": extract.Comtrade,
	} {
		text, err := derive(from)
		if err == nil {
			err = os.WriteFile(filepath.Join(*to, name), text, 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		fmt.Printf("%s: %d bytes\n", name, len(text))
	}
}
