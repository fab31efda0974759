"""People with laptops, for the stories: each has a map of the sample and a device folder of its own."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
SOURCE = Path(__file__).resolve().parents[2]
SAMPLE = SOURCE / "sample-osm" / "bel-rivye.osm"
LONG = os.environ.get("KONBIT_LONG") == "1"


def skip(why):
    print(f"Skipped: {why}")
    sys.exit(SKIPPED)


class Field:
    """The program under test, a folder that is gone afterwards, and what went wrong."""

    def __init__(self):
        if len(sys.argv) != 2:
            sys.exit(f"Usage: {sys.argv[0]} KONBIT")
        self.konbit = Path(sys.argv[1]).resolve()
        self.folder = Path(tempfile.mkdtemp(prefix="konbit-story-"))
        self.failures = []
        self.master = self.folder / "master.konbit"
        importer = Laptop(self, "nobody", self.master)
        importer.must("import", SAMPLE, "-o", self.master, with_map=False)

    def laptop(self, name, map_from=None):
        """A laptop with a copy of the map, as it came from the import."""
        target = self.folder / name / "bel-rivye.konbit"
        shutil.copytree(map_from or self.master, target)
        return Laptop(self, name, target)

    def expect(self, true, message):
        if not true:
            self.failures.append(message)
            print("FAILED:", message, flush=True)
        return bool(true)

    def equal(self, found, wanted, what):
        return self.expect(found == wanted, f"{what}: {found!r}, wanted {wanted!r}")


class Laptop:
    def __init__(self, field, name, map_folder):
        self.field, self.name, self.map = field, name, Path(map_folder)
        self.home = field.folder / name / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self.now = None  # ISO 8601; None: the real clock

    def environment(self):
        kept = {k: v for k, v in os.environ.items() if k not in ("KONBIT_MAP", "KONBIT_LANG", "KONBIT_NOW")}
        kept["XDG_DATA_HOME"] = str(self.home)
        if self.now:
            kept["KONBIT_NOW"] = self.now
        return kept

    def command(self, command, *arguments, with_map=True):
        where = [str(self.map)] if with_map else []
        return [str(self.field.konbit), command, *where, *map(str, arguments)]

    def run(self, command, *arguments, with_map=True, timeout=120):
        return subprocess.run(self.command(command, *arguments, with_map=with_map), capture_output=True,
                              timeout=timeout, env=self.environment(), text=True, errors="replace")

    def start(self, command, *arguments):
        return subprocess.Popen(self.command(command, *arguments), stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, env=self.environment(), text=True)

    def must(self, command, *arguments, **options):
        done = self.run(command, *arguments, **options)
        if done.returncode != 0:
            raise RuntimeError(f"{self.name}: konbit {command} {' '.join(map(str, arguments))} ended with "
                               f"{done.returncode}: {done.stderr}")
        return done.stdout

    def ask(self, command, *arguments):
        return json.loads(self.must(command, *arguments, "--json"))

    def report(self, kind, place, *words):
        """The id of a new report."""
        return self.ask("report", kind, place, *words)["entry"]

    def key(self):
        own = [member for member in self.ask("team")["team"] if member["this_laptop"]]
        return own[0]["key"]

    def entries(self):
        return [entry["entry"] for entry in self.ask("log", "--count", 1_000_000)["entries"]]

    def condition(self, thing, matter, *words):
        """What everything together says of a thing, None if nobody said anything."""
        things = self.ask("evidence", thing, *words)["things"]
        found = [c for t in things for c in t["conditions"] if c["matter"] == matter]
        return found[0] if found else None

    def is_sound(self):
        done = self.run("info", "--verify")
        return self.field.expect(done.returncode == 0, f"{self.name}: the check says {done.stderr}{done.stdout}")


def exports_of(laptop, as_of):
    """Everything as a team sees it, and the extract: bytes by ending."""
    found = {}
    for ending in ("geojson", "osm.pbf"):
        out = laptop.field.folder / f"out-of-{laptop.name.replace('/', '-')}.{ending}"
        laptop.must("export", "-o", out, "--audience", "team", "--as-of", as_of, "--force")
        found[ending] = out.read_bytes()
        out.unlink()
    return found


def files_with(folder, text):
    """Files that hold a text, in UTF-8 or in hexadecimal."""
    needles = (text.encode(), text.encode().hex().encode())
    return [str(p) for p in Path(folder).rglob("*") if p.is_file() and any(n in p.read_bytes() for n in needles)]


def tell(story):
    """Runs a story; its folder goes even if it throws."""
    field = Field()
    try:
        summary = story(field)
    finally:
        shutil.rmtree(field.folder, ignore_errors=True)
    print(f"{summary}; {len(field.failures)} failures")
    sys.exit(1 if field.failures else 0)
