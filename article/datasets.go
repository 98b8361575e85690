package article

import (
	"embed"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"

	"dyad/source"
	"dyad/source/tidy"
)

//go:embed data
var data embed.FS

// Dataset is one tidy table of trade that travels inside the program.
type Dataset struct {
	Meta      source.Meta
	Name      string            // file name, "imf-dots-extract.csv"
	CSV       []byte            // header and rows
	Map       map[string]string // field to column where the header alone does not say it
	Flags     map[string]string // the publisher's marks and what they mean here
	Scale     string            // turns the printed value into US dollars: "1e6"
	Selection []string          // the rules by which the rows were chosen
	Copy      string            // where the publisher's files were taken from
}

// datasetFile is the form of data/sources.yaml.
type datasetFile struct {
	Datasets []struct {
		File      string            `yaml:"file"`
		ID        string            `yaml:"id"`
		Title     string            `yaml:"title"`
		Publisher string            `yaml:"publisher"`
		URL       string            `yaml:"url"`
		Copy      string            `yaml:"copy"`
		Licence   string            `yaml:"licence"`
		Vintage   string            `yaml:"vintage"`
		Unit      string            `yaml:"unit"`
		Scale     string            `yaml:"scale"`
		Map       map[string]string `yaml:"map"`
		Flags     map[string]string `yaml:"flags"`
		Selection []string          `yaml:"selection"`
		Caveats   []string          `yaml:"caveats"`
	} `yaml:"datasets"`
}

// Datasets gives the pack's data sets in the order of data/sources.yaml.
func Datasets() ([]Dataset, error) {
	text, err := data.ReadFile("data/sources.yaml")
	if err != nil {
		return nil, err
	}
	var file datasetFile
	if err := yaml.UnmarshalWithOptions(text, &file, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("article/data/sources.yaml: %w", err)
	}
	var out []Dataset
	for _, d := range file.Datasets {
		csv, err := data.ReadFile("data/" + d.File)
		if err != nil {
			return nil, err
		}
		// How the rows were chosen and where they were copied from is part of
		// what must travel with each number.
		caveats := append(slices.Clone(d.Caveats), "Taken from "+d.Copy+".")
		out = append(out, Dataset{
			Meta: source.Meta{ID: d.ID, Title: d.Title, Publisher: d.Publisher, URL: d.URL, Licence: d.Licence,
				Vintage: d.Vintage, Unit: d.Unit, Caveats: caveats},
			Name: d.File, CSV: csv, Map: d.Map, Flags: d.Flags, Scale: d.Scale, Selection: d.Selection, Copy: d.Copy,
		})
	}
	return out, nil
}

// Source describes the data set so that a lake can import it.
func (d Dataset) Source() (source.Dataset, error) {
	var pairs []string
	for field, column := range d.Map {
		pairs = append(pairs, field+"="+column)
	}
	slices.Sort(pairs)
	return tidy.Open([]source.File{{Name: d.Name, Data: d.CSV}},
		tidy.Options{Meta: d.Meta, Map: pairs, Scale: d.Scale, Flags: d.Flags})
}
