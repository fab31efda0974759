#!/usr/bin/env python3
"""Imports and exports that cannot end: stopped by a person, a full disk, a target that may not be
written, one that exists. Nothing half-made stays. Arguments: the konbit program, the data."""
import os
import signal
import subprocess
import time

from support import ANDORRA, Setting, guarded, leftovers, text

PATIENCE_S = 60


def place(setting, name):
    folder = setting.folder / name
    folder.mkdir()
    return folder


def ended(setting, where, code, message, codes):
    setting.expect(code in codes, f"{where}: exit {code}, wanted one of {codes}: {text(message)[-300:]!r}")
    setting.expect("konbit: " in text(message), f"{where}: no message: {text(message)!r}")


def interrupted(setting):
    """Ctrl-C and a polite kill at several moments of a real import, also while it writes."""
    stopped = 0
    for sent in (signal.SIGINT, signal.SIGTERM):
        for delay in (0.05, 0.15, 0.3, 0.45, 0.6):
            stopped += interrupt_once(setting, sent, delay)
    setting.expect(stopped > 1, "no import could be stopped: the test sees nothing")
    print(f"{stopped} imports stopped midway", flush=True)


def interrupt_once(setting, sent, delay):
    where = f"{sent.name} after {delay} s of an import"
    folder = place(setting, f"{sent.name}-{delay}")
    running = subprocess.Popen([str(setting.konbit), "import", str(setting.extract(ANDORRA)), "-o", str(folder / "m.konbit")],
                               stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    time.sleep(delay)
    begun = bool(leftovers(folder))
    running.send_signal(sent)
    _, message = running.communicate(timeout=PATIENCE_S)
    if running.returncode == 0:
        setting.expect(leftovers(folder) == ["m.konbit"], f"{where}: done, but {leftovers(folder)}")
        return False
    # Before it has begun anything the signal may come before the program listens to it.
    setting.expect(running.returncode in (1, 128 + sent, -sent), f"{where}: exit {running.returncode}: {text(message)!r}")
    setting.expect(message or running.returncode == -sent and not begun, f"{where}: silence, exit {running.returncode}")
    setting.expect(not leftovers(folder), f"{where}: left {leftovers(folder)}")
    return True


def full_disk(setting):
    """A file system of 1 MiB, where we may mount one."""
    small = place(setting, "small")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode != 0:
        print("Left out: a full disk (no permission to mount a small tmpfs)")
        return
    try:
        done = setting.run("import", setting.extract(ANDORRA), "-o", small / "m.konbit", timeout=PATIENCE_S)
        ended(setting, "import onto a full disk", done.returncode, done.stderr, (1,))
        setting.expect(not leftovers(small), f"import onto a full disk left {leftovers(small)}")
        mapped = setting.imported(ANDORRA)
        for ending in (".geojson", ".geojsonl", ".osm.pbf", ".gpkg", ".csv", ".kml", ".fgb", ".shp.zip"):
            done = setting.run("export", mapped, "-o", small / f"x{ending}", "--what", "all", timeout=PATIENCE_S)
            ended(setting, f"export {ending} onto a full disk", done.returncode, done.stderr, (1,))
            setting.expect(not leftovers(small), f"export {ending} onto a full disk left {leftovers(small)}")
            for rest in leftovers(small):
                (small / rest).unlink()
    finally:
        subprocess.run(["umount", str(small)], check=False)


def full_output(setting):
    """Answers into a full device are an error, not a success."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([str(setting.konbit), "info", str(setting.imported("sample"))], stdout=full, stderr=subprocess.PIPE)
    ended(setting, "info > /dev/full", done.returncode, done.stderr, (1,))


def read_only(setting):
    """A folder nobody may write to. As root only /proc is such a folder."""
    if os.geteuid() == 0:
        target = "/proc"
    else:
        target = place(setting, "locked")
        target.chmod(0o555)
    done = setting.run("import", setting.extract("sample"), "-o", f"{target}/m.konbit", timeout=PATIENCE_S)
    ended(setting, "import into a read-only folder", done.returncode, done.stderr, (1, 2))
    mapped = setting.imported("sample")
    for ending in (".geojson", ".osm.pbf", ".gpkg", ".csv", ".kml", ".fgb", ".shp.zip"):
        done = setting.run("export", mapped, "-o", f"{target}/x{ending}", "--what", "care", timeout=PATIENCE_S)
        ended(setting, f"export {ending} into a read-only folder", done.returncode, done.stderr, (1, 2))
    done = setting.run("export", mapped, "-o", setting.folder / "no" / "such" / "x.geojson")
    ended(setting, "export into a folder that is missing", done.returncode, done.stderr, (1, 2))


def existing_target(setting):
    """What stands there is kept, unless --force."""
    folder = place(setting, "existing")
    setting.must("import", setting.extract("sample"), "-o", folder / "m.konbit")
    before = (folder / "m.konbit" / "base.map").stat().st_mtime_ns
    done = setting.run("import", setting.extract("sample"), "-o", folder / "m.konbit")
    ended(setting, "import over a map", done.returncode, done.stderr, (1, 2))
    setting.expect("--force" in text(done.stderr), f"import over a map does not tell of --force: {text(done.stderr)!r}")
    setting.expect((folder / "m.konbit" / "base.map").stat().st_mtime_ns == before, "import touched the map that stood there")
    setting.must("import", setting.extract("sample"), "-o", folder / "m.konbit", "--force")
    setting.expect(leftovers(folder) == ["m.konbit"], f"import --force left {leftovers(folder)}")
    kept = folder / "mine.geojson"
    kept.write_text("mine")
    done = setting.run("export", folder / "m.konbit", "-o", kept, "--what", "care")
    ended(setting, "export over a file", done.returncode, done.stderr, (1, 2))
    setting.expect(kept.read_text() == "mine", "export replaced a file without being asked")


def broken_extract_keeps_the_old_map(setting):
    """--force with a broken extract: the old map stays usable."""
    folder = place(setting, "kept")
    setting.must("import", setting.extract("sample"), "-o", folder / "m.konbit")
    broken = folder / "broken.osm.pbf"
    broken.write_bytes(setting.extract(ANDORRA).read_bytes()[:1_000_000])
    done = setting.run("import", broken, "-o", folder / "m.konbit", "--force")
    ended(setting, "import --force of a broken extract", done.returncode, done.stderr, (1,))
    setting.expect(setting.run("info", folder / "m.konbit", "--verify").returncode == 0, "the old map is gone after a failed --force")
    setting.expect(leftovers(folder, ["broken.osm.pbf"]) == ["m.konbit"], f"a failed --force left {leftovers(folder)}")


def body(setting):
    for case in (existing_target, broken_extract_keeps_the_old_map, read_only, full_output, full_disk, interrupted):
        case(setting)
    setting.end("targets and interruptions")


guarded(Setting(), body)
