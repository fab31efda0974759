"""Distances on WGS84 from a place to points, lines and polygons: the obvious way, for comparison.

Vincenty's inverse formula (Survey Review 176, 1975); good to a millimetre below some thousand km.
"""
import math

A = 6378137.0
F = 1 / 298.257223563
B = A * (1 - F)


def inverse_m(lon1, lat1, lon2, lat2):
    if (lon1, lat1) == (lon2, lat2):
        return 0.0
    difference = math.radians(lon2 - lon1)
    u1, u2 = (math.atan((1 - F) * math.tan(math.radians(lat))) for lat in (lat1, lat2))
    su1, cu1, su2, cu2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    lam = difference
    for _ in range(200):
        sl, cl = math.sin(lam), math.cos(lam)
        sin_sigma = math.hypot(cu2 * sl, cu1 * su2 - su1 * cu2 * cl)
        if sin_sigma == 0:
            return 0.0
        cos_sigma = su1 * su2 + cu1 * cu2 * cl
        sigma = math.atan2(sin_sigma, cos_sigma)
        sin_alpha = cu1 * cu2 * sl / sin_sigma
        cos2_alpha = 1 - sin_alpha ** 2
        cos_2m = cos_sigma - 2 * su1 * su2 / cos2_alpha if cos2_alpha else 0.0
        c = F / 16 * cos2_alpha * (4 + F * (4 - 3 * cos2_alpha))
        before = lam
        lam = difference + (1 - c) * F * sin_alpha * (
            sigma + c * sin_sigma * (cos_2m + c * cos_sigma * (2 * cos_2m ** 2 - 1)))
        if abs(lam - before) < 1e-13:
            break
    u = cos2_alpha * (A * A - B * B) / (B * B)
    a = 1 + u / 16384 * (4096 + u * (u * (320 - 175 * u) - 768))
    b = u / 1024 * (256 + u * (u * (74 - 47 * u) - 128))
    delta = b * sin_sigma * (cos_2m + b / 4 * (
        cos_sigma * (2 * cos_2m ** 2 - 1) - b / 6 * cos_2m * (4 * sin_sigma ** 2 - 3) * (4 * cos_2m ** 2 - 3)))
    return B * a * (sigma - delta)


def metres_per_degree(lat):
    """Of longitude and latitude."""
    e2, phi = F * (2 - F), math.radians(lat)
    w = math.sqrt(1 - e2 * math.sin(phi) ** 2)
    return math.radians(A / w * math.cos(phi)), math.radians(A * (1 - e2) / w ** 3)


def to_segment_m(lon, lat, p, q):
    """Ternary search along the segment, started where the local plane has its nearest point."""
    kx, ky = metres_per_degree(lat)
    px, py, qx, qy = (p[0] - lon) * kx, (p[1] - lat) * ky, (q[0] - lon) * kx, (q[1] - lat) * ky
    dx, dy = qx - px, qy - py
    length2 = dx * dx + dy * dy
    if length2 == 0:
        return inverse_m(lon, lat, *p)
    t = min(1.0, max(0.0, -(px * dx + py * dy) / length2))

    def at(s):
        return inverse_m(lon, lat, p[0] + s * (q[0] - p[0]), p[1] + s * (q[1] - p[1]))
    low, high = max(0.0, t - 0.05), min(1.0, t + 0.05)
    for _ in range(40):
        third = (high - low) / 3
        if at(low + third) < at(high - third):
            high -= third
        else:
            low += third
    return min(at(low), at(high), at(t))


def rings_of(geometry):
    kind, coordinates = geometry["type"], geometry["coordinates"]
    return {"Polygon": lambda: coordinates, "MultiPolygon": lambda: [r for p in coordinates for r in p],
            "LineString": lambda: [coordinates], "MultiLineString": lambda: coordinates,
            "Point": lambda: [[coordinates]]}[kind]()


def inside(lon, lat, geometry):
    if "Polygon" not in geometry["type"]:
        return False
    odd = False
    for ring in rings_of(geometry):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def rough_m(lon, lat, geometry):
    """In the local plane: only to choose whom to ask exactly."""
    kx, ky = metres_per_degree(lat)
    best = math.inf
    for ring in rings_of(geometry):
        points = [((x - lon) * kx, (y - lat) * ky) for x, y in ring]
        for (px, py), (qx, qy) in zip(points, points[1:] or points):
            dx, dy = qx - px, qy - py
            length2 = dx * dx + dy * dy
            t = 0 if length2 == 0 else min(1, max(0, -(px * dx + py * dy) / length2))
            best = min(best, math.hypot(px + t * dx, py + t * dy))
    return best


def distance_m(lon, lat, geometry):
    """To the nearest point of a GeoJSON geometry, 0 inside a polygon."""
    if inside(lon, lat, geometry):
        return 0.0
    best, rough = math.inf, rough_m(lon, lat, geometry)
    kx, ky = metres_per_degree(lat)
    for ring in rings_of(geometry):
        if len(ring) == 1:
            return inverse_m(lon, lat, *ring[0])
        for p, q in zip(ring, ring[1:]):
            if rough_m(lon, lat, {"type": "LineString", "coordinates": [p, q]}) <= rough * 1.02 + 1:
                best = min(best, to_segment_m(lon, lat, p, q))
    return best


def area_m2(geometry):
    """In the local plane of the first point; enough to tell 200 m² from 190 m²."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    x0, y0 = polygons[0][0][0]
    kx, ky = metres_per_degree(y0)

    def ring_area(ring):
        return abs(sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in zip(ring, ring[1:]))) / 2
    return kx * ky * sum(ring_area(p[0]) - sum(map(ring_area, p[1:])) for p in polygons)
