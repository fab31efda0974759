#!/usr/bin/env python3
"""`konbit shelters|care|water --near` equal brute force over `osmium export`.

Arguments: the konbit program, the folder of real data.
"""
import itertools
import json
import random
import re
import subprocess

from geodesic import distance_m, rough_m
from support import ANDORRA, Setting, guarded, short_id
from tag_reading import THEMES

COUNT = 10
SPARE = 5  # asked for more, since ways that lack nodes drop out of the comparison
SEED = 20260405
RANDOM_PLACES = 8  # of each extract
SAME_NAME_WITHIN_M = 100
PLACES = {
    ANDORRA: [(42.5063, 1.5218), (42.5110695, 1.6089534), (42.5672, 1.4838)],
    "helsinki-centre.osm.pbf": [(60.1699, 24.9384), (60.1715, 24.9414), (60.1675, 24.9527), (60.1631, 24.9303)],
    "monaco-2016.osm.pbf": [(43.7384, 7.4246), (43.7308, 7.4160), (43.7502, 7.4400)],
    "liechtenstein-2015.osm.pbf": [(47.1410, 9.5215), (47.0700, 9.5000), (47.2300, 9.5500)],
}


class Thing:
    def __init__(self, identity, tags, geometry, rank):
        self.id, self.tags, self.geometry, self.rank = identity, tags, geometry, rank

    def is_node(self):
        return self.id[0] == "n"


def exported(extract):
    """Every tagged feature once; a closed way as a polygon where osmium made one."""
    done = subprocess.run(["osmium", "export", "--no-progress", "-f", "geojsonseq", "-x", "print_record_separator=false",
                           "-u", "type_id", "--geometry-types=point,linestring,polygon", str(extract)],
                          capture_output=True, check=True)
    features = {}
    for line in done.stdout.decode().splitlines():
        feature = json.loads(line)
        kind, number = feature["id"][0], int(feature["id"][1:])
        is_area = kind == "a"
        identity = f"{'wr'[number % 2]}{number // 2}" if is_area else feature["id"]
        if is_area or identity not in features:
            features[identity] = (feature["properties"], feature["geometry"])
    return features


def cut_ways(extract):
    """Ways that lack nodes: osmium makes nothing of them, we show what is left of them."""
    done = subprocess.run(["osmium", "check-refs", "--no-progress", "-i", str(extract)], capture_output=True)
    return set(re.findall(r" in (w\d+)", done.stdout.decode()))


def kind_of(tags):
    """Class for comparing names: which of the public buildings, refuges, … it is."""
    return next(((k, tags[k]) for k in ("amenity", "tourism", "leisure", "social_facility", "healthcare") if k in tags), None)


def one_place(node, area):
    """A node and the area it stands for."""
    wikidata = node.tags.get("wikidata")
    if wikidata and wikidata == area.tags.get("wikidata"):
        return True
    name = node.tags.get("name")
    if not name or name != area.tags.get("name") or kind_of(node.tags) != kind_of(area.tags):
        return False
    lon, lat = node.geometry["coordinates"]
    return rough_m(lon, lat, area.geometry) <= SAME_NAME_WITHIN_M or distance_m(lon, lat, area.geometry) == 0


def without_doubles(things):
    areas = [t for t in things if not t.is_node() and "Polygon" in t.geometry["type"]]
    return [t for t in things if not (t.is_node() and any(one_place(t, a) for a in areas))]


def of_theme(features, theme):
    found = [Thing(identity, tags, geometry, rank) for identity, (tags, geometry) in features.items()
             if (rank := THEMES[theme](tags, geometry))]
    return without_doubles(found)


def nearest(things, lat, lon, unchecked):
    """All of them in order of distance, exact for those that could be among the first."""
    rough = sorted((rough_m(lon, lat, t.geometry), t.id, t) for t in things if unchecked or t.rank != "unchecked")
    exact = [(distance_m(lon, lat, t.geometry), t) for _, _, t in rough[:COUNT * 3]]
    inside = [(0.0, t) for _, _, t in rough[COUNT * 3:] if distance_m(lon, lat, t.geometry) == 0]
    return sorted(exact + inside, key=lambda pair: (pair[0], pair[1].id))


def compare(setting, where, wanted, answer, cut):
    got = [(f["properties"]["distance_m"], short_id(f["id"])) for f in answer["features"]]
    got = [(distance, identity) for distance, identity in got if identity not in cut][:COUNT]
    first = wanted[:COUNT]
    distances = {t.id: d for d, t in wanted}
    reach = first[-1][0] if len(first) == COUNT else float("inf")
    ok = setting.expect(len(got) == len(first), f"{where}: {len(got)} places, wanted {len(first)}")
    ok &= setting.expect([d for d, _ in got] == sorted(d for d, _ in got), f"{where}: not nearest first")
    for distance, identity in got:
        ok &= setting.expect(identity in distances, f"{where}: {identity} at {distance} m is not wanted")
        if identity in distances:
            ok &= setting.expect(abs(distances[identity] - distance) <= 0.06 + 1e-6 * distance,
                                 f"{where}: {identity} at {distance} m, wanted {distances[identity]:.3f} m")
    named = {identity for _, identity in got}
    for distance, thing in first:
        if distance < reach - 0.1:
            ok &= setting.expect(thing.id in named, f"{where}: {thing.id} at {distance:.1f} m is missing")
    return ok


def random_places(features, rng):
    """Near random features, so that they lie where people are; some far outside."""
    chosen = rng.sample(sorted(features), RANDOM_PLACES)
    for identity in chosen:
        at = features[identity][1]["coordinates"]
        while isinstance(at[0], list):
            at = at[0]
        spread = rng.choice([0.0, 0.001, 0.02])
        yield round(at[1] + rng.uniform(-spread, spread), 7), round(at[0] + rng.uniform(-spread, spread), 7)


def ranks_agree(setting, where, things, answer):
    ranks = {t.id: t.rank for t in things}
    for feature in answer["features"]:
        got, identity = feature["properties"]["suitability"], short_id(feature["id"])
        setting.expect(identity not in ranks or got == ranks[identity],
                       f"{where}: {identity} is {got}, wanted {ranks.get(identity)}")


def known_traps(setting, features):
    """What must never be listed, and what is one shelter, over all of Andorra."""
    mapped = setting.imported(ANDORRA)
    answer = setting.ask("shelters", mapped, "--near", "42.5063,1.5218", "--count", "5000", "--include-unchecked")
    ids = [short_id(f["id"]) for f in answer["features"]]
    listed = set(ids)
    setting.expect(len(ids) == len(listed) > 100, f"Andorra: {len(ids)} shelters, {len(listed)} different")
    setting.expect("w311481236" not in listed, "the children's home w311481236 is listed")
    setting.expect("w978058670" in listed, "the refuge w978058670 is missing")
    setting.expect("n899526219" not in listed, "n899526219 is listed beside w978058670, whose place it is")
    stops = {i for i, (tags, _) in features.items() if tags.get("highway") == "bus_stop"
             or tags.get("shelter_type") == "public_transport"}
    setting.expect(len(stops) > 75, f"only {len(stops)} bus stops in the extract: the test sees nothing")
    setting.expect(not stops & listed, f"bus stops are listed: {sorted(stops & listed)}")
    wanted = {t.id for t in of_theme(features, "shelters")}
    setting.expect(listed == wanted, f"Andorra: listed but not wanted {sorted(listed - wanted)}, "
                                     f"wanted but not listed {sorted(wanted - listed)}")
    strict = setting.ask("shelters", mapped, "--near", "42.5063,1.5218", "--count", "5000")
    unasked = [f["id"] for f in strict["features"] if f["properties"]["suitability"] == "unchecked"]
    setting.expect(strict["features"] and not unasked, f"unchecked ones without being asked: {unasked}")


def body(setting):
    rng, asked, places = random.Random(SEED), 0, 0
    for name, fixed in PLACES.items():
        features, mapped = exported(setting.extract(name)), setting.imported(name)
        cut = cut_ways(setting.extract(name))
        things = {theme: of_theme(features, theme) for theme in THEMES}
        print(name, {theme: len(found) for theme, found in things.items()})
        for lat, lon in fixed + list(random_places(features, rng)):
            places += 1
            for theme, unchecked in itertools.product(THEMES, (False, True)):
                options = ["--include-unchecked"] if unchecked else []
                answer = setting.ask(theme, mapped, "--near", f"{lat},{lon}", "--count", COUNT + SPARE, *options)
                where = f"{name} {theme} {' '.join(options)} near {lat},{lon}"
                compare(setting, where, nearest(things[theme], lat, lon, unchecked), answer, cut)
                if theme == "shelters":
                    ranks_agree(setting, where, things[theme], answer)
                asked += 1
        if name == ANDORRA:
            known_traps(setting, features)
    setting.end(f"{asked} questions at {places} places (seed {SEED})")


guarded(Setting([("osmium", "osmium-tool")]), body)
