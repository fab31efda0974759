"""Puts the roads into the extract: ways, the nodes on them that mean something, restrictions."""
from geometry import snap
from roads import tagged_vertex

# number, tags of the road, near which place, tags of the node, why
_ROAD_NODES = [
    (507, {"name": "Ri Kapwa"}, (1560, 1695), {"barrier": "debris"}, "barrier=debris: Ri Kapwa is blocked here"),
    (517, {"highway": "track", "tracktype": "grade3"}, (3440, 2149), {"ford": "yes"}, "ford through the river"),
    (524, {"access": "private"}, (3180, 1480), {"barrier": "gate", "access": "private"}, "private gate"),
    (533, {"name": "Chemen Fon"}, (3300, 3300), {"barrier": "gate", "locked": "yes"}, "locked gate on a track"),
    (534, {"name": "Wout Pò"}, (800, 1770), {"barrier": "lift_gate"}, "lift gate: passes, costs a minute"),
    (535, {"name": "Wout Lakwa", "ref": "RD21"}, (3800, 1250), {"barrier": "block", "barrier:obstacle_type": "checkpoint"}, "checkpoint: restricted"),
    (536, {"name": "Wout Sid"}, (2500, 3600), {"barrier": "block", "barrier:obstacle_type": "landslide"}, "obstacle: blocked"),
    (537, {"name": "Wout Fon Dlo"}, (3300, 2480), {"highway": "crossing"}, "a tagged road node that blocks nobody"),
    (538, {"name": "Wout Mòn Nwa"}, (3300, 560), {"barrier": "height_restrictor", "maxheight": "3.2"}, "height restrictor 3.2 m"),
]
NO_LEFT_TURN_AT = (1240.0, 1660.0)


def add_roads(town, roads):
    town.group("Roads")
    town.reserve(snap(NO_LEFT_TURN_AT), 532)
    places = {}
    for number, tags, near, _, _ in _ROAD_NODES:
        places[number] = tagged_vertex(roads, tags, near)
        town.reserve(places[number], number)
    for road in roads:
        road.way_id = town.line(road.points, road.tags, road.number, road.why)
    for number, _, _, tags, why in _ROAD_NODES:
        town.tag_node(number, tags, why)
    town.tag_node(532, {}, "via node of relation 73000532")
    _add_restrictions(town)


def _add_restrictions(town):
    way = 72_000_000
    town.relation([("way", way + 507, "from"), ("node", 71_000_532, "via"), ("way", way + 516, "to")],
                  {"type": "restriction", "restriction": "no_left_turn"}, 532,
                  "no left turn from Ri Kapwa to the south arm of Ri Pon Fè, by node")
    town.relation([("way", way + 508, "from"), ("way", way + 514, "via"), ("way", way + 511, "to")],
                  {"type": "restriction", "restriction": "no_u_turn"}, 533,
                  "no U-turn over the link of the one-way pair, by way")
