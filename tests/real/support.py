"""What the tests on real maps share: arguments, the konbit program, temporary maps, reading answers."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
SOURCE = Path(__file__).resolve().parents[2]
SAMPLE = SOURCE / "sample-osm" / "bel-rivye.osm"
ANDORRA = "andorra-2026.osm.pbf"
TYPES = {"node": "n", "way": "w", "relation": "r"}


def skip(why):
    print(f"Skipped: {why}")
    sys.exit(SKIPPED)


class Setting:
    """The program under test, the folder of real data, and a folder that is gone afterwards."""

    def __init__(self, tools=(), needs_data=True):
        if len(sys.argv) != 3:
            sys.exit(f"Usage: {sys.argv[0]} KONBIT DATA_FOLDER")
        self.konbit = Path(sys.argv[1]).resolve()
        self.data = Path(os.environ.get("KONBIT_DATA") or sys.argv[2]).resolve()
        if needs_data and not (self.data / "osm" / ANDORRA).is_file():
            skip(f"no real data in {self.data} (set KONBIT_DATA)")
        for tool, package in tools:
            if not shutil.which(tool):
                skip(f"{tool} is missing (Debian package {package})")
        if not self.konbit.is_file():
            sys.exit(f"No program {self.konbit}")
        self.folder = Path(tempfile.mkdtemp(prefix="konbit-real-"))
        self.failures = []

    def extract(self, name):
        return SAMPLE if name == "sample" else self.data / "osm" / name

    def extracts(self):
        return sorted(p for p in (self.data / "osm").iterdir() if p.suffix in (".pbf", ".osm"))

    def run(self, *arguments, timeout=300, **options):
        command = [str(self.konbit), *map(str, arguments)]
        environment = {k: v for k, v in os.environ.items() if k not in ("KONBIT_MAP", "KONBIT_LANG")}
        environment.update(options.pop("env", {}))
        return subprocess.run(command, capture_output=True, timeout=timeout, env=environment, **options)

    def must(self, *arguments, **options):
        """Standard output of a command that has to succeed."""
        done = self.run(*arguments, **options)
        if done.returncode != 0:
            raise RuntimeError(f"{told(arguments)} ended with {done.returncode}: {text(done.stderr)}")
        return text(done.stdout)

    def ask(self, *arguments):
        return json.loads(self.must(*arguments, "--json"))

    def imported(self, name):
        """A map of an extract (or "sample"), made once."""
        target = self.folder / (name.split(".")[0] + ".konbit")
        if not target.exists():
            self.must("import", self.extract(name), "-o", target)
        return target

    def expect(self, true, message):
        if not true:
            self.failures.append(message)
            print("FAILED:", message)
        return bool(true)

    def end(self, summary):
        shutil.rmtree(self.folder, ignore_errors=True)
        print(f"{summary}; {len(self.failures)} failures")
        sys.exit(1 if self.failures else 0)


def guarded(setting, body):
    """Runs `body`; its temporary folder goes even if it throws."""
    try:
        body(setting)
    except Exception:
        shutil.rmtree(setting.folder, ignore_errors=True)
        raise


def text(some_bytes):
    return some_bytes.decode("utf-8", "replace") if isinstance(some_bytes, bytes) else some_bytes


def told(arguments):
    return "konbit " + " ".join(map(str, arguments))


def short_id(any_id):
    """"way/12" and "w12" are both w12."""
    found = re.fullmatch(r"(node|way|relation|[nwr])/?(-?\d+)", str(any_id))
    if not found:
        raise ValueError(f"no object id: {any_id}")
    return TYPES.get(found[1], found[1]) + found[2]


def leftovers(folder, known=()):
    """What lies in a folder that should hold only `known`."""
    return sorted(p.name for p in Path(folder).iterdir() if p.name not in known)
