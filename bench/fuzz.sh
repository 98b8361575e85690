#!/usr/bin/env bash
# Fuzzes every fuzz target of the repository, one after the other.
# bench/fuzz.sh [TIME], a minute each by default. An input that is new is not made
# smaller for a minute first, which took most of the time of targets with an engine.
set -euo pipefail
cd "$(dirname "$0")/.."
for file in $(grep -rlE '^func Fuzz' --include='*_test.go' . | sort); do
  dir=$(dirname "$file")
  for target in $(grep -oE '^func (Fuzz[A-Za-z0-9_]+)' "$file" | awk '{print $2}'); do
    echo "fuzzing $target in $dir"
    go test "$dir" -run '^$' -fuzz "^$target\$" -fuzztime "${1:-1m}" -fuzzminimizetime 10x
  done
done
