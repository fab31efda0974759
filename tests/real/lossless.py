#!/usr/bin/env python3
"""An extract goes through a map and comes back: import, `info --verify`, export to .osm.pbf, and
`osmium diff` against the sorted original sees no difference. Arguments: the konbit program, the data."""
import subprocess

from support import SAMPLE, Setting, guarded, text


def osmium(*arguments):
    return subprocess.run(["osmium", *map(str, arguments)], capture_output=True)


def objects_in(file):
    done = osmium("fileinfo", "-e", "--no-progress", "-g", "data.count.nodes", file)
    return int(done.stdout or 0)


def there_and_back(setting, extract):
    name = extract.name
    mapped = setting.folder / f"{extract.stem}.konbit"
    setting.must("import", extract, "-o", mapped)
    verified = setting.run("info", mapped, "--verify")
    setting.expect(verified.returncode == 0, f"{name}: info --verify: {text(verified.stderr)}")
    back, ordered = setting.folder / "back.osm.pbf", setting.folder / "sorted.osm.pbf"
    for old in (back, ordered):
        old.unlink(missing_ok=True)
    setting.must("export", mapped, "-o", back)
    done = osmium("sort", "--no-progress", "-o", ordered, extract)
    if not setting.expect(done.returncode == 0, f"{name}: osmium sort: {text(done.stderr)}"):
        return
    compared = osmium("diff", "-q", "-s", ordered, back)
    summary = " ".join(text(compared.stdout + compared.stderr).split())
    setting.expect(compared.returncode == 0, f"{name}: differs: {summary}")
    order = osmium("check-refs", "--no-progress", back)  # refuses what is not sorted
    setting.expect("out of order" not in text(order.stderr).lower(), f"{name}: not sorted: {text(order.stderr)}")
    setting.expect(objects_in(back) == objects_in(extract) > 0, f"{name}: {objects_in(back)} nodes came back")
    print(f"{name}: {summary}")


def body(setting):
    extracts = setting.extracts() + [SAMPLE]
    for extract in extracts:
        there_and_back(setting, extract)
    setting.end(f"{len(extracts)} extracts")


guarded(Setting([("osmium", "osmium-tool")]), body)
