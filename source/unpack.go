package source

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"dyad/internal/hint"
)

// Text is what one pass over a whole file tells.
type Text struct {
	SHA256 string // of the file as it came, packed or not
	Bytes  int64  // of the file as it came
	Size   int64  // of the text
	Lines  int64  // the last one counts without a line end too
	Quotes bool   // some field is quoted, so that a record may have several lines

	// Underscored says that somewhere an underscore stands between two digits:
	// some readers of numbers take 1_000 for a thousand.
	Underscored bool
}

// Unpack passes once over a file: takes its hash, unzips it, holds it against
// UTF-8 and counts its lines. The text goes to w, as a plain table, where w is not
// nil. Progress gets the bytes of the file read so far. A Parquet file is only hashed.
func Unpack(ctx context.Context, f File, head Head, w io.Writer, progress func(done int64)) (Text, error) {
	r, err := f.open()
	if err != nil {
		return Text{}, err
	}
	defer r.Close()
	hash := sha256.New()
	in := &counted{ctx: ctx, r: io.TeeReader(r, hash), tick: progress}
	scan := textScan{file: f, binary: head.Parquet}
	var text io.Reader = in
	if head.Gzip {
		z, err := gzip.NewReader(bufio.NewReaderSize(in, 1<<20))
		if err != nil {
			return Text{}, gzipError(f, err)
		}
		text = z
	}
	if !head.Parquet {
		delimiter := head.Delimiter
		if f.Shape.Wide != nil {
			delimiter = f.Shape.Delimiter
		}
		if text, err = f.shaped(text, delimiter); err != nil {
			return Text{}, err
		}
	}
	err = scan.all(text, w)
	if ctx.Err() != nil {
		return Text{}, ctx.Err()
	}
	if h := (*hint.Error)(nil); errors.As(err, &h) {
		return Text{}, err
	}
	if err != nil {
		return Text{}, gzipError(f, err)
	}
	if _, err := io.Copy(io.Discard, in); err != nil {
		return Text{}, gzipError(f, err)
	}
	if err := scan.close(); err != nil {
		return Text{}, err
	}
	return Text{SHA256: hex.EncodeToString(hash.Sum(nil)), Bytes: in.n, Size: scan.size, Lines: scan.lines, Quotes: scan.quotes, Underscored: scan.underscored}, nil
}

// counted reports the bytes read and stops when the context ends.
type counted struct {
	ctx  context.Context
	r    io.Reader
	n    int64
	tick func(int64)
}

func (c *counted) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(p)
	c.n += int64(n)
	if c.tick != nil {
		c.tick(c.n)
	}
	return n, err
}
