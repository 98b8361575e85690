#!/usr/bin/env bash
# Lists functions that neither a command nor a test of dyad can reach, and fails if
# there are any. The kernels' portable forms are for other processors, and what
# calls them here is assembly.
set -euo pipefail
cd "$(dirname "$0")/.."
dead=$("${GO:-go}" tool -modfile=tools/go.mod deadcode -test ./...)
dead=$(grep -v '^stat/internal/kernel/portable\.go:' <<<"$dead" || true)
[ -z "$dead" ] || { echo "$dead" >&2; exit 1; }
