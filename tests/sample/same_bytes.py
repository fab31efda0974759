#!/usr/bin/env python3
"""The sample is made again byte for byte, and is sound. Argument: the source directory."""
import csv
import json
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
FILES = ("bel-rivye.osm", "damage.geojson", "reports.csv", "README.md")
GRADES = {"", "none", "slight", "moderate", "severe", "destroyed"}
VILLAGE_BRIDGE = 72_000_522


def make(folder, seed):
    subprocess.run([sys.executable, str(SOURCE / "sample-osm" / "make.py"), "--seed", str(seed), "--out", str(folder)], check=True)


class SameBytes(unittest.TestCase):
    def test_files_are_made_again_byte_for_byte(self):
        with tempfile.TemporaryDirectory() as folder:
            make(folder, 1)
            self.assertEqual(sorted(p.name for p in Path(folder).iterdir()), sorted(FILES))
            for name in FILES:
                self.assertEqual((Path(folder) / name).read_bytes(), (SOURCE / "sample-osm" / name).read_bytes(), name)

    def test_another_seed_makes_another_town_with_the_same_notable_ids(self):
        with tempfile.TemporaryDirectory() as folder:
            make(folder, 2)
            other = ElementTree.parse(Path(folder) / "bel-rivye.osm").getroot()
        ours = ElementTree.parse(SOURCE / "sample-osm" / "bel-rivye.osm").getroot()
        self.assertNotEqual(ElementTree.tostring(ours), ElementTree.tostring(other))
        self.assertEqual(notable(ours), notable(other))


def notable(root):
    return {(e.tag, int(e.get("id"))) for e in root if e.tag != "bounds" and int(e.get("id")) % 1_000_000 < 1000}


class Extract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = ElementTree.parse(SOURCE / "sample-osm" / "bel-rivye.osm").getroot()
        cls.objects = [e for e in cls.root if e.tag in ("node", "way", "relation")]
        cls.ids = {(e.tag, e.get("id")) for e in cls.objects}

    def tags(self, element):
        return {t.get("k"): t.get("v") for t in element.findall("tag")}

    def test_ids_are_unique_and_sorted_by_kind_and_id(self):
        order = [(("node", "way", "relation").index(e.tag), int(e.get("id"))) for e in self.objects]
        self.assertEqual(order, sorted(set(order)))

    def test_everything_referred_to_is_there(self):
        for e in self.objects:
            for nd in e.findall("nd"):
                self.assertIn(("node", nd.get("ref")), self.ids, e.get("id"))
            for member in e.findall("member"):
                self.assertIn((member.get("type"), member.get("ref")), self.ids, e.get("id"))

    def test_no_node_is_idle_and_no_way_repeats_a_node_in_a_row(self):
        used = {nd.get("ref") for e in self.objects for nd in e.findall("nd")}
        for e in self.objects:
            if e.tag == "node":
                self.assertTrue(e.get("id") in used or self.tags(e), e.get("id"))
            if e.tag == "way":
                refs = [nd.get("ref") for nd in e.findall("nd")]
                self.assertGreater(len(refs), 1)
                self.assertTrue(all(a != b for a, b in zip(refs, refs[1:])), e.get("id"))

    def test_every_object_has_metadata_from_before_the_earthquake(self):
        for e in self.objects:
            self.assertEqual(e.get("user"), "konbit-sample")
            self.assertGreater(int(e.get("version")), 0)
            self.assertGreater(int(e.get("changeset")), 0)
            self.assertLessEqual(e.get("timestamp"), "2026-03-09T00:00:00Z")
        self.assertEqual(max(e.get("timestamp") for e in self.objects), "2026-03-09T00:00:00Z")

    def reached(self, start, without=None):
        """Nodes that roads and the ferry lead to."""
        ways = [[nd.get("ref") for nd in e.findall("nd")] for e in self.objects
                if e.tag == "way" and int(e.get("id")) != without and self.is_road(self.tags(e))]
        at = {}
        for refs in ways:
            for ref in refs:
                at.setdefault(ref, []).append(refs)
        seen, todo = {start}, [start]
        while todo:
            for refs in at.get(todo.pop(), ()):
                fresh = [r for r in refs if r not in seen]
                seen.update(fresh)
                todo += fresh
        return seen, set(at)

    @staticmethod
    def is_road(tags):
        return tags.get("area") != "yes" and ("highway" in tags or "status" in tags or tags.get("route") == "ferry")

    def test_the_roads_are_one_network_and_the_village_hangs_on_one_bridge(self):
        by_id = {int(e.get("id")): e for e in self.objects if e.tag == "way"}
        refs = [nd.get("ref") for nd in by_id[VILLAGE_BRIDGE].findall("nd")]
        start = by_id[72_000_501].find("nd").get("ref")
        reached, every = self.reached(start)
        self.assertEqual(reached, every)
        cut, _ = self.reached(start, without=VILLAGE_BRIDGE)
        self.assertIn(refs[0], cut)
        self.assertNotIn(refs[-1], cut)
        self.assertGreater(len(every - cut), 20)

    def test_restrictions_meet_at_their_via(self):
        ways = {e.get("id"): [nd.get("ref") for nd in e.findall("nd")] for e in self.objects if e.tag == "way"}
        found = 0
        for e in self.objects:
            if self.tags(e).get("type") != "restriction":
                continue
            members = {m.get("role"): (m.get("type"), m.get("ref")) for m in e.findall("member")}
            via = [members["via"][1]] if members["via"][0] == "node" else ways[members["via"][1]]
            for role in ("from", "to"):
                self.assertTrue({ways[members[role][1]][0], ways[members[role][1]][-1]} & {via[0], via[-1]}, e.get("id"))
            found += 1
        self.assertEqual(found, 2)

    def test_the_readme_lists_objects_that_exist(self):
        listed = 0
        for line in (SOURCE / "sample-osm" / "README.md").read_text("utf-8").splitlines():
            cell = line.split("|")[1].split() if line.startswith("| ") else []
            if len(cell) == 2 and cell[0] in ("node", "way", "relation") and cell[1].isdigit():
                self.assertIn(tuple(cell), self.ids)
                listed += 1
        self.assertGreater(listed, 150)


class Damage(unittest.TestCase):
    def test_it_is_geojson_with_outlines_anticlockwise(self):
        data = json.loads((SOURCE / "sample-osm" / "damage.geojson").read_text("utf-8"))
        self.assertNotIn("crs", data)
        polygons = [f["geometry"]["coordinates"] for f in data["features"] if f["geometry"]["type"] == "Polygon"]
        self.assertEqual(len(polygons), 151)
        for rings in polygons:
            ring = rings[0]
            self.assertEqual(ring[0], ring[-1])
            self.assertGreater(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip([[x + 73, y - 19] for x, y in ring], [[x + 73, y - 19] for x, y in ring[1:]])), 0)

    def test_one_feature_comes_twice(self):
        data = json.loads((SOURCE / "sample-osm" / "damage.geojson").read_text("utf-8"))
        texts = [json.dumps(f) for f in data["features"]]
        self.assertEqual(len(texts) - len(set(texts)), 1)


class Reports(unittest.TestCase):
    def test_three_of_two_hundred_rows_are_wrong(self):
        with open(SOURCE / "sample-osm" / "reports.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 200)
        self.assertEqual(len({row["_uuid"] for row in rows}), 200)
        self.assertEqual(sorted(filter(None, map(wrong_field, rows))), ["gps_latitude", "grade", "start"])


def wrong_field(row):
    if not -90 <= float(row["gps_latitude"]) <= 90:
        return "gps_latitude"
    if row["grade"] not in GRADES:
        return "grade"
    try:
        start, end = datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"])
    except ValueError:
        return "start"
    return None if start.date().isoformat() == "2026-03-13" and start < end else "order"


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        SOURCE = Path(sys.argv.pop(1)).resolve()
    unittest.main()
