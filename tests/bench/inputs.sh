#!/bin/sh
# Makes the inputs of the benchmarks in WORKDIR, leaving alone what is there already.
#
#   tests/bench/inputs.sh [WORKDIR]        default: ${TMPDIR:-/tmp}/konbit-bench
#
# KONBIT_DATA   folder of the real extracts (default: ../shared/data beside the sources)
# REPLICATE     the program `replicate` (default: the release build's)
# KONBIT_BENCH_COPIES   the multiples of Andorra to make (default: "20 100")
set -eu

source_dir=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
data=${KONBIT_DATA:-$source_dir/../shared/data}
replicate=${REPLICATE:-$source_dir/build/release/tests/bench/replicate}
workdir=${1:-${TMPDIR:-/tmp}/konbit-bench}
andorra=$data/osm/andorra-2026.osm.pbf

fail() {
    echo "inputs.sh: $1" >&2
    exit 1
}

# make FILE COPIES IDS: written beside its place first, so that a broken run leaves nothing behind.
make() {
    if [ -s "$workdir/$1" ]; then
        echo "$workdir/$1: there already" >&2
        return
    fi
    "$replicate" "$andorra" "$workdir/partial-$1" "$2" --ids "$3"
    "$replicate" "$andorra" "$workdir/partial-$1" "$2" --verify >&2
    mv "$workdir/partial-$1" "$workdir/$1"
}

[ -f "$andorra" ] || fail "$andorra: not there. Set KONBIT_DATA to the folder with the real data."
[ -x "$replicate" ] || fail "$replicate: not there. Build the target 'replicate', or set REPLICATE."
mkdir -p "$workdir"
[ -e "$workdir/andorra.osm.pbf" ] ||
    ln -sf "$(CDPATH='' cd -- "$data/osm" && pwd)/andorra-2026.osm.pbf" "$workdir/andorra.osm.pbf"
make andorra-small.osm.pbf 1 small
make andorra-real.osm.pbf 1 real
for copies in ${KONBIT_BENCH_COPIES:-20 100}; do
    make "andorra-x$copies.osm.pbf" "$copies" small
done
echo "$workdir"
