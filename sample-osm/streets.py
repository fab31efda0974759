"""Streets: the grids of the quarters, tied to the larger roads and to each other."""
import math
from collections import defaultdict
from dataclasses import dataclass, field

import plan
from geometry import crossing, distance, distance_to_line, foot_of, inside, snap
from sites import SITE_RINGS

TIE_M, MERGE_M, CELL_M = 130.0, 4.0, 150.0


@dataclass
class Road:
    points: list
    tags: dict
    number: int = None
    why: str = ""
    ground: bool = True           # False: bridge, tunnel or ferry; meets others at its ends only
    quarter: str = ""
    inserts: dict = field(default_factory=lambda: defaultdict(list))

    def segments(self):
        return list(zip(self.points, self.points[1:]))


def _lattice(outline, degrees, length, depth):
    cx = sum(p[0] for p in outline) / len(outline)
    cy = sum(p[1] for p in outline) / len(outline)
    ca, sa = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def at(i, j):
        u = i * length + 9 * math.sin(j * 1.3 + i * 0.4)
        v = j * depth + 9 * math.sin(i * 0.9)
        return snap((cx + u * ca - v * sa, cy + u * sa + v * ca))
    return at


def _free(a, b, outline, larger):
    """Whether a block of street may lie here."""
    middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    if not (inside(a, outline) and inside(b, outline)):
        return False
    if min(distance_to_line(p, plan.RIVER) for p in (a, b, middle)) < 48:
        return False
    if any(_touches(a, b, ring) for ring in (plan.PLAZA, plan.PITCH, plan.CEMETERY, plan.STADIUM, plan.PORT, *SITE_RINGS)):
        return False
    return not any(_runs_beside(a, b, middle, road) for road in larger)


def _touches(a, b, ring):
    return inside(a, ring) or any(crossing(a, b, c, d) for c, d in zip(ring, ring[1:] + ring[:1]))


def crosses_site(a, b):
    return any(_touches(a, b, ring) for ring in SITE_RINGS)


def _runs_beside(a, b, middle, road):
    for c, d in road.segments():
        foot, _ = foot_of(middle, c, d)
        if distance(foot, middle) < 34:
            turn = math.atan2(b[1] - a[1], b[0] - a[0]) - math.atan2(d[1] - c[1], d[0] - c[0])
            if abs(math.sin(turn)) < 0.6:
                return True
    return False


def _runs(cells):
    """Groups of consecutive numbers."""
    run = []
    for k in cells:
        if run and k != run[-1] + 1:
            yield run
            run = []
        run.append(k)
    if run:
        yield run


def quarter_streets(name, shape, larger, names, rnd, span=15):
    """The streets of one quarter: each line of the lattice, broken where blocks are missing."""
    outline, degrees, length, depth = shape
    at = _lattice(outline, degrees, length, depth)
    for across in (False, True):
        for line in range(-span, span + 1):
            def corner(k, line=line, across=across):
                return at(line, k) if across else at(k, line)
            blocks = [k for k in range(-span, span)
                      if _free(corner(k), corner(k + 1), outline, larger) and rnd.random() >= 0.09]
            label = None
            for run in _runs(blocks):
                label = label or next(names)
                kind = "service" if len(run) == 1 and rnd.random() < 0.25 else "residential"
                tags = {"highway": kind, "surface": ("asphalt", "gravel", "unpaved", "concrete")[int(rnd.random() * 4)]}
                if kind == "residential":
                    tags["name"] = label
                yield Road([corner(k) for k in run] + [corner(run[-1] + 1)], tags, quarter=name)


def _nearest(point, roads, within_m):
    best = None
    for road in roads:
        for i, (a, b) in enumerate(road.segments()):
            foot, _ = foot_of(point, a, b)
            d = distance(foot, point)
            if d < within_m and (best is None or d < best[0]):
                best = (d, road, i, foot)
    return best


def _insert_or_reuse(road, i, point):
    """A vertex of the road at this place of segment i: an old one if it is very near."""
    a, b = road.points[i], road.points[i + 1]
    for end in (a, b):
        if distance(end, point) < MERGE_M:
            return end
    point = snap(point)
    road.points.insert(i + 1, point)
    return point


def attach_ends(roads):
    """Ends of hand-drawn roads that were meant to lie on another road are put there."""
    for road in roads:
        for end in (0, -1):
            point = road.points[end]
            others = [r for r in roads if r is not road]
            if any(point in r.points for r in others):
                continue
            hit = _nearest(point, [r for r in others if r.ground], 30)
            if hit:
                road.points[end] = _insert_or_reuse(hit[1], hit[2], hit[3])


def tie_streets(streets, larger, rnd):
    """Street ends near a larger road are led on to it."""
    uses = defaultdict(int)
    for road in streets:
        for p in road.points:
            uses[p] += 1
    for road in list(streets):
        for end in (0, -1):
            point = road.points[end]
            hit = _nearest(point, larger, TIE_M) if uses[point] <= 2 else None
            if not hit or hit[0] < 12 or rnd.random() < 0.12:
                continue
            before = road.points[1] if end == 0 else road.points[-2]
            ahead = (point[0] - before[0]) * (hit[3][0] - point[0]) + (point[1] - before[1]) * (hit[3][1] - point[1])
            if ahead < 0.4 * distance(point, before) * hit[0] or crosses_site(point, hit[3]):
                continue
            joint = _insert_or_reuse(hit[1], hit[2], hit[3])
            road.points.insert(0 if end == 0 else len(road.points), joint)


def _cells(a, b):
    for gx in range(int(min(a[0], b[0]) // CELL_M), int(max(a[0], b[0]) // CELL_M) + 1):
        for gy in range(int(min(a[1], b[1]) // CELL_M), int(max(a[1], b[1]) // CELL_M) + 1):
            yield gx, gy


def join_crossings(roads):
    """Where two roads on the ground cross, both get the same vertex."""
    grid = defaultdict(list)
    for r, road in enumerate(roads):
        for i, (a, b) in enumerate(road.segments() if road.ground else ()):
            for cell in _cells(a, b):
                grid[cell].append((r, i))
    done = set()
    for cell in sorted(grid):
        for m, (r, i) in enumerate(grid[cell]):
            for s, k in grid[cell][m + 1:]:
                if r != s and (r, i, s, k) not in done:
                    done.add((r, i, s, k))
                    _join(roads[r], i, roads[s], k)
    for road in roads:
        _take_inserts(road)


def _join(first, i, second, k):
    a, b, c, d = *first.points[i:i + 2], *second.points[k:k + 2]
    if {a, b} & {c, d}:
        return
    point = crossing(a, b, c, d)
    if point is None:
        return
    near = next((p for p in (a, b, c, d) if distance(p, point) < MERGE_M), snap(point))
    if near not in (a, b):
        first.inserts[i].append(near)
    if near not in (c, d):
        second.inserts[k].append(near)


def _take_inserts(road):
    points = []
    for i, p in enumerate(road.points):
        points.append(p)
        points += sorted(set(road.inserts.get(i, ())), key=lambda q: (distance(p, q), q))
    road.inserts.clear()
    road.points = [p for k, p in enumerate(points) if k == 0 or p != points[k - 1]]


def keep_connected(roads):
    """Only the roads that hang together with the first one."""
    parent = {}

    def root(p):
        while parent.setdefault(p, p) != p:
            parent[p] = parent[parent[p]]
            p = parent[p]
        return p
    for road in roads:
        for a, b in road.segments():
            parent[root(a)] = root(b)
    home = root(roads[0].points[0])
    return [road for road in roads if root(road.points[0]) == home]
