package article

import (
	"fmt"

	"github.com/goccy/go-yaml"
)

// PrintedFigure is a number that the article states. Value is in Unit; Year is
// 0 where the article names none. Quote is at most fifteen words long.
type PrintedFigure struct {
	ID        string   `yaml:"id"`
	Paragraph string   `yaml:"par"` // "10", "note5"
	What      string   `yaml:"what"`
	Value     float64  `yaml:"value"`
	Unit      string   `yaml:"unit"`
	Year      int      `yaml:"year"`
	Quote     string   `yaml:"quote"`
	Source    string   `yaml:"source"` // the work the article names; "" where it names none beside the figure
	Claims    []string `yaml:"claims"` // ids in the claim file
}

// Printed gives the figures the article prints, in the order of its subjects.
func Printed() ([]PrintedFigure, error) {
	text, err := data.ReadFile("data/printed.yaml")
	if err != nil {
		return nil, err
	}
	var file struct {
		Printed []PrintedFigure `yaml:"printed"`
	}
	if err := yaml.UnmarshalWithOptions(text, &file, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("article/data/printed.yaml: %w", err)
	}
	return file.Printed, nil
}
