#!/bin/sh
# Runs the gravity benchmark and prints its results.
# usage: bench/gravity/run.sh [DIRECTORY FOR PANELS]      (from the root of the repository)
# R's fixest is run beside it where R has it; see README.md.
set -eu
panels=${1:-$(mktemp -d)}
threads=${THREADS:-2}
here=bench/gravity
mkdir -p "$panels"
go build -o "$panels/generate" ./$here/generate
go build -o "$panels/fit" ./$here/fit
go build -o "$panels/timed" ./$here/timed
go build -o "$panels/dyad" ./cmd/dyad

make() { # name, arguments
  name=$1; shift
  [ -e "$panels/$name/index.txt" ] || "$panels/generate" -out "$panels/$name" "$@"
}
tables() { # name, arguments: the same panel as people keep it
  name=$1; shift
  [ -e "$panels/$name.parquet" ] || "$panels/generate" -csv "$panels/$name.csv" -parquet "$panels/$name.parquet" "$@"
  [ -e "$panels/$name.csv.gz" ] || gzip -k "$panels/$name.csv"
}
have_fixest=no
if command -v Rscript >/dev/null && Rscript -e 'library(fixest)' >/dev/null 2>&1; then have_fixest=yes; fi

compare() { # title, panel, regressors, effects
  echo "## $1"
  "$panels/fit" -panel "$panels/$2" -x "$3" -effects "$4" -cluster pair -threads "$threads" -runs 1
  "$panels/fit" -panel "$panels/$2" -x "$3" -effects "$4" -cluster pair -threads "$threads" -runs 4 | grep '^dyad' | tail -3
  if [ "$2" = products ]; then
    echo "without the search for separated rows, which fixest does not make:"
    "$panels/fit" -panel "$panels/$2" -x "$3" -effects "$4" -cluster pair -threads "$threads" -separation=false | grep '^dyad'
  fi
  if [ $have_fixest = yes ]; then
    for precision in default tight; do
      Rscript $here/fixest.R "$panels/$2" "$3" "$4" pair "$threads" $precision
    done
  fi
  echo "(load average: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown))"
  echo
}

whole() { # title, table, formula, forms that R reads too
  echo "## $1: the whole command, from the file"
  for form in csv csv.gz parquet; do
    file="$panels/$2.$form"
    echo "$form, $(wc -c < "$file" | awk '{printf "%.0f MB", $1/1e6}'):"
    GOMAXPROCS="$threads" "$panels/timed" -name dyad -runs 5 -show '"estimate"' \
      "$panels/dyad" gravity fit --data "$file" --formula "$3" --cluster pair --ssc fixest --format json
    case " $4 " in *" $form "*)
      if [ $have_fixest = yes ]; then
        "$panels/timed" -name "fixest default" -runs 1 -show coef Rscript $here/whole.R "$file" "$3" pair "$threads" default
      fi ;;
    esac
  done
  echo "(load average: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown))"
  echo
}
parquet_in_r=
if Rscript -e 'if (!requireNamespace("arrow", quietly = TRUE)) library(nanoparquet)' >/dev/null 2>&1; then parquet_in_r=parquet; fi

echo "# machine"
echo "processor: $(grep -m1 'model name' /proc/cpuinfo 2>/dev/null | cut -d: -f2- || true), $(getconf _NPROCESSORS_ONLN) cores; memory: $(grep MemTotal /proc/meminfo 2>/dev/null | awk '{printf "%.0f GB", $2/1e6}')"
echo "$(go version); threads used: $threads; $(date -u +%Y-%m-%d)"
echo
seven=distance,border,language,colony,agreement,currency,sanction
three=agreement,currency,sanction
five=distance,border,language,agreement,sanction
make dense -kind dense -economies 200 -years 30
compare "dense 200 x 200 x 30, exporter-year + importer-year, 7 regressors" dense $seven exporter_year,importer_year
compare "dense 200 x 200 x 30, the same + pair, 3 regressors" dense $three exporter_year,importer_year,pair
effects="exporter^year + importer^year"
tables dense -kind dense -economies 200 -years 30
whole "dense, two-way, 7 regressors" dense "trade ~ log(dist) + border + language + colony + agreement + currency + sanction | $effects" "csv csv.gz $parquet_in_r"
whole "dense, three-way, 3 regressors" dense "trade ~ agreement + currency + sanction | $effects + pair" "csv csv.gz $parquet_in_r"
if [ "${SPARSE:-yes}" = yes ]; then
  make products -kind products -economies 200 -years 10 -products 500 -rows 5000000
  compare "sparse products, exporter-product-year + importer-product-year, 5 regressors" products $five exporter_product_year,importer_product_year
  tables products -kind products -economies 200 -years 10 -products 500 -rows 5000000
  whole "sparse products, 5 regressors" products "trade ~ log(dist) + border + language + agreement + sanction | exporter^product^year + importer^product^year" csv
fi

echo "## growth with rows (dyad alone)"
for economies in 70 100 140 200 280; do
  make dense$economies -kind dense -economies $economies -years 30
  echo "$economies economies, two-way: $("$panels/fit" -panel "$panels/dense$economies" -x $seven -effects exporter_year,importer_year -cluster pair -threads "$threads" -runs 3 | grep '^dyad' | tail -1)"
  echo "$economies economies, three-way: $("$panels/fit" -panel "$panels/dense$economies" -x $three -effects exporter_year,importer_year,pair -cluster pair -threads "$threads" -runs 3 | grep '^dyad' | tail -1)"
done
for rows in 1250000 2500000; do
  make products$rows -kind products -economies 200 -years 10 -products $((rows / 10000)) -rows $rows
  echo "products: $("$panels/fit" -panel "$panels/products$rows" -x $five -effects exporter_product_year,importer_product_year -cluster pair -threads "$threads" | grep '^dyad')"
done
