#!/usr/bin/env python3
"""Makes the sample: an invented town, a damage file that fits it and a day of field reports.

    sample-osm/make.py [--seed 1] [--out DIR]

The same seed gives the same bytes on every machine.
"""
import argparse
import random
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from agency import damage_geojson  # noqa: E402
from buildings import add_buildings, build_buildings  # noqa: E402
from land import add_boundaries, add_land  # noqa: E402
from network import add_roads  # noqa: E402
from osm import Town, osm_xml  # noqa: E402
from places import add_places  # noqa: E402
from readme import readme  # noqa: E402
from reports import reports_csv  # noqa: E402
from roads import build_roads  # noqa: E402


def make(seed):
    """All files of the sample: name -> text."""
    def stream(part):
        return random.Random(f"{seed} {part}")
    town = Town()
    roads = build_roads(stream("roads"))
    add_places(town)
    add_land(town)
    add_roads(town, roads)
    houses = build_buildings(roads, stream("houses"))
    add_buildings(town, houses, stream("house tags"))
    add_boundaries(town)
    damage = damage_geojson(houses, roads, stream("damage"))
    reports, wrong = reports_csv(houses, roads, stream("reports"))
    return {"bel-rivye.osm": osm_xml(town), "damage.geojson": damage,
            "reports.csv": reports, "README.md": readme(town, damage, wrong)}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seed", type=int, default=1, help="another seed gives another town (default 1)")
    options.add_argument("--out", type=Path, default=Path(__file__).resolve().parent, help="folder to write into")
    arguments = options.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, text in make(arguments.seed).items():
        (arguments.out / name).write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main()
