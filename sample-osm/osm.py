"""The objects of the extract, and how they are written as OSM XML.

Every object that a test or a reader may look for has a number of its own below 1000 and an
entry in `notable`: number 101 is node 71000101, way 72000101 or relation 73000101. The other
objects are counted up from 100000 in the order in which they are made.
"""
from datetime import datetime, timedelta, timezone
from xml.sax.saxutils import quoteattr

from geometry import to_e7

BASE = {"node": 71_000_000, "way": 72_000_000, "relation": 73_000_000}
FIRST_UNNUMBERED = 100_000
MAP_DATE = datetime(2026, 3, 9, tzinfo=timezone.utc)
FIRST_EDIT = datetime(2023, 5, 2, 6, tzinfo=timezone.utc)
USER, UID, FIRST_CHANGESET = "konbit-sample", 900_001, 8_000_000


class Town:
    def __init__(self):
        self.objects = {"node": {}, "way": {}, "relation": {}}
        self.notable = []                 # (group, kind, id, name or tags in short, why)
        self._next = {kind: FIRST_UNNUMBERED for kind in BASE}
        self._shared = {}                 # place in metres -> id of the node of a line there
        self._places = {}                 # place in metres -> number of the node wanted there
        self._group = ""

    def group(self, title):
        """Objects noted from here on are listed under this title."""
        self._group = title

    def _add(self, kind, number, tags, why, **rest):
        if number is None:
            number = self._next[kind]
            self._next[kind] += 1
        object_id = BASE[kind] + number
        if object_id in self.objects[kind]:
            raise ValueError(f"{kind} {object_id} exists already")
        self.objects[kind][object_id] = {"tags": dict(tags), **rest}
        if why:
            self.note(kind, object_id, why)
        return object_id

    def note(self, kind, object_id, why):
        self.notable.append((self._group, kind, object_id, why))

    def node(self, point, tags=(), number=None, why=""):
        return self._add("node", number, tags, why, at=to_e7(point))

    def shared_node(self, point):
        """The one node at this place that all lines through it use."""
        if point not in self._shared:
            self._shared[point] = self.node(point, number=self._places.get(point))
        return self._shared[point]

    def reserve(self, point, number):
        """The line node at this place, once a line uses it, gets this number."""
        self._places[point] = number

    def tag_node(self, number, tags, why):
        node_id = BASE["node"] + number
        self.objects["node"][node_id]["tags"].update(tags)
        self.note("node", node_id, why)

    def line(self, points, tags, number=None, why=""):
        return self._add("way", number, tags, why, refs=[self.shared_node(p) for p in points])

    def area(self, ring, tags, number=None, why=""):
        """A closed way with nodes of its own."""
        refs = [self.node(p) for p in ring]
        return self._add("way", number, tags, why, refs=refs + refs[:1])

    def relation(self, members, tags, number=None, why=""):
        """Members are (kind, id, role)."""
        return self._add("relation", number, tags, why, members=members)

    def way_refs(self, way_id):
        return self.objects["way"][way_id]["refs"]


def _metadata(object_id, kind, tags):
    """Version, time and changeset, from the id alone: tagged objects were edited more often."""
    mix = (object_id * 2_654_435_761) % 4_294_967_296
    hours = int((MAP_DATE - FIRST_EDIT).total_seconds() // 3600) - 20
    hour = mix % hours
    if kind == "node" and not tags:
        version, hour = 1 + (mix >> 8) % 2, hour // 4
    else:
        version = 1 + (mix >> 8) % 6
    when = FIRST_EDIT + timedelta(hours=hour, seconds=mix % 3600)
    return version, when, FIRST_CHANGESET + hour


def _head(kind, object_id, item):
    if item["tags"].get("place") == "town":     # the newest edit dates the whole map
        version, when, changeset = 9, MAP_DATE, FIRST_CHANGESET + 25_000
    else:
        version, when, changeset = _metadata(object_id, kind, item["tags"])
    return (f'  <{kind} id="{object_id}" version="{version}" timestamp="{when:%Y-%m-%dT%H:%M:%SZ}"'
            f' uid="{UID}" user="{USER}" changeset="{changeset}"')


def _degrees(value_e7):
    sign, value = ("-", -value_e7) if value_e7 < 0 else ("", value_e7)
    return f"{sign}{value // 10_000_000}.{value % 10_000_000:07d}"


def _attribute(text):
    return quoteattr(text, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def _lines(town):
    lons, lats = zip(*(n["at"] for n in town.objects["node"].values()))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<osm version="0.6" generator="konbit sample-osm/make.py">'
    yield (f'  <bounds minlat="{_degrees(min(lats))}" minlon="{_degrees(min(lons))}"'
           f' maxlat="{_degrees(max(lats))}" maxlon="{_degrees(max(lons))}"/>')
    for kind in ("node", "way", "relation"):
        for object_id, item in sorted(town.objects[kind].items()):
            head = _head(kind, object_id, item)
            if kind == "node":
                head += f' lat="{_degrees(item["at"][1])}" lon="{_degrees(item["at"][0])}"'
            inner = [f'    <nd ref="{ref}"/>' for ref in item.get("refs", ())]
            inner += [f'    <member type="{k}" ref="{ref}" role={_attribute(role)}/>'
                      for k, ref, role in item.get("members", ())]
            inner += [f'    <tag k={_attribute(k)} v={_attribute(v)}/>'
                      for k, v in sorted(item["tags"].items())]
            if inner:
                yield head + ">"
                yield from inner
                yield f"  </{kind}>"
            else:
                yield head + "/>"
    yield "</osm>"


def osm_xml(town):
    return "\n".join(_lines(town)) + "\n"
