#!/usr/bin/env bash
# Measures our tiles beside Mapnik's, on one core in one run, and prints Markdown.
#
#   tests/bench/tiles.sh BUILD_FOLDER EXTRACT.osm.pbf WORKDIR [MOST_BLOCKS]
#
# WORKDIR takes the map, the shapefiles for Mapnik and the tiles (kept for looking at).
# MOST_BLOCKS   of 512 px at each zoom (default 96). ZOOMS (default 12,14,16), CORE (default 0)
set -euo pipefail

bench_dir=$(cd -- "$(dirname -- "$0")" && pwd)
[ $# -ge 3 ] || { echo "usage: tiles.sh BUILD_FOLDER EXTRACT.osm.pbf WORKDIR [MOST_BLOCKS]" >&2; exit 2; }
build=$(realpath -- "$1")
extract=$(realpath -- "$2")
mkdir -p -- "$3"
work=$(realpath -- "$3")
most=${4:-96}
zooms=${ZOOMS:-12,14,16}
core=${CORE:-0}

missing=()
command -v ogr2ogr > /dev/null || missing+=(gdal-bin)
command -v shapeindex > /dev/null || missing+=(mapnik-utils)
/usr/bin/python3 -c 'import mapnik' 2> /dev/null || missing+=(python3-mapnik)
command -v taskset > /dev/null || missing+=(util-linux)
[ ${#missing[@]} -eq 0 ] || { echo "tiles.sh: missing: ${missing[*]}. Run: apt install ${missing[*]}" >&2; exit 1; }

# layer NAME OF_LAYER WHERE FIELDS TYPE: a shapefile in Web Mercator, with Mapnik's index.
layer() {
    ogr2ogr -q -oo CONFIG_FILE="$bench_dir/tiles_osmconf.ini" -t_srs EPSG:3857 -lco ENCODING=UTF-8 \
        -where "$3" -select "$4" -nlt "$5" "$work/shapes/$1.shp" "$extract" "$2"
    shapeindex "$work/shapes/$1.shp" > /dev/null 2>&1 || true  # fails for a layer without features
}
if [ ! -e "$work/shapes/done" ]; then
    rm -rf -- "$work/shapes"
    mkdir -p -- "$work/shapes"
    layer landuse multipolygons "landuse IS NOT NULL OR leisure IN ('park','garden','golf_course','pitch') OR natural IN ('wood','scrub','heath','grassland','bare_rock','scree','sand','beach') OR amenity = 'parking'" landuse,leisure,natural,amenity MULTIPOLYGON
    layer water multipolygons "natural = 'water'" natural MULTIPOLYGON
    layer buildings multipolygons "building IS NOT NULL" building MULTIPOLYGON
    layer waterways lines "waterway IN ('river','canal','stream','ditch')" name,waterway LINESTRING
    layer roads lines "highway IS NOT NULL" name,highway,bridge,tunnel LINESTRING
    layer railways lines "railway IS NOT NULL" railway LINESTRING
    layer places points "place IS NOT NULL" name,place POINT
    touch "$work/shapes/done"
fi
map=$work/$(basename -- "$extract" .osm.pbf).konbit
[ -e "$map" ] || "$build/konbit" import "$extract" -o "$map" > /dev/null

tile_bench=$build/tests/bench/tile_bench
"$tile_bench" blocks "$map" "$zooms" "$most" > "$work/blocks.txt"
on_one_core() { taskset -c "$core" "$@"; }
on_one_core "$tile_bench" draw "$map" "$work/blocks.txt" > "$work/konbit.txt"
on_one_core "$bench_dir/tiles_mapnik.py" "$work/shapes" "$work/blocks.txt" > "$work/mapnik.txt"
on_one_core "$bench_dir/tiles_mapnik.py" "$work/shapes" "$work/blocks.txt" --block 2 > "$work/mapnik2.txt"

echo "Tiles of 256 px of $(basename -- "$extract") with labels, 8-bit PNG, CPU on one core. Mapnik $(/usr/bin/python3 -c 'import mapnik; v = mapnik.mapnik_version(); print(f"{v // 100000}.{v // 100 % 1000}.{v % 100}")')."
echo
echo "| zoom | tiles | | tiles/s | mean ms | of it PNG | median ms | slowest ms | KB a tile | Konbit's rate against it |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
awk '
    function line(name, zoom, f, own) {
        mean = 1000 * (f[3] + f[4]) / f[2]
        printf "| %s | %s | %s | %.0f | %.2f | %.2f | %.2f | %.2f | %.1f | %s |\n", zoom, f[2], name,
            1000 / mean, mean, 1000 * f[4] / f[2], f[5], f[6], f[7] / f[2] / 1000,
            own ? "" : sprintf("%.1f ×", mean / ours)
        if (own) ours = mean
    }
    { rows[FILENAME, $1] = $0; if (FILENAME == ARGV[1]) order[++count] = $1 }
    END {
        for (i = 1; i <= count; ++i) for (k = 1; k <= 3; ++k) {
            split(rows[ARGV[k], order[i]], f, " ")
            line(k == 1 ? "Konbit" : k == 2 ? "Mapnik, each tile by itself" : "Mapnik, 2 × 2 tiles at once", order[i], f, k == 1)
        }
    }' "$work/konbit.txt" "$work/mapnik.txt" "$work/mapnik2.txt"
