"""Plane geometry of the town: metres, x to the east, y to the south."""
import math

# (1630, 1580), the middle of Plas Sen Jan, lies at exactly 19.1 N, 73 W, in open sea.
ORIGIN_M = (1630.0, 1580.0)
ORIGIN_LON, ORIGIN_LAT = -73.0, 19.1
_PHI = math.radians(ORIGIN_LAT)
M_PER_DEGREE_LAT = 111132.954 - 559.822 * math.cos(2 * _PHI) + 1.175 * math.cos(4 * _PHI)
M_PER_DEGREE_LON = 111412.84 * math.cos(_PHI) - 93.5 * math.cos(3 * _PHI)


def to_e7(point):
    """Metres to (lon, lat) in 1e-7 degrees."""
    x, y = point
    lon = ORIGIN_LON + (x - ORIGIN_M[0]) / M_PER_DEGREE_LON
    lat = ORIGIN_LAT - (y - ORIGIN_M[1]) / M_PER_DEGREE_LAT
    return round(lon * 1e7), round(lat * 1e7)


def to_lon_lat(point):
    """Metres to [lon, lat] in degrees with seven decimals."""
    lon, lat = to_e7(point)
    return [lon / 1e7, lat / 1e7]


def snap(point):
    """Rounded to a decimetre, so that equal places compare equal on every machine."""
    return round(point[0], 1), round(point[1], 1)


def distance(a, b):
    return math.hypot(a[0] - b[0], a[1] - b[1])


def smooth(points, steps=6):
    """Catmull-Rom curve through the points, ends included."""
    padded = [points[0]] + list(points) + [points[-1]]
    curve = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:]):
        for k in range(steps):
            t = k / steps
            curve.append(snap(tuple(
                0.5 * (2 * b[i] + (c[i] - a[i]) * t
                       + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t
                       + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t ** 3) for i in (0, 1))))
    return curve + [snap(points[-1])]


def smooth_ring(points, steps=6):
    """Closed curve through the points; the first is not repeated."""
    n = len(points)
    turned = [points[i % n] for i in range(-1, n + 2)]
    return smooth(turned, steps)[steps:-(steps + 1)]


def inside(point, ring):
    x, y = point
    result = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            result = not result
    return result


def foot_of(point, a, b):
    """Nearest point of the segment a-b and its place along it (0 to 1)."""
    vx, vy = b[0] - a[0], b[1] - a[1]
    t = ((point[0] - a[0]) * vx + (point[1] - a[1]) * vy) / (vx * vx + vy * vy or 1e-9)
    t = max(0.0, min(1.0, t))
    return (a[0] + t * vx, a[1] + t * vy), t


def distance_to_line(point, line):
    return min(distance(point, foot_of(point, a, b)[0]) for a, b in zip(line, line[1:]))


def crossing(a, b, c, d):
    """Where a-b and c-d cross, or None."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    det = ux * vy - uy * vx
    if abs(det) < 1e-9:
        return None
    wx, wy = c[0] - a[0], c[1] - a[1]
    t, s = (wx * vy - wy * vx) / det, (wx * uy - wy * ux) / det
    return (a[0] + t * ux, a[1] + t * uy) if -1e-6 <= t <= 1 + 1e-6 and -1e-6 <= s <= 1 + 1e-6 else None


def offset(line, left_m):
    """The line moved to its left (seen on a map with north up) by left_m metres."""
    result = []
    for i, p in enumerate(line):
        a, b = line[max(i - 1, 0)], line[min(i + 1, len(line) - 1)]
        n = distance(a, b) or 1.0
        result.append(snap((p[0] + (b[1] - a[1]) / n * left_m, p[1] - (b[0] - a[0]) / n * left_m)))
    return result


def circle(centre, radius, corners):
    """Ring that runs anticlockwise on the map, as a roundabout does where one drives right."""
    return [snap((centre[0] + radius * math.cos(2 * math.pi * k / corners),
                  centre[1] - radius * math.sin(2 * math.pi * k / corners))) for k in range(corners)]


def rectangle(centre, width, height, angle=0.0):
    ca, sa = math.cos(angle), math.sin(angle)
    return [snap((centre[0] + x * ca - y * sa, centre[1] + x * sa + y * ca))
            for x, y in ((-width / 2, height / 2), (width / 2, height / 2),
                         (width / 2, -height / 2), (-width / 2, -height / 2))]


def area_m2(ring):
    """Signed; positive where the ring runs anticlockwise on the map."""
    return -0.5 * sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))


def centre(ring):
    return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
