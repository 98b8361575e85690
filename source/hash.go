package source

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// Hash passes once over a file and takes its hash as it came.
func Hash(ctx context.Context, f File, progress func(done int64)) (sum string, size int64, err error) {
	r, err := f.open()
	if err != nil {
		return "", 0, err
	}
	defer r.Close()
	hash := sha256.New()
	in := &counted{ctx: ctx, r: r, tick: progress}
	if _, err := io.CopyBuffer(hash, in, make([]byte, 1<<20)); err != nil {
		return "", 0, err
	}
	return hex.EncodeToString(hash.Sum(nil)), in.n, nil
}

// OpenText gives the bytes of a file, unzipped where it is a gzip file. Reading
// stops when the context ends.
func (f File) OpenText(ctx context.Context) (io.ReadCloser, error) {
	r, err := f.open()
	if err != nil {
		return nil, err
	}
	b := bufio.NewReaderSize(&counted{ctx: ctx, r: r}, 1<<18)
	if magic, _ := b.Peek(2); !isGzip(magic) {
		return &both{b, r}, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		r.Close()
		return nil, gzipError(f, err)
	}
	return &both{&unzipping{z, f}, r}, nil
}

// both reads from one and closes the other.
type both struct {
	io.Reader
	io.Closer
}

// unzipping tells a damaged gzip file from an end.
type unzipping struct {
	z *gzip.Reader
	f File
}

func (u *unzipping) Read(p []byte) (int, error) {
	n, err := u.z.Read(p)
	if err != nil && err != io.EOF {
		err = gzipError(u.f, err)
	}
	return n, err
}
