"""RFC 7946, and what we promise beyond it, checked with the standard library alone."""
import json
import math
import re

DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
ID = re.compile(r"(node|way|relation)/-?\d+")


class Check:
    def __init__(self):
        self.faults = []
        self.ids = set()
        self.box = [math.inf, math.inf, -math.inf, -math.inf]
        self.features = 0
        self.located = 0

    def fault(self, where, what):
        if len(self.faults) < 20:
            self.faults.append(f"{where}: {what}")

    def position(self, where, p):
        good = (isinstance(p, list) and 2 <= len(p) <= 3
                and all(isinstance(c, (int, float)) and not isinstance(c, bool) and math.isfinite(c) for c in p))
        if not good:
            return self.fault(where, f"no position: {p}")
        if abs(p[0]) > 180 or abs(p[1]) > 90:
            self.fault(where, f"out of range: {p}")
        if any(abs(c * 1e7 - round(c * 1e7)) > 1e-5 for c in p):
            self.fault(where, f"more than 7 decimals: {p}")
        self.box = [min(self.box[0], p[0]), min(self.box[1], p[1]), max(self.box[2], p[0]), max(self.box[3], p[1])]

    def ring(self, where, ring, outer):
        if len(ring) < 4 or ring[0] != ring[-1]:
            return self.fault(where, f"a ring of {len(ring)} positions, closed: {ring[:1] == ring[-1:]}")
        x0, y0 = ring[0]
        twice = sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in zip(ring, ring[1:]))
        if (twice > 0) != outer:
            self.fault(where, ("an outer ring clockwise" if outer else "a hole anticlockwise") + f" ({twice:g})")

    def geometry(self, where, geometry):
        if geometry is None:
            return
        self.located += 1
        kind = geometry.get("type")
        if kind == "GeometryCollection":
            for part in geometry["geometries"]:
                self.geometry(where, part)
            return
        if kind not in DEPTH or "coordinates" not in geometry:
            return self.fault(where, f"no geometry type: {kind}")
        self.walk(where, geometry["coordinates"], DEPTH[kind])
        polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}.get(kind, [])
        for polygon in polygons:
            if not polygon:
                self.fault(where, "a polygon without rings")
            for number, ring in enumerate(polygon):
                self.ring(where, ring, number == 0)
        lines = {"LineString": [geometry["coordinates"]], "MultiLineString": geometry["coordinates"]}.get(kind, [])
        if any(len(line) < 2 for line in lines):
            self.fault(where, "a line of fewer than two positions")

    def walk(self, where, coordinates, depth):
        if depth == 0:
            return self.position(where, coordinates)
        if not isinstance(coordinates, list):
            return self.fault(where, "no array of coordinates")
        for part in coordinates:
            self.walk(where, part, depth - 1)

    def feature(self, feature, several_layers):
        self.features += 1
        where = str(feature.get("id"))
        if feature.get("type") != "Feature" or "geometry" not in feature or "properties" not in feature:
            self.fault(where, "a feature needs type, geometry and properties")
        if not isinstance(feature.get("properties"), (dict, type(None))):
            self.fault(where, "properties are no object")
        if {"coordinates", "geometries", "features", "crs"} & set(feature):
            self.fault(where, "members that belong elsewhere")
        if not ID.fullmatch(where):
            self.fault(where, "no id like way/123")
        key = (where, (feature.get("properties") or {}).get("layer") if several_layers else None)
        if key in self.ids:
            self.fault(where, "an id twice")
        self.ids.add(key)
        self.geometry(where, feature.get("geometry"))


def no_double(pairs):
    keys = [k for k, _ in pairs]
    if len(keys) != len(set(keys)):
        raise ValueError(f"a member twice: {sorted(k for k in keys if keys.count(k) > 1)}")
    return dict(pairs)


def parse(raw):
    def no_nan(word):
        raise ValueError(f"{word} is no JSON")
    return json.loads(raw, object_pairs_hook=no_double, parse_constant=no_nan)


def text_of(file, check):
    raw = file.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        check.fault(file.name, "starts with a byte order mark")
    return raw.decode("utf-8")


def check_geojson(file, several_layers=False):
    """Faults of a .geojson file, and how many features it has."""
    check = Check()
    data = parse(text_of(file, check))
    if data.get("type") != "FeatureCollection" or not isinstance(data.get("features"), list):
        return [f"{file.name}: no FeatureCollection"], 0
    if "crs" in data or {"geometry", "properties", "coordinates"} & set(data):
        check.fault(file.name, "members that RFC 7946 forbids at the top")
    if "OpenStreetMap" not in str(data.get("attribution", "")):
        check.fault(file.name, "no attribution")
    for feature in data["features"]:
        check.feature(feature, several_layers)
    box = data.get("bbox")
    if check.located and (not box or max(abs(a - b) for a, b in zip(box, check.box)) > 1e-7):
        check.fault(file.name, f"bbox {box}, its features lie in {check.box}")
    return check.faults, check.features


def check_lines(file, several_layers=False):
    """The same of .geojsonl: one feature a line."""
    check = Check()
    for line in text_of(file, check).splitlines():
        check.feature(parse(line.lstrip("\x1e")), several_layers)
    return check.faults, check.features
