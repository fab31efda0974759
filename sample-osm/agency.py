"""The damage file: what an agency that read satellite pictures might hand out.

RFC 7946. Most features carry `damage_gra` (today's words), those of the first product
`grading` (the words until 2018). They have no OSM ids: outlines must be matched by place.
"""
import json

from geometry import area_m2, distance_to_line, inside, rectangle, smooth_ring, to_lon_lat

ASSESSED = smooth_ring([(950, 1500), (1250, 1250), (1700, 1090), (2150, 1150), (2450, 1420),
                        (2350, 1800), (2320, 2180), (2000, 2420), (1500, 2300), (1180, 2120), (960, 1860)])
WORST = [(1250, 1820), (1600, 1700), (2050, 1500), (2350, 1400)]
BUILDINGS, OLD_PRODUCT, NOT_ANALYSED, NULLS = 150, 22, 5, 4
NOW = ("Destroyed", "Damaged", "Possibly damaged", "No visible damage")
BEFORE_2018 = ("Completely Destroyed", "Highly Damaged", "Moderately Damaged", "Negligible to slight damage", "Not Affected")

# number of the road, its kind, grade
_ROADS = [(501, "bridge", "Destroyed"), (503, "bridge", "Possibly damaged"), (504, "bridge", "Not Analysed"),
          (506, "road", "Damaged"), (507, "road", "Damaged"), (505, "tunnel", "No visible damage"), (513, "road", "No visible damage")]
_KINDS = {"bridge": "241-Bridges and elevated highways", "tunnel": "242-Tunnels", "road": "211-Highways, Streets and Roads"}


def _position(point, shift=(0.0, 0.0)):
    lon, lat = to_lon_lat((point[0] + shift[0], point[1] + shift[1]))
    return f"[{lon:.7f},{lat:.7f}]"


def _polygon(ring, shift=(0.0, 0.0)):
    ring = ring if area_m2(ring) > 0 else ring[::-1]
    return '{"type":"Polygon","coordinates":[[' + ",".join(_position(p, shift) for p in ring + ring[:1]) + "]]}"


def _line(points):
    return '{"type":"LineString","coordinates":[' + ",".join(_position(p) for p in points) + "]}"


def _feature(properties, geometry):
    return f'{{"type":"Feature","properties":{json.dumps(properties, ensure_ascii=False)},"geometry":{geometry}}}'


def _properties(kind, damage_gra, grading=None, product=2):
    return {"obj_type": kind, "damage_gra": damage_gra, "grading": grading, "det_method": "Photo-interpretation",
            "src_date": "2026-03-13" if product == 2 else "2026-03-12", "product": f"BELRIVYE-0{product}", "notation": None}


def _grade(house, words, rnd):
    """Worse near the foot of the hill, where the ground is soft."""
    near = max(0.0, 1 - distance_to_line(house.at, WORST) / 330)
    x = rnd.random() * (1.5 - near)
    steps = (0.16, 0.38, 0.6, 0.8) if len(words) == 5 else (0.16, 0.42, 0.62)
    return next((word for word, limit in zip(words, steps) if x < limit), words[-1])


def _building(index, house, rnd):
    shift = (0.0, 0.0)
    if index % 3 == 0:                       # drawn from another picture, a few metres off
        shift = (1 + 2.5 * rnd.random(), -1 - 2.5 * rnd.random())
    if index < OLD_PRODUCT:
        properties = _properties("11-Residential Buildings", None, _grade(house, BEFORE_2018, rnd), product=1)
    elif index < OLD_PRODUCT + NOT_ANALYSED:
        properties = _properties("11-Residential Buildings", "Not Analysed")
    elif index < OLD_PRODUCT + NOT_ANALYSED + NULLS:
        properties = _properties("11-Residential Buildings", "Null" if index % 2 else None)
        properties["src_date"] = None
    else:
        properties = _properties("11-Residential Buildings", _grade(house, NOW, rnd))
    return _feature(properties, _polygon(house.ring, shift))


def damage_geojson(houses, roads, rnd):
    seen = [h for h in houses if h.number is None and inside(h.at, ASSESSED)]
    while len(seen) > BUILDINGS - 1:         # one more comes twice
        seen.pop(int(rnd.random() * len(seen)))
    rnd.shuffle(seen)
    features = [_building(i, house, rnd) for i, house in enumerate(seen)]
    features.append(features[60])            # handed out twice
    by_number = {road.number: road for road in roads if road.number}
    for number, kind, grade in _ROADS:
        features.append(_feature(_properties(_KINDS[kind], grade), _line(by_number[number].points)))
    stray = rectangle((9000, 1500), 14, 11)  # east of the map, in the sea
    features.append(_feature(_properties("11-Residential Buildings", "Destroyed"), _polygon(stray)))
    head = ('{"type":"FeatureCollection","name":"BELRIVYE_builtUpP","attribution":"Invented sample of the Konbit project, CC0 1.0",'
            '"event":"Earthquake 2026-03-12T16:53Z (invented)","features":[\n')
    return head + ",\n".join(features) + "\n]}\n"
