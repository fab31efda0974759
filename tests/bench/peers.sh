#!/usr/bin/env bash
# Measures konbit beside osmium in one run and prints Markdown for docs/performance.md.
#
#   tests/bench/peers.sh KONBIT_BINARY WORKDIR [--with-x100] [--no-derived]
#
# WORKDIR holds the inputs (tests/bench/inputs.sh makes them) and takes what is written.
# --with-x100    also the 49 million nodes of andorra-x100 (some minutes, 5 GB of disk)
# --no-derived   base.map alone: no rows that build or use derived/
# RUNS, RUNS_X100   timed runs of each command (default 5 and 3), after one to warm up
# Exit status 1 if a row failed; failed rows are in the table.
set -uo pipefail

bench_dir=$(cd -- "$(dirname -- "$0")" && pwd)
runs=${RUNS:-5}
runs_x100=${RUNS_X100:-3}
shelters_runs=20
with_x100=no
derived=yes
failed_rows=0

usage() {
    echo "usage: peers.sh KONBIT_BINARY WORKDIR [--with-x100] [--no-derived]" >&2
    exit 2
}

positional=()
for argument in "$@"; do
    case $argument in
        --with-x100) with_x100=yes ;;
        --no-derived) derived=no ;;
        -*) usage ;;
        *) positional+=("$argument") ;;
    esac
done
[ ${#positional[@]} -eq 2 ] || usage
konbit=$(realpath -m -- "${positional[0]}")
cd -- "${positional[1]}" || exit 1
[ -e andorra.osm.pbf ] || { echo "peers.sh: $PWD has no andorra.osm.pbf. Run inputs.sh." >&2; exit 1; }

inputs=(andorra andorra-x20)
largest=andorra-x20
if [ "$with_x100" = yes ]; then inputs+=(andorra-x100); largest=andorra-x100; fi
log=$PWD/commands.log
: > "$log"
. "$bench_dir/common.sh"

runs_for() { if [ "$1" = andorra-x100 ]; then echo "$runs_x100"; else echo "$runs"; fi; }
map_of() { if [ "$derived" = yes ]; then echo "$1.konbit"; else echo "$1-base.konbit"; fi; }

import_commands() {
    local input=$1
    commands=(
        --command "osmium cat" "osmium cat $input.osm.pbf -o cat.osm.pbf -O" cat.osm.pbf -
        --command "konbit import, base.map alone"
        "konbit import $input.osm.pbf -o $input-base.konbit --force --base-only" - "cpu<=1.5,anon<=512")
    if [ "$derived" = yes ]; then
        commands+=(--command "konbit import" "konbit import $input.osm.pbf -o $input.konbit --force"
            - "cpu<=3,anon<=512")
    fi
}

measure_import() {
    echo; echo "### Import"; echo
    head_of_table
    local input commands
    for input in "${inputs[@]}"; do
        import_commands "$input"
        rows "$input" "$(runs_for "$input")" "${commands[@]}"
    done
}

measure_ids() {
    echo; echo "### Real ids beside small ones (Andorra, the same objects)"; echo
    head_of_table
    rows "andorra" "$runs" \
        --command "konbit import, ids from 1" \
        "konbit import andorra-small.osm.pbf -o andorra-small.konbit --force --base-only" - - \
        --command "konbit import, real ids" \
        "konbit import andorra-real.osm.pbf -o andorra-real.konbit --force --base-only" - "cpu<=1.05"
}

measure_import_beside_export() {
    echo; echo "### Import beside osmium export"; echo
    head_of_table
    rows "$largest" "$(runs_for "$largest")" \
        --command "osmium export" \
        "osmium export -f geojson $largest.osm.pbf -o osmium.geojson -O" osmium.geojson - \
        --command "konbit import" \
        "konbit import $largest.osm.pbf -o $(map_of "$largest") --force$base_only" - "cpu<=1"
}

measure_export() {
    echo; echo "### Export of everything as GeoJSON"; echo
    head_of_table
    local input
    for input in "${inputs[@]}"; do
        rows "$input" "$(runs_for "$input")" \
            --command "osmium export" \
            "osmium export -f geojson $input.osm.pbf -o osmium.geojson -O" osmium.geojson - \
            --command "konbit export" \
            "konbit export $(map_of "$input") -o konbit.geojson" konbit.geojson "rate>=3"
    done
    rm -f osmium.geojson konbit.geojson cat.osm.pbf
}

measure_shelters() {
    echo; echo "### The nearest shelters, a whole process"; echo
    head_of_table
    local input limit
    for input in "${inputs[@]}"; do
        limit=25
        [ "$input" != andorra ] || limit=20
        rows "$input" "$shelters_runs" \
            --command "konbit shelters" \
            "konbit shelters $(map_of "$input") --near 42.5063,1.5218 --json" - "ms<=$limit"
    done
}

# bytes_of PATH…: what the files and folders that exist hold.
bytes_of() { find "$@" -type f -printf '%s\n' 2>/dev/null | awk '{sum += $1} END {printf "%.0f", sum}'; }

size_row() {
    local input=$1 map=$2 pbf base beside
    pbf=$(bytes_of "$(realpath -- "$input.osm.pbf")")
    base=$(bytes_of "$map"/base.map*)
    beside=$(bytes_of "$map/derived")
    if [ "$base" -eq 0 ]; then
        failed_rows=$((failed_rows + 1))
        echo "| $input | **FAILED** no base.map in $map | | | | | |"
        return
    fi
    awk -v input="$input" -v pbf="$pbf" -v base="$base" -v beside="$beside" 'BEGIN {
        ratio = base / pbf; both = (base + beside) / pbf
        verdict = "base.map ≤ 2.5 ×: " (ratio <= 2.5 ? "met" : "**missed**")
        if (beside > 0) verdict = verdict "; with derived/ ≤ 3.2 ×: " (both <= 3.2 ? "met" : "**missed**")
        else verdict = verdict "; derived/: **not built**"
        printf "| %s | %.1f | %.1f | %.2f | %.1f | %.2f | %s |\n",
               input, pbf / 1e6, base / 1e6, ratio, beside / 1e6, both, verdict }'
}

measure_sizes() {
    echo; echo "### Size of the map"; echo
    echo "| input | PBF MB | base.map MB | of the PBF | derived/ MB | both of the PBF | target |"
    echo "| --- | --- | --- | --- | --- | --- | --- |"
    local input
    for input in "${inputs[@]}"; do size_row "$input" "$(map_of "$input")"; done
}

base_only=
[ "$derived" = yes ] || base_only=" --base-only"
# A map of an earlier run must not stand in for one that this run fails to make.
for input in "${inputs[@]}"; do rm -rf -- "$input.konbit" "$input-base.konbit"; done

about_this_run "$(version_of osmium --version), $(osmium --version 2>/dev/null | sed -n 2p)"
measure_import
measure_ids
measure_import_beside_export
measure_sizes
measure_export
measure_shelters
echo; echo "### Command lines"; echo
echo '```'; sort -u "$log"; echo '```'
if [ "$failed_rows" -gt 0 ]; then
    echo; echo "**$failed_rows measurements failed; see the rows marked FAILED.**"
    exit 1
fi
