"""Ordinary buildings along the streets, and which of them a damage tag is put on."""
import math
from collections import defaultdict
from dataclasses import dataclass

import plan
from geometry import distance, distance_to_line, foot_of, inside, rectangle
from sites import SITE_RINGS

HALF_WIDTH_M = {"trunk": 9, "primary": 8, "secondary": 7, "tertiary": 6.5, "residential": 5,
                "unclassified": 5, "service": 4.5, "track": 4, "path": 2, "steps": 3}
CELL_M = 40.0
MOST_BUILDINGS = 1450


@dataclass
class Building:
    at: tuple
    ring: list
    street: str
    quarter: str
    number: int = None            # of the notable way it became
    way_id: int = None


class _Ground:
    """What is already taken."""

    def __init__(self, roads):
        self.roads, self.houses = defaultdict(list), defaultdict(list)
        for road in roads:
            half = HALF_WIDTH_M.get(road.tags.get("highway"), 5)
            for a, b in road.segments():
                steps = int(distance(a, b) // 20) + 1
                for cell in sorted({self._cell((a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps))
                                    for k in range(steps + 1)}):
                    for near in self._around(cell):
                        self.roads[near].append((a, b, half))

    @staticmethod
    def _cell(p):
        return int(p[0] // CELL_M), int(p[1] // CELL_M)

    @staticmethod
    def _around(cell):
        return [(cell[0] + i, cell[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]

    def takes(self, at, width, height):
        cell = self._cell(at)
        if any(distance(foot_of(at, a, b)[0], at) < half + height / 2 + 0.5 for a, b, half in self.roads[cell]):
            return False
        if distance_to_line(at, plan.RIVER) < 46 or distance_to_line(at, plan.STREAM) < 25:
            return False
        if any(inside(at, ring) for ring in (plan.PLAZA, plan.PITCH, plan.CEMETERY, plan.STADIUM, plan.PORT,
                                             plan.LANDSLIDE, plan.AERODROME, plan.LAKE, *SITE_RINGS)):
            return False
        if not any(inside(at, shore) for shore in (plan.ISLAND, plan.ISLET)):
            return False
        radius = max(width, height) / 2
        if any(distance(at, other) < (radius + r) * 0.95 for c in self._around(cell) for other, r in self.houses[c]):
            return False
        self.houses[cell].append((at, radius))
        return True


def _spots(road, rnd):
    """Places beside a road where a house could stand: (at, width, height, turn)."""
    half = HALF_WIDTH_M.get(road.tags.get("highway"), 5)
    density = 0.66 if road.quarter else 0.16
    for a, b in road.segments():
        turn, length, along = math.atan2(b[1] - a[1], b[0] - a[0]), distance(a, b), 10.0
        while along < length:
            for side in (-1, 1):
                chosen, w, h, back, tilt = (rnd.random() for _ in range(5))
                width, height = 10 + 9 * w, 9 + 6 * h
                off = side * (half + height / 2 + 1.5 + 5 * back)
                at = (a[0] + (b[0] - a[0]) * along / length - math.sin(turn) * off,
                      a[1] + (b[1] - a[1]) * along / length + math.cos(turn) * off)
                if chosen < density:
                    yield at, width, height, turn + 0.1 * (tilt - 0.5)
            along += 19 + 9 * rnd.random()


def build_buildings(roads, rnd):
    ground, houses = _Ground(roads), []
    for road in roads:
        if not road.ground or road.tags.get("highway") in (None, "path", "steps", "construction"):
            continue
        for at, width, height, turn in _spots(road, rnd):
            if ground.takes(at, width, height):
                houses.append(Building(at, rectangle(at, width, height, turn), road.tags.get("name", ""), road.quarter))
    while len(houses) > MOST_BUILDINGS:
        houses.pop(int(rnd.random() * len(houses)))
    return houses


# number, place, tags, why
DAMAGED = [
    (602, (1500, 1600), {"building": "collapsed"}, "destroyed"),
    (603, (1760, 1600), {"building": "yes", "earthquake:damage": "collapsed_building"}, "destroyed"),
    (604, (1800, 1650), {"building": "yes", "earthquake:damage": "collapsed_buiding"}, "destroyed (the spelling is meant)"),
    (605, (1420, 1640), {"building": "yes", "earthquake:damage": "collapsed"}, "destroyed"),
    (606, (1350, 1620), {"building": "house", "earthquake:damage": "severe"}, "severe"),
    (607, (1480, 1760), {"building": "house", "earthquake:damage": "partially_collapsed"}, "severe"),
    (608, (1560, 1780), {"building": "house", "earthquake:damage": "moderate"}, "moderate"),
    (609, (1620, 1800), {"building": "yes", "earthquake:damage": "damaged_infrastructure"}, "moderate"),
    (610, (1700, 1300), {"building": "damaged"}, "moderate"),
    (611, (1650, 1350), {"building": "yes", "damage": "damaged"}, "moderate"),
    (612, (2250, 1560), {"building": "house", "typhoon:damage": "yes"}, "moderate"),
    (614, (2300, 1600), {"building": "yes", "damage:event": "Siklòn Envante 2025"}, "unknown, kept"),
    (615, (2400, 1570), {"building": "yes", "damage:type": "roof"}, "unknown, kept"),
    (616, (2450, 1640), {"building": "yes", "damage:date": "2025-10-04"}, "unknown, kept"),
    (617, (2500, 1700), {"destroyed:building": "yes"}, "destroyed"),
    (618, (2350, 2400), {"building": "yes", "ruins": "yes"}, "no disaster damage; gone"),
    (619, (2420, 2520), {"building": "ruins"}, "no disaster damage; gone"),
    (621, (2100, 2250), {"building": "yes", "damage:Envante": "none"}, "none; the event is in the key"),
    (622, (2150, 2300), {"building": "yes", "damage:Envante": "minimal"}, "slight"),
    (623, (2300, 2300), {"building": "yes", "damage:Envante": "significant"}, "severe"),
    (624, (2400, 2250), {"building": "yes", "damage:Envante": "complete"}, "destroyed"),
    (625, (1900, 2400), {"building": "yes", "damage:evaluation_step:field": "damaged"}, "moderate"),
    (626, (1950, 2450), {"building": "yes", "damage:evaluation_step:imagery": "destroyed"}, "destroyed"),
    (627, (1800, 2300), {"building": "yes", "typhoon:reviewed": "yes"}, "none"),
    (628, (1850, 2350), {"building": "yes", "typhoon:reviewed": "cloud"}, "unknown"),
    (629, (1600, 2350), {"building": "yes", "damage": "no"}, "none"),
    (630, (1650, 2400), {"building": "yes", "earthquake:damage": "no"}, "none"),
    (631, (1300, 1000), {"demolished:building": "yes"}, "no disaster damage; gone"),
    (632, (1350, 1050), {"abandoned:building": "yes"}, "no disaster damage"),
    (634, (1500, 950), {"building": "yes", "earthquake:damage": "krak nan mi"}, "unknown: a value nobody foresaw, kept"),
]

# number, place, tags, why: houses with names and addresses of their own
NAMED = [
    (710, (1300, 1500), {"shop": "bakery", "name": "مخبز السلام", "name:fr": "Boulangerie de la Paix"}, "Arabic name itself"),
    (711, (2280, 1640), {"shop": "convenience", "name": "शान्ति पसल", "name:en": "Peace shop"}, "Nepali name itself"),
    (712, (1750, 1700), {"shop": "supermarket", "name": "Mache Kapwa", "alt_name": "Ti Mache;Mache Sen Jan", "addr:street": "Ri Kapwa", "addr:housenumber": "12"}, "two alt_names, address by street"),
    (713, (1850, 1740), {"tourism": "guest_house", "name": "Pansyon Woz", "old_name": "Pension Saint-Rose", "addr:street": "Ri Kapwa", "addr:housenumber": "27 bis"}, "old_name; house number 27 bis"),
    (714, (4650, 2800), {"shop": "convenience", "name": "Boutik Fon Dlo", "addr:place": "Fon Dlo", "addr:housenumber": "3"}, "address by place, not street"),
    (715, (1200, 900), {"shop": "hardware", "name": "Kenkayri Nò", "addr:housename": "Kay Wouj"}, "addr:housename"),
]


def mark(houses, specs):
    """The free house nearest to each spec's place takes its number and tags."""
    tags = {}
    for number, at, extra, why in specs:
        house = min((h for h in houses if h.number is None), key=lambda h: (distance(h.at, at), h.at))
        house.number = number
        tags[number] = (extra, why)
    return tags


def _ordinary_tags(house, rnd, counters):
    use, levels, named = rnd.random(), rnd.random(), rnd.random()
    tags = {"building": "yes" if use < 0.6 else "house" if use < 0.85 else "residential" if use < 0.95 else "commercial"}
    if levels < 0.15:
        tags["building:levels"] = "2" if levels < 0.11 else "3"
    if house.street and named < 0.16:
        counters[house.street] += 2
        tags |= {"addr:street": house.street, "addr:housenumber": str(counters[house.street])}
    return tags


def add_buildings(town, houses, rnd):
    town.group("Damage told by tags")
    special = mark(houses, DAMAGED)
    special_names = mark(houses, NAMED)
    counters = defaultdict(int)
    for house in houses:
        tags, why = _ordinary_tags(house, rnd, counters), ""
        if house.number in special:
            tags, why = special[house.number]
        elif house.number in special_names:
            extra, _ = special_names[house.number]
            tags = {"building": "commercial"} | extra
        house.way_id = town.area(house.ring, tags, house.number, why)
    town.group("Names and addresses")
    for number, (_, why) in special_names.items():
        town.note("way", 72_000_000 + number, why)
