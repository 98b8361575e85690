package scenario

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"

	"dyad/internal/hint"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// unreadable says what is wrong with a scenario that the YAML library refuses,
// in the words of the file and not of the program.
func unreadable(err error, source string) error {
	var e yaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil || e.GetToken().Position == nil {
		return &hint.Error{Code: hint.Usage, Where: source, What: "this is no readable YAML", Err: err}
	}
	at := e.GetToken()
	where := fmt.Sprintf("%s, line %d, column %d", source, at.Position.Line, at.Position.Column)
	key := keyOf(at)
	is := func(expected string) error {
		what := fmt.Sprintf("%s stands where %s is expected", written(at), expected)
		if key != "" {
			what = fmt.Sprintf("%s is %s; %s is expected", key, written(at), expected)
		}
		try := examples[key]
		if try == "" || key == "estimate" && expected != aNumber {
			try = "docs/gravity.md has a scenario in full"
		}
		return hint.New(hint.Usage, where, what, try)
	}
	var wrong *yaml.TypeError
	var node *yaml.UnexpectedNodeTypeError
	var large *yaml.OverflowError
	switch {
	case errors.As(err, &wrong):
		return is(kindName(wrong.DstType))
	case errors.As(err, &large):
		return is(kindName(large.DstType))
	case errors.As(err, &node):
		return is(nodeName(node.Expected))
	}
	return hint.New(hint.Usage, where, e.GetMessage(), suggestKey(e.GetMessage()))
}

// keyOf is the key whose value begins with a token, "" within a list.
func keyOf(at *token.Token) string {
	if at.Prev != nil && at.Prev.Type == token.MappingValueType && at.Prev.Prev != nil {
		return strings.TrimSpace(at.Prev.Prev.Value)
	}
	if at.Type == token.MappingValueType && at.Prev != nil && at.Prev.Prev != nil && at.Prev.Prev.Type == token.MappingValueType && at.Prev.Prev.Prev != nil {
		return strings.TrimSpace(at.Prev.Prev.Prev.Value) // a mapping is named by its first colon
	}
	return ""
}

// written is what stands in the file.
func written(at *token.Token) string {
	switch text := strings.TrimSpace(at.Value); text {
	case "[", "-":
		return "a list"
	case "{", ":":
		return "a set of keys"
	case "":
		return "empty"
	default:
		return fmt.Sprintf("%q", text)
	}
}

const aNumber = "a number"

func kindName(t reflect.Type) string {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t != nil {
		switch t.Kind() {
		case reflect.Float32, reflect.Float64:
			return aNumber
		case reflect.Int, reflect.Int64:
			return "a whole number"
		case reflect.Uint, reflect.Uint64:
			return "a whole number, zero or more,"
		case reflect.Bool:
			return "true or false"
		case reflect.String:
			return "a text"
		case reflect.Slice:
			return "a list"
		case reflect.Map, reflect.Struct:
			return "a set of keys"
		}
	}
	return "something else"
}

func nodeName(t ast.NodeType) string {
	switch t {
	case ast.MappingType:
		return "a set of keys"
	case ast.SequenceType:
		return "a list"
	}
	return "something else"
}

// examples of the keys that hold something else than a text.
var examples = map[string]string{
	"sigma": "sigma: 5", "year": "year: 2006", "draws": "draws: 500", "level": "level: 95", "seed": "seed: 1",
	"estimate": "estimate: -0.4", "std_error": "std_error: 0.1", "both": "both: true", "dyad": "dyad: [CHN, RUS]",
	"between": "between: [CAN, JPN]", "pairs": "pairs: [[CHN, DEU]]", "set": "set: {pta: 0}", "changes": "changes: [{between: [CAN, JPN], cost: +30%}]",
	"intervals": "intervals: {draws: 500, level: 95}", "columns": "columns: {output: Y, expenditure: E}", "coefficient": "coefficient: {estimate: 0.2, std_error: 0.05}",
	"coefficients": "coefficients: [{name: lndist, estimate: -0.4, std_error: 0.1}]",
}

// wholeNumbers refuses years and draws with a fraction, which the YAML library
// cuts off.
func (s *Scenario) wholeNumbers() error {
	for _, path := range []string{"$.year", "$.intervals.draws", "$.intervals.seed"} {
		p, err := yaml.PathString(path)
		if err != nil {
			return err
		}
		node, err := p.FilterFile(s.file)
		if err != nil || node == nil {
			continue // it is not there
		}
		if number, ok := node.(*ast.FloatNode); ok && number.Value != math.Trunc(number.Value) {
			key := path[strings.LastIndexByte(path, '.')+1:]
			return s.fault(path, fmt.Sprintf("%s is %s; a whole number is expected", key, node), examples[key])
		}
	}
	return nil
}
