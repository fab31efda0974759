"""The road network: hand-drawn roads with what is special about each, then the streets."""
from itertools import count

import plan
from geometry import circle, distance, inside
from streets import (Road, attach_ends, crosses_site, join_crossings, keep_connected,
                     quarter_streets, tie_streets)

NASYONAL = {"highway": "trunk", "name": "Wout Nasyonal 2", "name:fr": "Route Nationale 2", "ref": "RN2",
            "surface": "asphalt", "maxspeed": "60"}
LAKWA = {"highway": "secondary", "name": "Wout Lakwa", "name:fr": "Route de Lacroix", "ref": "RD21", "surface": "asphalt"}
PON_LAKWA = {"highway": "secondary", "name": "Wout Pon Lakwa", "surface": "asphalt"}
PON_FE = {"highway": "tertiary", "name": "Ri Pon Fè", "name:fr": "Rue du Pont-de-Fer", "surface": "asphalt"}
MON_NWA = {"highway": "tertiary", "name": "Wout Mòn Nwa", "surface": "unpaved"}
TUNNEL_NO = {"highway": "tertiary", "name": "Ri Tinèl", "surface": "concrete"}
FON_DLO = {"highway": "unclassified", "name": "Wout Fon Dlo", "surface": "gravel"}
PON_KASE = {"highway": "unclassified", "name": "Ri Ansyen Pon", "surface": "concrete"}
BRIDGE = {"bridge": "yes", "layer": "1"}


def hand_drawn():
    """The larger roads. The first is the one that all others must hang together with."""
    p = plan
    return [
        Road(p.NASYONAL_NORTH, NASYONAL, 512, "the national road north of the roundabout; passes over the tunnel"), Road(p.NASYONAL_MIDDLE, NASYONAL), Road(p.NASYONAL_SOUTH, NASYONAL),
        Road(p.PON_BEL_RIVYE, NASYONAL | BRIDGE | {"bridge:name": "Pon Bèl Rivyè"}, 501, "the main bridge, whole on the map; the damage file and the reports say destroyed", False),
        Road(p.PON_KASE, PON_KASE | {"bridge": "collapsed", "status": "impassable", "layer": "1", "bridge:name": "Pon Kase", "note": "tonbe nan inondasyon 2025 la"}, 502, "broken bridge by tags: blocked for everybody", False),
        Road(p.PON_FE, PON_FE | BRIDGE | {"bridge:name": "Pon Fè", "maxweight": "5"}, 503, "weak bridge: maxweight=5, cars yes, trucks no", False),
        Road(p.PON_LAKWA, PON_LAKWA | BRIDGE | {"bridge:name": "Pon Lakwa"}, 504, "the third bridge, without limits", False),
        Road(p.TUNNEL, TUNNEL_NO | {"tunnel": "yes", "layer": "-1", "maxheight": "2.8", "tunnel:name": "Tinèl Nò"}, 505, "low tunnel under the national road: maxheight=2.8", False),
        Road(p.MON_NWA_SLIDE, MON_NWA, 506, "the road that crosses the landslide (area 601): restricted"),
        Road(p.RI_KAPWA, {"highway": "tertiary", "name": "Ri Kapwa", "name:fr": "Rue Capois", "old_name": "Ri Gwo Mòn", "surface": "asphalt"}, 507, "has the debris barrier, node 71000507"),
        Road(p.LAKWA_EASTBOUND[:3], LAKWA | {"oneway": "yes"}, 508, "one-way pair, eastbound, west of the link 514"),
        Road(p.LAKWA_EASTBOUND[2:], LAKWA | {"oneway": "yes"}, 509, "one-way pair, eastbound, east of the link 514"),
        Road(p.LAKWA_WESTBOUND[:3], LAKWA | {"oneway": "yes"}, 510, "one-way pair, westbound, east of the link 514"),
        Road(p.LAKWA_WESTBOUND[2:], LAKWA | {"oneway": "yes"}, 511, "one-way pair, westbound, west of the link 514"),
        Road([p.LAKWA_EASTBOUND[2], p.LAKWA_WESTBOUND[2]], {"highway": "service"}, 514, "the link; via way of relation 73000533", False),
        Road(p.LAKWA_WEST, LAKWA), Road(p.LAKWA_EAST, LAKWA), Road(p.LAKWA_FAR_EAST, LAKWA),
        Road(p.BILVA_LANME, {"highway": "primary", "name": "Bilva Lanmè", "name:fr": "Boulevard de la Mer", "name:ar": "شارع البحر", "surface": "asphalt"}),
        Road(p.PON_LAKWA_NORTH, PON_LAKWA), Road(p.PON_LAKWA_SOUTH, PON_LAKWA),
        Road(p.PON_FE_NORTH, PON_FE, 515, "north arm of the T with Ri Kapwa"),
        Road(p.PON_FE_MIDDLE, PON_FE, 516, "south arm of the T; to of relation 73000532"),
        Road(p.PON_FE_SOUTH, PON_FE), Road(p.MON_NWA_LOW, MON_NWA), Road(p.MON_NWA_HIGH, MON_NWA),
        Road(p.PON_KASE_NORTH, PON_KASE), Road(p.PON_KASE_SOUTH, PON_KASE),
        Road(p.TUNNEL_WEST, TUNNEL_NO), Road(p.TUNNEL_EAST, TUNNEL_NO),
        Road(p.BO_DLO, {"highway": "unclassified", "name": "Wout Bò Dlo", "surface": "gravel", "flood_prone": "yes"}, 521, "flood_prone=yes: open with a warning, restricted in a flood"),
        Road(p.FON_DLO_WEST, FON_DLO), Road(p.FON_DLO_EAST, FON_DLO),
        Road(p.PON_FON_DLO, FON_DLO | BRIDGE | {"bridge:name": "Pon Fon Dlo"}, 522, "the one bridge to the village Fon Dlo: cut-off", False),
        Road(p.TRACK_FORD, {"highway": "track", "tracktype": "grade3", "surface": "ground"}, 517, "track through the river by the ford, node 71000517"),
        Road(p.TRACK_FAR, {"highway": "track", "tracktype": "grade5", "name": "Chemen Fon"}, 518, "tracktype=grade5: not for cars"),
        Road(p.TRACK_HILL, {"highway": "track", "tracktype": "grade2", "4wd_only": "yes"}, 519, "4wd_only=yes"),
        Road(p.PATH_HILL, {"highway": "path", "name": "Santye Mòn Nwa", "sac_scale": "mountain_hiking"}),
        Road(p.PATH_SHORE, {"highway": "path", "name": "Chemen Lanmè", "note": "destroyed!!"}, 520, "a free note says \"destroyed!!\": unknown, not damage"),
        Road(p.AIRPORT_ROAD, {"highway": "service", "name": "Wout Ayewopò", "surface": "asphalt"}),
        Road(p.PORT_ROAD, {"highway": "service", "name": "Wout Pò", "surface": "concrete"}),
        Road(p.FERRY, {"route": "ferry", "name": "Bato Ti Zile", "foot": "yes", "motorcycle": "yes", "motor_vehicle": "no", "duration": "00:25"}, 523, "ferry to Ti Zile, on foot and by motorcycle", False),
        Road(p.ISLET_ROAD, {"highway": "residential", "name": "Ri Ti Zile", "surface": "sand"}),
        Road([(3062.0, 1500.0), (3180.0, 1480.0), (3240.0, 1460.0)], {"highway": "service", "service": "driveway", "access": "private"}, 524, "private drive behind the gate, node 71000524"),
        Road([(2830.0, 1294.0), (2870.0, 1130.0), (2860.0, 1040.0)], {"highway": "construction", "construction": "secondary", "note": "ouvri nan me 2026"}, 525, "highway=construction: blocked"),
        Road([(2380.0, 1335.0), (2385.0, 1250.0), (2388.0, 1215.0)], {"highway": "steps", "step_count": "48", "name": "Eskalye Sen Jan"}, 526, "steps: on foot only"),
        Road([(2000.0, 1195.0), (2090.0, 1180.0)], {"highway": "unclassified", "status": "impassible"}, 527, "status=impassible (sic): blocked"),
        Road([(3300.0, 3300.0), (3400.0, 3500.0), (3380.0, 3700.0)], {"status": "impassable", "name": "Ansyen chemen"}, 528, "highway was removed, status=impassable left: to be imported as a blocked road"),
        Road([(3900.0, 3500.0), (3850.0, 3700.0)], {"highway": "track", "smoothness": "impassable"}, 529, "smoothness=impassable: blocked"),
        Road([(2180.0, 3560.0), (2500.0, 3600.0), (2800.0, 3560.0)], {"highway": "unclassified", "name": "Wout Sid", "practicability:heavy_truck": "no", "practicability:4x4": "yes", "surface": "earth"}, 530, "practicability by vehicle"),
        Road([(2000.0, 1548.0), (2060.0, 1545.0), (2112.0, 1543.0)], {"highway": "residential", "name": "Ri Ranvèse", "oneway": "-1"}, 539, "oneway=-1: only westward, to the national road"),
        Road([(1870.0, 1700.0), (1876.0, 1600.0)], {"highway": "service", "access": "no", "emergency": "yes", "bus": "designated"}, 531, "bus lane: for responders only"),
    ]


def _street_names():
    """Kreyòl names first, then numbered streets."""
    words = ("Legliz", "Mache", "Lekòl", "Lapè", "Solèy", "Palmis", "Kowosòl", "Mango", "Flè", "Zetwal", "Lalin",
             "Pèchè", "Boulanje", "Fòjwon", "Kannal", "Sous", "Lavil", "Libète", "Lespwa", "Travay", "Chanm",
             "Ansyen Mache", "Sen Pyè", "Sen Pòl", "Sent Àn", "Zanmann", "Kokoye", "Siwèl", "Kajou",
             "Bwadchèn", "Flanbwayan", "Lorye", "Jasmen", "Woz", "Kafe", "Kakao", "Pit", "Kòd", "Bwa", "Wòch")
    yield from (f"Ri {word}" for word in words)
    yield "شارع النور"
    yield "शान्ति मार्ग"
    yield from (f"Rue {word}" for word in ("des Palmistes", "du Marché", "de l'Église", "Pétion", "Saint-Jean", "Monseigneur"))
    yield from (f"Ri {number}" for number in count(1))


def _open_roundabout(roads):
    """Takes the roads out of the roundabout's inside and puts the ring there."""
    ring = circle(plan.KAFOU, plan.KAFOU_RADIUS_M, 12)
    for road in roads:
        for end in (0, -1):
            if road.points[end] == plan.KAFOU:
                outer = [p for p in road.points if distance(p, plan.KAFOU) > plan.KAFOU_RADIUS_M + 8]
                gate = min(ring, key=lambda q: distance(q, outer[end]))
                road.points = [gate] + outer if end == 0 else outer + [gate]
    return Road(ring + ring[:1], {"highway": "trunk", "junction": "roundabout", "name": "Kafou Sen Jan", "surface": "asphalt"},
                513, "roundabout, way; driven anticlockwise")


def build_roads(rnd):
    larger = hand_drawn()
    for road in larger:
        road.points = [tuple(map(float, p)) for p in road.points]
    larger.append(_open_roundabout(larger))
    attach_ends(larger)
    names = _street_names()
    streets = []
    for name, shape in {**plan.QUARTERS, plan.VILLAGE[0]: plan.VILLAGE[1:]}.items():
        streets += quarter_streets(name, shape, larger, names, rnd)
    ground = [r for r in larger if r.ground and r.tags.get("highway") not in ("track", "path", "steps", "construction")]
    tie_streets(streets, ground, rnd)
    roads = larger + streets
    join_crossings(roads)
    _attach_to_streets(larger, streets)
    roads = keep_connected(roads)
    for road in roads:
        road.quarter = next((q for q, shape in plan.QUARTERS.items()
                             if inside(road.points[len(road.points) // 2], shape[0])), road.quarter)
    return roads


def _attach_to_streets(larger, streets):
    """Hand-drawn ends inside a quarter (the tunnel road, the steps) meet the street nearest to them."""
    ends = {p for r in larger for p in (r.points[0], r.points[-1])}
    used = {p: 0 for p in ends}
    for road in larger + streets:
        for p in set(road.points) & ends:
            used[p] += 1
    for road in larger:
        for end in (0, -1):
            point = road.points[end]
            if used.get(point) == 1 and road.ground:
                corner = min((p for s in streets for p in s.points), key=lambda p: (distance(p, point), p))
                if corner not in road.points and distance(corner, point) < 75 and not crosses_site(point, corner):
                    road.points.insert(0 if end == 0 else len(road.points), corner)


def tagged_vertex(roads, tags, near):
    """The inner vertex, used by one road only, that lies nearest to a place on a road with these tags."""
    uses = {}
    for road in roads:
        for p in road.points:
            uses[p] = uses.get(p, 0) + 1
    found = [p for road in roads if all(road.tags.get(k) == v for k, v in tags.items())
             for p in road.points[1:-1] if uses[p] == 1]
    return min(found, key=lambda p: (distance(p, near), p))
