package duck

import (
	"errors"
	"io"
)

func unlessEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return explain(err)
}
