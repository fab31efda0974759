#!/usr/bin/env python3
"""What the program called saved is there afterwards: killed at random instants, on a full disk, in a map that
cannot be written, with twenty people at once. Argument: the konbit program. KONBIT_LONG=1: 300 kills."""
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import time

from field import LONG, Laptop, tell

KAPWA = "w72000507"
CHANCE = random.Random(7)
SAVED = re.compile(r"^Saved ([0-9a-f]{12})", re.MULTILINE)
WORDS = ("note", KAPWA, "--seen", "--text")


def saved_by(output):
    return SAVED.findall(output)


def missing(laptop, saved):
    known = {entry[:12] for entry in laptop.entries()}
    return [entry for entry in saved if entry not in known]


def killed(field):
    """kill -9 at random instants of a report."""
    anna = field.laptop("anna")
    saved, times = [], []
    for number in range(3):
        begin = time.monotonic()
        saved += saved_by(anna.must("report", *WORDS, f"before {number}"))
        times.append(time.monotonic() - begin)
    wanted, kills, tries = 300 if LONG else 10, 0, 0
    while kills < wanted and tries < 10 * wanted:
        tries += 1
        reporting = anna.start("report", *WORDS, f"number {tries}")
        time.sleep(CHANCE.uniform(0, 1.1 * sorted(times)[1]))
        reporting.send_signal(signal.SIGKILL)
        output, _ = reporting.communicate()
        kills += reporting.returncode == -signal.SIGKILL
        saved += saved_by(output)
        if tries % 10 == 0:
            field.equal(missing(anna, saved), [], f"saved and not there after {kills} kills")
            anna.is_sound()
    field.equal(kills, wanted, "reports that could be killed")
    field.equal(missing(anna, saved), [], "saved and not there")
    field.expect(anna.run("report", *WORDS, "the last").returncode == 0, "no report after the kills")
    anna.is_sound()
    print(f"{kills} of {tries} reports killed; all {len(saved)} that said they were saved are there", flush=True)


def full_disk(field):
    """A small file system of our own, filled up byte by byte."""
    small = field.folder / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(small)], capture_output=True)
    if mounted.returncode != 0:
        print("Left out: a full disk (no permission to mount a small tmpfs)")
        return
    try:
        ben = Laptop(field, "ben", small / "bel-rivye.konbit")
        shutil.copytree(field.master, ben.map)
        fill_up(field, ben, small)
    finally:
        subprocess.run(["umount", str(small)], check=True)


def fill_up(field, ben, small):
    saved = saved_by(ben.must("report", *WORDS, "while there is room"))
    filler = small / "filler"
    free = os.statvfs(small).f_bavail * os.statvfs(small).f_frsize
    refused = 0
    for left in range(0, 160_000, 4096 if LONG else 16_384):
        filler.write_bytes(bytes(max(0, free - left)))
        done = ben.run("report", *WORDS, "x" * 3000)
        saved += saved_by(done.stdout)
        if done.returncode != 0:
            refused += 1
            field.equal(done.returncode, 1, "exit code on a full disk")
            field.expect("konbit: " in done.stderr and not saved_by(done.stdout), f"full disk: {done.stderr!r}")
        field.equal(missing(ben, saved), [], f"saved and not there with {left} bytes left")
    field.expect(refused > 0, "the disk was never full: the test sees nothing")
    filler.unlink()
    saved += saved_by(ben.must("report", *WORDS, "there is room again"))
    field.equal(missing(ben, saved), [], "saved and not there in the end")
    ben.is_sound()
    print(f"{refused} reports refused on a full disk, {len(saved)} saved", flush=True)


def read_only(field):
    """A map that cannot be written is read, and a report says so. Root may write everywhere, so a mount."""
    cleo = field.laptop("cleo")
    cleo.must("report", *WORDS, "before")
    before = cleo.entries()
    if os.geteuid() == 0:
        bound = subprocess.run(["mount", "--bind", str(cleo.map), str(cleo.map)], capture_output=True)
        again = subprocess.run(["mount", "-o", "remount,ro,bind", str(cleo.map)], capture_output=True)
        if bound.returncode or again.returncode:
            print("Left out: a read-only map (no permission to mount)")
            return
    else:
        for path in (cleo.map, *cleo.map.rglob("*")):
            path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    try:
        field.equal(cleo.entries(), before, "entries of a read-only map")
        done = cleo.run("report", *WORDS, "in vain")
        field.equal(done.returncode, 1, "exit code in a read-only map")
        field.expect("konbit: " in done.stderr and not saved_by(done.stdout), f"read-only map: {done.stderr!r}")
        field.equal(cleo.entries(), before, "entries of a read-only map after a report")
        bundled = cleo.run("bundle", "-o", field.folder / "from-read-only")
        field.equal(bundled.returncode, 0, f"a bundle of a read-only map: {bundled.stderr}")
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", str(cleo.map)], check=True)
        else:
            cleo.map.chmod(0o755)
            for path in cleo.map.rglob("*"):
                path.chmod(path.stat().st_mode | stat.S_IWUSR)


def many_at_once(field):
    """Twenty programs write into one map; all that they call saved is there, in one order for everybody."""
    dora = field.laptop("dora")
    for _ in range(5 if LONG else 1):
        writers = [dora.start("report", *WORDS, f"writer {n}") for n in range(20)]
        answers = [writer.communicate() for writer in writers]
        for writer, (output, errors) in zip(writers, answers):
            field.equal(writer.returncode, 0, f"one of twenty: {errors}")
            field.equal(missing(dora, saved_by(output)), [], "saved and not there")
    field.equal(len(dora.entries()), 100 if LONG else 20, "entries of twenty writers")
    dora.is_sound()


def story(field):
    killed(field)
    full_disk(field)
    read_only(field)
    many_at_once(field)
    return "kills, a full disk, a read-only map, twenty writers"


tell(story)
