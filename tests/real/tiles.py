#!/usr/bin/env python3
"""Tiles are read with GDAL, as QGIS reads them: place, size, and the same colours as the picture.
Arguments: the konbit program, the folder of real data."""
import json
import subprocess

from support import Setting, guarded, text

ZOOM = 15
WORLD_M = 40075016.685578488


def read(file):
    """What gdalinfo says of a file, and the mean of each of its colours."""
    done = subprocess.run(["gdalinfo", "-json", "-stats", str(file)], capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"gdalinfo {file}: {text(done.stderr)}")
    info = json.loads(done.stdout)
    return info, [band["mean"] for band in info["bands"][:3] if "mean" in band]


def body(setting):
    town = setting.imported("sample")
    area = "-73.01,19.09,-72.99,19.11"
    tiles, picture, cut = (setting.folder / name for name in ("town.mbtiles", "town.png", "cut.tif"))
    setting.must("render", town, "-o", tiles, "--in", area, "--zoom", f"12-{ZOOM}")
    setting.must("render", town, "-o", picture, "--in", area, "--zoom", ZOOM, "--bare")

    info, _ = read(tiles)
    setting.expect(info["driverShortName"] == "MBTiles", f"GDAL takes them for {info['driverShortName']}")
    metres_per_px = info["geoTransform"][1]
    setting.expect(abs(metres_per_px - WORLD_M / 256 / 2**ZOOM) < 1e-6, f"pixels of {metres_per_px} m")
    painted, wanted = read(picture)
    setting.expect(all(abs(a - b) <= 2 for a, b in zip(info["size"], painted["size"])),
                   f"GDAL sees {info['size']} px, the picture has {painted['size']}")
    subprocess.run(["gdal_translate", "-q", "-b", "1", "-b", "2", "-b", "3", tiles, cut], check=True)
    _, there = read(cut)
    # The note in the picture's corner is all that differs.
    setting.expect(len(there) == 3 and all(abs(a - b) < 3 for a, b in zip(there, wanted)),
                   f"mean colours {there} of the tiles, {wanted} of the picture")
    setting.end(f"tiles of zoom {ZOOM}")


guarded(Setting([("gdalinfo", "gdal-bin")], needs_data=False), body)
