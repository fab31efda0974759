"""Land, water, larger areas and the administrative boundaries."""
import plan
from geometry import offset, rectangle
from sites import BOXES

COURTYARD = rectangle((1560, 1310), 40, 26, -0.1)
NOTE = "Invented, part of the Konbit sample."


def _anticlockwise_pieces(ring, cuts):
    """A ring cut into open lines at these positions."""
    for start, end in zip(cuts, cuts[1:] + [cuts[0] + len(ring)]):
        yield [ring[k % len(ring)] for k in range(start, end + 1)]


def _ring_ways(town, ring, cuts, tags, first_number=None, why=""):
    ways = []
    for k, piece in enumerate(_anticlockwise_pieces(ring, cuts)):
        number = first_number + k if first_number else None
        ways.append(town.line(piece, tags, number, why))
    return ways


def add_land(town):
    town.group("Land and water")
    _ring_ways(town, plan.ISLAND, [0, 50, 100], {"natural": "coastline"}, 801, "coastline, one of three ways round the island, land on the left")
    town.line(plan.ISLET + plan.ISLET[:1], {"natural": "coastline", "place": "islet", "name": "Ti Zile"}, 804, "coastline in one closed way")
    town.line(plan.RIVER, {"waterway": "river", "name": "Bèl Rivyè", "name:fr": "Belle Rivière"}, 805, "river, centre line")
    town.area(_river_banks(), {"natural": "water", "water": "river", "name": "Bèl Rivyè"}, 806, "river, area")
    town.line(plan.STREAM, {"waterway": "stream", "name": "Ravin Fon"}, 807, "stream that cuts Fon Dlo off")
    _add_lake(town)
    _add_forest(town)
    _add_court(town)
    _add_hazards(town)
    _add_land_use(town)


def _river_banks():
    half = plan.RIVER_HALF_WIDTH_M
    return offset(plan.RIVER, -half) + offset(plan.RIVER, half)[::-1]


def _add_lake(town):
    outer = _ring_ways(town, plan.LAKE, [0, 20], {})
    inner = town.line(plan.LAKE_ISLAND + plan.LAKE_ISLAND[:1], {"place": "islet", "name": "Zile Zwazo"})
    town.relation([("way", w, "outer") for w in outer] + [("way", inner, "inner")],
                  {"type": "multipolygon", "natural": "water", "water": "lake", "name": "Letan Lakwa", "name:fr": "Étang de Lacroix"},
                  812, "lake with an island, outer ring of two ways")


def _add_forest(town):
    outer = _ring_ways(town, plan.FOREST, [0, 18, 40], {})
    inner = town.line(plan.CLEARING + plan.CLEARING[:1], {"landuse": "meadow"})
    town.relation([("way", outer[0], "outer"), ("way", outer[2], "outer"), ("way", inner, "inner"), ("way", outer[1], "outer")],
                  {"type": "multipolygon", "natural": "wood", "name": "Bwa Mòn Nwa"}, 811,
                  "forest of three ways with a clearing, members out of order")


def _add_court(town):
    town.group("Shelters, and what is none")
    outer = town.area(BOXES[146], {})
    inner = town.area(COURTYARD, {})
    town.relation([("way", outer, "outer"), ("way", inner, "inner")],
                  {"type": "multipolygon", "building": "college", "amenity": "college", "name": "Kolèj Sen Jan", "name:fr": "Collège Saint-Jean"},
                  146, "unchecked: college; multipolygon building with a hole")


def _add_hazards(town):
    town.group("Damage told by tags")
    town.area(plan.LANDSLIDE, {"hazard_type": "landslide", "name": "Glisman Mòn Nwa"}, 601, "landslide; road 72000506 crosses it")
    town.area(plan.FLOOD, {"hazard_type": "flood", "hazard": "flooding"}, 613, "flood hazard along the river")
    town.area(rectangle((1930, 2560), 60, 40, 0.07), {"landuse": "brownfield", "damage:event": "Siklòn Envante 2025"}, 620, "brownfield with damage:event: destroyed, as an area")
    town.area(rectangle((2020, 2600), 40, 40, 0.07), {"landuse": "brownfield", "typhoon:damage": "yes"}, 633, "brownfield with typhoon:damage: destroyed, as an area")
    town.area(rectangle((750, 1530), 46, 40, 0.3), {"historic": "castle", "ruins": "yes", "building": "ruins", "name": "Fò Kaptif", "name:fr": "Fort Captif"}, 635, "old castle ruin: no disaster damage")
    town.area(rectangle((3150, 860), 50, 36), {"earthquake:damage": "landslide"}, 636, "hazard by the earthquake scheme")


def _add_land_use(town):
    town.group("Land and water")
    for name, shape in plan.QUARTERS.items():
        town.area(shape[0], {"landuse": "residential", "name": name})
    town.area(plan.VILLAGE[1], {"landuse": "residential"})
    for ring in plan.FARMS:
        town.area(ring, {"landuse": "farmland"})
    town.area(plan.PLAZA, {"place": "square", "highway": "pedestrian", "area": "yes", "name": "Plas Sen Jan", "name:fr": "Place Saint-Jean", "name:ar": "ساحة القديس يوحنا"}, 808, "square; area of a pedestrian street")
    town.area(plan.CEMETERY, {"landuse": "cemetery", "name": "Simityè"})
    town.line(plan.RUNWAY, {"aeroway": "runway", "ref": "08/26", "surface": "asphalt"}, 413, "runway")
    town.area(offset(plan.ISLAND[40:46], 25) + plan.ISLAND[40:46][::-1], {"natural": "beach", "surface": "sand"})


# --- boundaries: corners of a mesh, its edges, and the faces that each section is made of -------
_CORNERS = {"coast_south": (500, 2070), "pon": (2012, 2034), "east_south": (5750, 1890), "kafou": (1980, 1376),
            "east_north": (5780, 1030), "north_kafou": (1900, 1000), "coast_north": (430, 1180), "north": (1640, -600)}
_EDGES = {
    "river_west": ["coast_south", (1000, 2090), (1400, 2000), "pon"], "river_east": ["pon", (2600, 2130), (3500, 2160), (4640, 1900), "east_south"],
    "lower_road": ["pon", "kafou"], "lakwa_road": ["kafou", (3000, 1250), (4300, 1120), "east_north"],
    "upper_road": ["kafou", "north_kafou"], "boulevard": ["north_kafou", (1160, 1290), "coast_north"],
    "north_road": ["north_kafou", (1740, 500), "north"], "shore_west": ["coast_south", (560, 1700), "coast_north"],
    "shore_north": ["coast_north", (500, 200), (900, -500), "north"], "shore_far": ["north", (3600, -560), (5300, -300), (5850, 500), "east_north"],
    "shore_east": ["east_north", "east_south"],
    "shore_south": ["east_south", (5600, 3300), (5000, 4200), (2500, 4250), (700, 3950), (-700, 2700), (-500, 2100), "coast_south"]}
_SHORES = ("shore_west", "shore_north", "shore_far", "shore_east", "shore_south")
_SECTIONS = [
    (904, "Premye Seksyon Anba Lavil", "9911-01", ("river_west", "lower_road", "upper_road", "boulevard", "shore_west")),
    (905, "Dezyèm Seksyon Lakwa", "9911-02", ("river_east", "lower_road", "lakwa_road", "shore_east")),
    (906, "Twazyèm Seksyon Mòn Nwa", "9911-03", ("lakwa_road", "upper_road", "north_road", "shore_far")),
    (907, "Katriyèm Seksyon Sid Rivyè", "9911-04", ("river_west", "river_east", "shore_south")),
    (908, "Senkyèm Seksyon Pòtay Nò", "9911-05", ("boulevard", "north_road", "shore_north"))]
_DEPARTMENT = [(-2000, 5000), (6800, 5200), (7200, -1400), (-1600, -1300)]


def add_boundaries(town):
    town.group("Boundaries")
    edges = {}
    for name, points in _EDGES.items():
        level = "8" if name in _SHORES else "10"
        edges[name] = town.line([_corner(p) for p in points], {"boundary": "administrative", "admin_level": level})
    department = _ring_ways(town, [_corner(p) for p in _DEPARTMENT], [0, 2], {"boundary": "administrative", "admin_level": "4"})
    _boundary(town, 901, department, 4, "Depatman Envante", {"name:fr": "Département Inventé", "pcode:1": "99", "ref:pcode": "HT99"}, "adm1, HT99 (no such department exists)")
    commune = [edges[name] for name in _SHORES]
    _boundary(town, 902, commune, 5, "Bèl Rivyè", {"name:fr": "Arrondissement de Belle-Rivière"}, "arrondissement: a second \"Bèl Rivyè\"")
    _boundary(town, 903, commune, 8, "Bèl Rivyè", {"name:fr": "Commune de Belle-Rivière", "pcode:1": "99", "pcode:2": "9911", "ref:pcode": "HT9911"}, "adm2, HT9911", centre=True)
    for number, name, pcode, sides in _SECTIONS:
        tags = {"pcode:1": "99", "pcode:2": "9911", "pcode:3": pcode}
        if number != 908:
            tags["ref:pcode"] = "HT" + pcode
        _boundary(town, number, [edges[side] for side in sides], 10, name, tags,
                  f"adm3, HT{pcode}" + ("" if number != 908 else " (by pcode:3 alone)"))


def _corner(point):
    x, y = _CORNERS[point] if isinstance(point, str) else point
    return float(x), float(y)


def _boundary(town, number, ways, level, name, tags, why, centre=False):
    members = [("way", way, "outer") for way in ways]
    if centre:
        members.append(("node", 71_000_701, "admin_centre"))
    town.relation(members, {"type": "boundary", "boundary": "administrative", "admin_level": str(level), "name": name, "note": NOTE} | tags, number, why)
