#!/usr/bin/python3
"""Draws tiles with Mapnik in a style like ours and prints what they cost.

usage: tiles_mapnik.py SHAPES BLOCKS [--block 1|2] [--save FOLDER]

SHAPES  folder with what tiles.sh made: landuse.shp, water.shp, waterways.shp, buildings.shp,
        roads.shp, railways.shp, places.shp in EPSG:3857, indexed
BLOCKS  lines "zoom x y" of 512 px blocks; each is 2 x 2 tiles of 256 px
--block 2 draws the four tiles of a block in one picture and cuts it (default 1: each by itself)

Prints a line a zoom: zoom, tiles, CPU seconds of drawing, CPU seconds of PNG, median and slowest
milliseconds a tile, bytes. Times are CPU times of this thread.
"""
import argparse
import collections
import os
import statistics
import sys
import time

try:
    import mapnik
except ImportError:
    sys.exit("tiles_mapnik.py: python3-mapnik is missing. Install it (apt install python3-mapnik).")

HALF_WORLD = 20037508.342789244
FONT = "Noto Sans Regular"
BUFFER_PX = 128

LANDUSE = [
    ("[landuse] = 'residential' or [landuse] = 'commercial' or [landuse] = 'industrial' or "
     "[landuse] = 'retail'", "#E9E7E2", 9),
    ("[landuse] = 'forest' or [natural] = 'wood'", "#D8E3CF", 8),
    ("[natural] = 'scrub' or [natural] = 'heath'", "#DDE5D2", 10),
    ("[landuse] = 'meadow' or [landuse] = 'grass' or [natural] = 'grassland'", "#E4EADB", 10),
    ("[leisure] = 'park' or [leisure] = 'garden' or [leisure] = 'golf_course'", "#DDE8D6", 10),
    ("[landuse] = 'farmland' or [landuse] = 'orchard' or [landuse] = 'farmyard'", "#ECEBDD", 10),
    ("[natural] = 'bare_rock' or [natural] = 'scree'", "#E4E1DC", 10),
    ("[natural] = 'sand' or [natural] = 'beach'", "#F3EBCF", 10),
    ("[landuse] = 'cemetery'", "#DCE3D8", 12),
    ("[leisure] = 'pitch'", "#D5E1CE", 14),
    ("[amenity] = 'parking'", "#E7E6EA", 15),
]
# name, filter, fill, casing, casing px, {zoom: width}
ROADS = [
    ("service", "[highway] = 'service'", "#FFFFFF", "#B4B9BF", .6,
     {14: 1, 15: 1.8, 16: 3, 17: 5.5, 18: 8}),
    ("residential", "[highway] = 'residential' or [highway] = 'unclassified' or "
     "[highway] = 'living_street' or [highway] = 'pedestrian'", "#FFFFFF", "#A0A6AD", .8,
     {12: .6, 14: 1.8, 15: 3.2, 16: 5.5, 17: 9, 18: 13}),
    ("tertiary", "[highway] = 'tertiary' or [highway] = 'tertiary_link'", "#FFFFFF", "#707A86", 1,
     {10: .6, 12: 1.4, 14: 3.2, 15: 5, 16: 7.5, 17: 11, 18: 15}),
    ("secondary", "[highway] = 'secondary' or [highway] = 'secondary_link'", "#DFE4EA", "#626D7A",
     1, {10: 1, 12: 2, 14: 4, 15: 6, 16: 8.5, 17: 12, 18: 16}),
    ("primary", "[highway] = 'primary' or [highway] = 'primary_link'", "#C6CFDA", "#515C69", 1.2,
     {8: .8, 10: 1.4, 12: 2.4, 14: 5, 15: 7, 16: 10, 17: 13, 18: 18}),
    ("trunk", "[highway] = 'trunk' or [highway] = 'trunk_link' or [highway] = 'motorway' or "
     "[highway] = 'motorway_link'", "#AEB8C6", "#3F4956", 1.5,
     {8: 1.2, 10: 1.8, 12: 3, 14: 6, 15: 8, 16: 11, 17: 15, 18: 20}),
]
PATHS = [
    ("[highway] = 'track'", "7,4", {12: .6, 14: 1.2, 15: 1.5, 16: 2, 17: 2.5, 18: 3}),
    ("[highway] = 'path' or [highway] = 'footway' or [highway] = 'steps' or "
     "[highway] = 'cycleway' or [highway] = 'bridleway'", "2,4",
     {12: .6, 14: 1, 15: 1.2, 16: 1.6, 17: 2, 18: 2.4}),
]
PLACES = [("city", 8, 18), ("town", 9, 16), ("village", 11, 14), ("suburb", 13, 13),
          ("hamlet", 13, 13), ("locality", 14, 12)]


def at_zoom(stops, zoom):
    """The value at a zoom, straight between stops; 0 below the first."""
    zooms = sorted(stops)
    if zoom < zooms[0]:
        return 0
    for low, high in zip(zooms, zooms[1:]):
        if zoom <= high:
            return stops[low] + (stops[high] - stops[low]) * (zoom - low) / (high - low)
    return stops[zooms[-1]]


def line(color, width, dash=None, cap="round"):
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (f'<LineSymbolizer stroke="{color}" stroke-width="{width:.2f}" '
            f'stroke-linejoin="round" stroke-linecap="{cap}"{dashes}/>')


def text(size, color, placement):
    along = 'placement="line" spacing="400" max-char-angle-delta="25"'
    return (f'<TextSymbolizer face-name="{FONT}" size="{size}" fill="{color}" halo-fill="#FFFFFF" '
            f'halo-radius="1.75" {along if placement == "line" else ""}>[name]</TextSymbolizer>')


def rule(condition, body):
    chosen = condition.replace("<", "&lt;").replace(">", "&gt;")
    return f"<Rule><Filter>{chosen}</Filter>{body}</Rule>"


def styles_at(zoom):
    """Names in drawing order, with their layer and XML."""
    made = collections.OrderedDict()
    made["landuse"] = ("landuse", "".join(
        rule(f, f'<PolygonSymbolizer fill="{color}"/>') for f, color, z in LANDUSE if zoom >= z))
    made["water"] = ("water", '<Rule><PolygonSymbolizer fill="#BBD9EA"/>'
                     + line("#5B8FB0", 1.5 if zoom >= 12 else .6) + "</Rule>")
    river = at_zoom({8: .8, 12: 1.6, 14: 2.5, 16: 5, 18: 9}, zoom)
    stream = at_zoom({13: .8, 16: 1.6, 18: 3}, zoom)
    made["waterways"] = ("waterways", rule("[waterway] = 'river' or [waterway] = 'canal'",
                                           line("#8DBAD4", river))
                         + (rule("[waterway] = 'stream' or [waterway] = 'ditch'",
                                 line("#8DBAD4", stream)) if stream else ""))
    if zoom >= 14:
        made["buildings"] = ("buildings", '<Rule><PolygonSymbolizer fill="#CFCBC4"/>'
                             + line("#8E8880", .8) + "</Rule>")
    if zoom >= 12:
        made["paths"] = ("roads", "".join(
            rule(f, line("#6B5B45", at_zoom(stops, zoom), dash, "butt"))
            for f, dash, stops in PATHS))
    wide = [(f, fill, casing, extra, at_zoom(stops, zoom))
            for _, f, fill, casing, extra, stops in ROADS]
    wide = [road for road in wide if road[4] > 0]
    for level, where in (("tunnel", "[tunnel] = 'yes'"),
                         ("ground", "not ([tunnel] = 'yes') and not ([bridge] = 'yes')"),
                         ("bridge", "[bridge] = 'yes'")):
        made[f"{level}-casing"] = ("roads", "".join(
            rule(f"({f}) and {where}", line(casing, width + 2 * extra, cap="butt"))
            for f, _, casing, extra, width in wide))
        if zoom >= 12:
            made[f"{level}-fill"] = ("roads", "".join(
                rule(f"({f}) and {where}", line(fill, width)) for f, fill, _, _, width in wide))
    made["railways"] = ("railways", "<Rule>" + line("#5A626A", 2)
                        + line("#FFFFFF", 1, "6,6", "butt") + "</Rule>")
    if zoom >= 13:
        from_zoom = {"trunk": 13, "primary": 13, "secondary": 14, "tertiary": 14,
                     "residential": 15, "service": 16}
        made["road-names"] = ("roads", "".join(
            rule(f"({f}) and not ([name] = '')", text(12 if zoom < 16 else 13, "#14181C", "line"))
            for name, f, *_ in reversed(ROADS) if zoom >= from_zoom[name]))
        made["water-names"] = ("waterways", "<Rule>" + text(12, "#1F5675", "line") + "</Rule>")
    made["place-names"] = ("places", "".join(
        rule(f"[place] = '{place}'", text(size, "#14181C", "point"))
        for place, z, size in PLACES if zoom >= z))
    return made


def map_at(zoom, shapes, side_px):
    styles = styles_at(zoom)
    xml = ['<Map background-color="#F1F0EC" srs="epsg:3857">']
    for name, (_, rules) in styles.items():
        if rules:
            xml.append(f'<Style name="{name}">{rules}</Style>')
    layers = []  # neighbours of one source share a layer, which reads it once
    for name, (source, rules) in styles.items():
        if not rules:
            continue
        if layers and layers[-1][0] == source:
            layers[-1][1].append(name)
        else:
            layers.append((source, [name]))
    for number, (source, names) in enumerate(layers):
        cached = ' cache-features="true"' if len(names) > 1 else ""
        xml.append(f'<Layer name="{source}{number}" srs="epsg:3857"{cached}>'
                   + "".join(f"<StyleName>{name}</StyleName>" for name in names)
                   + '<Datasource><Parameter name="type">shape</Parameter>'
                   + f'<Parameter name="file">{os.path.join(shapes, source)}.shp</Parameter>'
                   + "</Datasource></Layer>")
    xml.append("</Map>")
    drawn = mapnik.Map(side_px, side_px)
    mapnik.load_map_from_string(drawn, "".join(xml))
    drawn.buffer_size = BUFFER_PX
    return drawn


def tile_box(zoom, x, y, count):
    side = 2 * HALF_WORLD / 2 ** zoom
    west, north = x * side - HALF_WORLD, HALF_WORLD - y * side
    return mapnik.Box2d(west, north - count * side, west + count * side, north)


def draw_block(drawn, zoom, x, y, block, save):
    """CPU seconds of drawing and of PNG for the tiles of one picture, and their bytes."""
    begin = time.thread_time()
    drawn.zoom_to_box(tile_box(zoom, x, y, block))
    image = mapnik.Image(256 * block, 256 * block)
    mapnik.render(drawn, image)
    middle = time.thread_time()
    pictures = []
    for dy in range(block):
        for dx in range(block):
            part = image.view(256 * dx, 256 * dy, 256, 256) if block > 1 else image
            pictures.append((x + dx, y + dy, part.tostring("png8")))
    end = time.thread_time()
    if save:
        for tile_x, tile_y, png in pictures:
            with open(os.path.join(save, f"{zoom}-{tile_x}-{tile_y}.png"), "wb") as file:
                file.write(png)
    return middle - begin, end - middle, sum(len(png) for _, _, png in pictures)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shapes")
    parser.add_argument("blocks")
    parser.add_argument("--block", type=int, choices=(1, 2), default=1)
    parser.add_argument("--save")
    options = parser.parse_args()
    for folder in ("noto", "dejavu"):
        for face in ("NotoSans-Regular.ttf", "DejaVuSans.ttf"):
            mapnik.FontEngine.register_font(f"/usr/share/fonts/truetype/{folder}/{face}")
    if options.save:
        os.makedirs(options.save, exist_ok=True)
    blocks = collections.defaultdict(list)
    with open(options.blocks) as file:
        for row in file:
            zoom, x, y = map(int, row.split())
            blocks[zoom].append((x, y))
    for zoom, places in sorted(blocks.items()):
        drawn = map_at(zoom, options.shapes, 256 * options.block)
        pictures = [(2 * x + dx, 2 * y + dy) for x, y in places
                    for dy in range(0, 2, options.block) for dx in range(0, 2, options.block)]
        draw_block(drawn, zoom, *pictures[0], options.block, None)  # opens files, loads fonts
        costs = [draw_block(drawn, zoom, x, y, options.block, options.save) for x, y in pictures]
        per_tile = options.block ** 2
        each = [(draw + png) / per_tile for draw, png, _ in costs]
        print(zoom, len(costs) * per_tile, f"{sum(c[0] for c in costs):.4f}",
              f"{sum(c[1] for c in costs):.4f}", f"{1000 * statistics.median(each):.3f}",
              f"{1000 * max(each):.3f}", sum(c[2] for c in costs), flush=True)


if __name__ == "__main__":
    main()
