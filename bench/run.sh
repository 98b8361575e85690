#!/usr/bin/env bash
# Runs every benchmark and prints the results; `make bench` calls it. Real data
# are looked for in ../shared/data or DYAD_DATA; a benchmark without its data is
# left out and says so. bench/run.sh NAME... runs only import, query, claims,
# breaks, serve gravity or flow.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${DYAD_DATA:-../shared/data}
dots=$data/imf-dots/dots_iso3.csv.gz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wanted=" ${*:-import query claims breaks serve gravity} "
dyad=$PWD/bin/dyad

echo "machine: $(nproc) cores, $(awk -F': ' '/model name/{print $2; exit}' /proc/cpuinfo 2>/dev/null || uname -m), $(awk '/MemTotal/{printf "%.0f GB", $2/1e6}' /proc/meminfo 2>/dev/null)"
echo "system:  $(uname -sr), $(go version | awk '{print $3}'), load $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null)"
echo "dyad:    $(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
echo

has() { [[ $wanted == *" $1 "* ]]; }
title() { printf '## %s\n' "$1"; }

"$dyad" --lake "$work/pack" demo -o "$work/CHN-RUS.html" >/dev/null
if [[ -r $dots ]]; then
  "$dyad" --lake "$work/full" demo -o "$work/CHN-RUS.html" >/dev/null
  "$dyad" --lake "$work/full" import tidy "$dots" --source imf-dots --map value=value_musd --scale 1e6 >/dev/null
else
  echo "no $dots: only the built-in pack is measured"
fi

if has import && [[ -r $dots ]]; then
  title "Import against the engine's own COPY, the same file"
  go run ./bench/import -file "$dots" -runs 7
  echo
fi
if has query && [[ -d $work/full ]]; then
  title "Queries over the whole IMF file"
  go run ./bench/query --lake "$work/full" --program "$dyad"
  echo
fi
if has claims; then
  title "171 claims on the built-in pack"
  go run ./bench/claims --lake "$work/pack"
  if [[ -d $work/full ]]; then
    title "171 claims on the pack and the whole IMF file"
    go run ./bench/claims --lake "$work/full"
  fi
  echo
fi
if has breaks; then
  title "Breaks of ten thousand series, in turn with R's strucchange"
  go run ./bench/breaks
  echo
fi
if has serve && [[ -d $work/full ]]; then
  title "The server over the whole IMF file: 50 dyad pages a second for a minute, 400, then a thousand slow clients"
  "$dyad" --lake "$work/full" serve --addr 127.0.0.1:18080 >"$work/serve.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    (echo >/dev/tcp/127.0.0.1/18080) 2>/dev/null && break
    sleep 0.2
  done
  sleep 10
  go run ./bench/serve -addr 127.0.0.1:18080 -for 60s -storm 400 -pid "$server" || cat "$work/serve.log"
  kill "$server"
  wait "$server" 2>/dev/null || true
  echo
fi
if has gravity && [[ -x bench/gravity/run.sh || -r bench/gravity/run.sh ]]; then
  title "Gravity"
  sh bench/gravity/run.sh "$work/panels"
fi
if has flow; then
  title "Min-cost flow beside networkx, OR-tools and LEMON"
  go run ./bench/flow -python "${PYTHON:-python3}"
fi
