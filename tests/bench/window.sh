#!/bin/sh
# Measures the window on a virtual screen: frames while panning, first picture, memory.
#
#   tests/bench/window.sh KONBIT_BINARY MAP [--at PLACE] [--zoom Z] …     further options go to view
#
# RUNS   how often (default 3)
# Exit status 1 if a run failed.
set -eu

konbit=${1:?usage: window.sh KONBIT_BINARY MAP [OPTIONS OF VIEW]}
map=${2:?usage: window.sh KONBIT_BINARY MAP [OPTIONS OF VIEW]}
shift 2
command -v xvfb-run > /dev/null || { echo "window.sh: xvfb-run is missing. Install xvfb." >&2; exit 1; }

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/pans" << 'STEPS'
wait
pan 2400 0
pan 0 1200
pan -2400 -1200
wait
pan 1200 900
pan -1200 -900
wait
STEPS

run=0
while [ "$run" -lt "${RUNS:-3}" ]; do
    run=$((run + 1))
    SDL_RENDER_DRIVER=software xvfb-run -a -s "-screen 0 1366x768x24" \
        "$konbit" view "$map" --size 1366x768 --script "$folder/pans" --trace "$folder/trace" "$@"
    python3 - "$folder/trace" << 'FIGURES'
import json, sys
trace = json.load(open(sys.argv[1]))

def at(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]

frames, work = trace["frame_ms"], trace["work_ms"]
print(f"{len(frames)} frames: median {at(frames, .5):.1f} ms, p99 {at(frames, .99):.1f}, "
      f"most {max(frames):.1f}; work median {at(work, .5):.1f}, p99 {at(work, .99):.1f}; "
      f"first picture {trace['first_picture_ms']:.0f} ms, whole {trace['whole_picture_ms']:.0f}; "
      f"peak {trace['peak_mb']:.0f} MB")
FIGURES
done
