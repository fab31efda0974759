#!/usr/bin/env bash
# Measures routes beside Routino in one run and prints Markdown for docs/performance.md: whole
# processes first, then route_bench, which has our own Dijkstra beside it.
#
#   tests/bench/routes.sh KONBIT_BINARY WORKDIR [--with-x100]
#
# WORKDIR holds the inputs (tests/bench/inputs.sh makes them) and takes what is written. Needs Debian's
# packages routino and osmium-tool, and route_bench beside the program (tests/bench/route_bench).
# RUNS   timed runs of each command (default 20), after one to warm up
# Exit status 1 if a row failed; failed rows are in the table.
set -uo pipefail

bench_dir=$(cd -- "$(dirname -- "$0")" && pwd)
runs=${RUNS:-20}
inputs=(andorra)
failed_rows=0
positional=()
for argument in "$@"; do
    case $argument in
        --with-x100) inputs+=(andorra-x100) ;;
        -*) positional=() && break ;;
        *) positional+=("$argument") ;;
    esac
done
[ ${#positional[@]} -eq 2 ] || { echo "usage: routes.sh KONBIT_BINARY WORKDIR [--with-x100]" >&2; exit 2; }
konbit=$(realpath -m -- "${positional[0]}")
route_bench=$(dirname -- "$konbit")/tests/bench/route_bench
cd -- "${positional[1]}" || exit 1
log=$PWD/routes-commands.log
: > "$log"
. "$bench_dir/common.sh"

# LAT LON of both ends: across the first copy of Andorra, from its capital to Pas de la Casa.
from=(42.5063 1.5218)
to=(42.5427 1.7330)

routino_route() {
    echo "routino-router --dir=. --prefix=routino-$1 --transport=$2 --quickest --quiet --output-$3" \
        "--lat1=${from[0]} --lon1=${from[1]} --lat2=${to[0]} --lon2=${to[1]}"
}
konbit_route() {
    local map=$1.konbit
    shift
    echo "konbit route $map ${from[0]},${from[1]} ${to[0]},${to[1]} $*"
}
# The profile's metric is not there: of a size nobody asked for before.
uncached() { echo "sh -c 'rm -f $1.konbit/derived/metric-*; $konbit ${2#konbit }'"; }

measure_building() {
    echo; echo "### Building what routes need"; echo
    head_of_table
    local input
    for input in "${inputs[@]}"; do
        rows "$input" 1 \
            --command "planetsplitter" "planetsplitter --dir=. --prefix=routino-$input $input.osm.pbf" - - \
            --command "konbit import, all of it" "konbit import $input.osm.pbf -o $input.konbit --force" - -
    done
}

measure_processes() {
    echo; echo "### One route, a whole process"; echo
    head_of_table
    local input limit
    for input in "${inputs[@]}"; do
        limit=-
        [ "$input" != andorra ] || limit="ms<=25,cpu<=3"
        "$konbit" route "$input.konbit" "${from[0]},${from[1]}" "${to[0]},${to[1]}" --by car > konbit-route.txt
        rows "$input" "$runs" \
            --command "routino-router, text" "$(routino_route "$input" motorcar text)" - - \
            --command "konbit route, cached" "$(konbit_route "$input" --by car)" - "$limit" \
            --command "konbit route --json, cached" "$(konbit_route "$input" --by car --json)" - -
        limit=-
        [ "$input" != andorra-x100 ] || limit="ms<=400"
        rows "$input" 5 \
            --command "routino-router, goods" "$(routino_route "$input" goods text)" - - \
            --command "konbit route, a truck of its own size, uncached" \
            "$(uncached "$input" "$(konbit_route "$input" --by truck --height 3.77 --weight 11.1)")" - "$limit"
    done
}

measure_inside() {
    echo; echo "### Inside the process"; echo
    local input
    for input in "${inputs[@]}"; do
        echo; echo "$input:"; echo; echo '```'
        KONBIT_BENCH_MAP=$PWD/$input.konbit "$route_bench" 2> /dev/null || failed_rows=$((failed_rows + 1))
        echo '```'
    done
}

about_this_run "routino $(dpkg-query -W -f '${Version}' routino 2> /dev/null)"
measure_building
measure_processes
measure_inside
echo; echo "### Command lines"; echo
echo '```'; sort -u "$log"; echo '```'
if [ "$failed_rows" -gt 0 ]; then
    echo; echo "**$failed_rows measurements failed; see the rows marked FAILED.**"
    exit 1
fi
