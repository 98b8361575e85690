package web

import (
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

type object = map[string]any

// description is the OpenAPI file with its references followed by at.
type description struct{ root object }

func readDescription(t *testing.T) *description {
	t.Helper()
	r := get(t, shared(t), "/api/v1/openapi.yaml")
	d := &description{}
	if err := yaml.Unmarshal([]byte(r.body), &d.root); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *description) follow(v any) object {
	o, _ := v.(object)
	if ref, ok := o["$ref"].(string); ok {
		at := any(d.root)
		for _, part := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
			at = at.(object)[part]
		}
		return d.follow(at)
	}
	return o
}

// holds says where a value breaks a schema of the few kinds used here.
func (d *description) holds(schema any, v any, at string) error {
	s := d.follow(schema)
	var types []string
	switch typ := s["type"].(type) {
	case string:
		types = []string{typ}
	case []any:
		for _, x := range typ {
			types = append(types, fmt.Sprint(x))
		}
	}
	is := func(typ string) bool {
		switch x := v.(type) {
		case nil:
			return typ == "null"
		case string:
			return typ == "string"
		case bool:
			return typ == "boolean"
		case float64:
			return typ == "number" || typ == "integer" && x == float64(int64(x))
		case []any:
			return typ == "array"
		case object:
			return typ == "object"
		}
		return false
	}
	if len(types) == 0 {
		return fmt.Errorf("%s: the schema says nothing", at)
	}
	if !slices.ContainsFunc(types, is) {
		return fmt.Errorf("%s: %v (%T) is no %v", at, v, v, types)
	}
	if enum, ok := s["enum"].([]any); ok && !slices.Contains(enum, v) {
		return fmt.Errorf("%s: %v is none of %v", at, v, enum)
	}
	if list, ok := v.([]any); ok {
		for i, x := range list {
			if err := d.holds(s["items"], x, fmt.Sprintf("%s[%d]", at, i)); err != nil {
				return err
			}
		}
	}
	if o, ok := v.(object); ok {
		for _, name := range texts(s["required"]) {
			if _, there := o[name]; !there {
				return fmt.Errorf("%s lacks %s", at, name)
			}
		}
		if properties, ok := s["properties"].(object); ok {
			for name, x := range o {
				if sub, there := properties[name]; there {
					if err := d.holds(sub, x, at+"."+name); err != nil {
						return err
					}
				} else if slices.Contains([]string{"Row", "Measure", "Economy", "Fault"}, fmt.Sprint(s["title"])) {
					return fmt.Errorf("%s.%s is not described", at, name)
				}
			}
		}
	}
	return nil
}

func texts(v any) []string {
	var out []string
	items, _ := v.([]any)
	for _, x := range items {
		out = append(out, fmt.Sprint(x))
	}
	return out
}

// request fills an operation's examples in; with them, the whole address.
func (d *description) request(path string, operation object) (at, body string) {
	q := url.Values{}
	at = path
	params, _ := operation["parameters"].([]any)
	for _, p := range params {
		p := d.follow(p)
		example, ok := p["example"]
		if !ok {
			continue
		}
		if p["in"] == "path" {
			at = strings.ReplaceAll(at, "{"+fmt.Sprint(p["name"])+"}", fmt.Sprint(example))
		} else {
			q.Set(fmt.Sprint(p["name"]), fmt.Sprint(example))
		}
	}
	if b, ok := operation["requestBody"]; ok {
		for _, media := range d.follow(b)["content"].(object) {
			body = fmt.Sprint(d.follow(media)["example"])
		}
	}
	if len(q) > 0 {
		at += "?" + q.Encode()
	}
	return at, body
}

// Every path of the description answers as described, and every path of the
// server's API is described.
func TestDescriptionHoldsOfTheServer(t *testing.T) {
	s, d := shared(t), readDescription(t)
	described := map[string]bool{}
	for path, item := range d.root["paths"].(object) {
		for method, op := range item.(object) {
			operation := op.(object)
			described[strings.ToUpper(method)+" "+path] = true
			at, body := d.request(path, operation)
			if strings.Contains(at, "{") {
				t.Errorf("%s has no example for some part", path)
				continue
			}
			r := ask(t, s, strings.ToUpper(method), at, strings.NewReader(body))
			if r.status != 200 {
				t.Errorf("%s %s: %d %.300s", method, at, r.status, r.body)
				continue
			}
			answers := operation["responses"].(object)
			for media, content := range d.follow(answers["200"])["content"].(object) {
				if !strings.HasPrefix(r.header.Get("Content-Type"), media) {
					t.Errorf("%s: %s, described as %s", at, r.header.Get("Content-Type"), media)
				}
				if media == "application/json" {
					var v any
					if err := json.Unmarshal([]byte(r.body), &v); err != nil {
						t.Errorf("%s: %v", at, err)
					} else if err := d.holds(content.(object)["schema"], v, at); err != nil {
						t.Error(err)
					} else if empty(v) {
						t.Errorf("%s answers nothing: the example proves nothing", at)
					}
				}
			}
			if method == "get" {
				bad := get(t, s, at+map[bool]string{true: "&", false: "?"}[strings.Contains(at, "?")]+"no-such-parameter=1")
				var v any
				if err := json.Unmarshal([]byte(bad.body), &v); err != nil || bad.status != 400 {
					t.Errorf("%s with an unknown parameter: %d %v", at, bad.status, err)
				} else if err := d.holds(d.follow(answers["default"])["content"].(object)["application/json"].(object)["schema"], v, at); err != nil {
					t.Error(err)
				}
			}
		}
	}
	for _, r := range s.addresses() {
		method, path, _ := strings.Cut(r.pattern, " ")
		if strings.HasPrefix(path, "/api/v1/") && !described[method+" "+path] {
			t.Errorf("%s %s is not described", method, path)
		}
		delete(described, method+" "+path)
	}
	for left := range described {
		t.Errorf("%s is described and not served", left)
	}
}

func empty(v any) bool {
	x := reflect.ValueOf(v)
	return x.Kind() == reflect.Slice && x.Len() == 0
}

// The parameters described are those that the server takes.
func TestDescribedParametersAreTaken(t *testing.T) {
	s, d := shared(t), readDescription(t)
	values := map[string]string{"years": "2010:2012", "basket": "hydrocarbons", "reporter": "CHN", "source": "comtrade-extract", "set": "flow=exports", "world": "1",
		"year": "2015", "role": "a", "limit": "3", "offset": "2", "then": "2005", "now": "2015", "q": "ger", "a": "CHN", "b": "RUS"}
	for path, item := range d.root["paths"].(object) {
		op, ok := item.(object)["get"].(object)
		if !ok {
			continue
		}
		params, _ := op["parameters"].([]any)
		for _, p := range params {
			p := d.follow(p)
			name := fmt.Sprint(p["name"])
			if p["in"] != "query" {
				continue
			}
			at, _ := d.request(path, op)
			u, err := url.Parse(at)
			if err != nil {
				t.Fatal(err)
			}
			q := u.Query()
			q.Set(name, values[name])
			u.RawQuery = q.Encode()
			if r := get(t, s, u.String()); strings.Contains(r.body, "unknown parameter") || r.status >= 500 {
				t.Errorf("%s: %d %.200s", u, r.status, r.body)
			}
		}
	}
}
