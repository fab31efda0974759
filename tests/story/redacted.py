#!/usr/bin/env python3
"""A redacted text is found nowhere afterwards: in no file of a map, of a bundle made later, of the folder where
people meet, of a database. Argument: the konbit program."""
import os
import subprocess
import tempfile
from pathlib import Path

from field import files_with, tell

KAPWA = "w72000507"
SECRET = "Mirlande Dorvil, 7 an, san fanmi"
POSTGRES = Path("/usr/lib/postgresql/15/bin")


class Server:
    """A PostgreSQL server of our own on a Unix socket; None where there is none."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="konbit-pg-"))
        self.folder.chmod(0o777)
        self.must("initdb", "--pgdata", self.data(), "--username", "chief", "--auth", "trust", "--no-sync")
        self.running = subprocess.Popen(
            self.command("postgres", "-D", self.data(), "-k", self.folder, "-c", "listen_addresses=",
                         "-c", "fsync=off"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            ready = subprocess.run(self.command("pg_isready", "-h", self.folder, "-U", "chief", "-t", "1"),
                                   stdout=subprocess.DEVNULL)
            if ready.returncode == 0:
                break
        self.must("createdb", "-h", self.folder, "-U", "chief", "aid")
        self.url = f"postgresql://chief@{str(self.folder).replace('/', '%2F')}/aid"

    def data(self):
        return self.folder / "data"

    def command(self, program, *arguments):
        # It refuses to run as root.
        other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] if os.geteuid() == 0 else []
        return [*other, str(POSTGRES / program), *map(str, arguments)]

    def must(self, program, *arguments):
        return subprocess.run(self.command(program, *arguments), capture_output=True, check=True, cwd="/").stdout

    def dump(self):
        return self.must("pg_dump", "-h", self.folder, "-U", "chief", "aid")

    def end(self):
        self.running.terminate()
        self.running.wait()
        subprocess.run(["rm", "-rf", str(self.folder)], check=False)


def story(field):
    anna, ben = field.laptop("anna"), field.laptop("ben")
    stick = field.folder / "stick"
    stick.mkdir()
    server = Server() if (POSTGRES / "initdb").exists() else None
    places = [stick] + ([server.url] if server else [])
    try:
        tell_it(field, anna, ben, stick, places, server)
    finally:
        if server:
            server.end()
    return f"one text, {len(places)} places to meet" + ("" if server else " (PostgreSQL 15 is missing)")


def tell_it(field, anna, ben, stick, places, server):
    secret = anna.report("need", KAPWA, "--what", "shelter", "--heard", "--text", SECRET)
    for number in range(30):
        anna.report("note", KAPWA, "--seen", "--text", f"another {number}")
    for laptop in (anna, ben):
        for place in places:
            laptop.must("sync", place)
    old = field.folder / "old.bundle"
    anna.must("bundle", "-o", old)
    for where in (anna.map, ben.map, stick):
        field.expect(files_with(where, SECRET), f"{where}: the text is not there to begin with")

    anna.must("redact", secret, "--text", "a child")
    field.equal(files_with(anna.map, SECRET), [], "in Anna's map")
    for place in places:
        anna.must("sync", place)
    for laptop in (ben, anna):
        for place in places:
            laptop.must("sync", place)
    new = field.folder / "new.bundle"
    ben.must("bundle", "-o", new)
    for where in (anna.map, ben.map, stick, ben.home, anna.home):
        field.equal(files_with(where, SECRET), [], f"in {where}")
    field.expect(SECRET.encode() not in new.read_bytes(), "in a bundle made later")
    if server:
        dump = server.dump()
        field.expect(b"entries" in dump, "the dump is empty")
        field.expect(SECRET.encode().hex().encode() not in dump and SECRET.encode() not in dump, "in the database")

    # Nor does it come back by an old bundle.
    ben.must("merge", old)
    field.equal(files_with(ben.map, SECRET), [], "in Ben's map after an old bundle")
    redacted = [e for e in ben.ask("log", "--count", 1000)["entries"] if e["entry"] == secret]
    field.equal([e["redacted"] for e in redacted], [True], "its place in the log")


tell(story)
