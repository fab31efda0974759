#!/usr/bin/env python3
"""Where people meet and what goes wrong there: a writer killed in the middle of a sync, a map that was copied
with `cp -r` and goes on twice, a map put back from a backup. Argument: the konbit program."""
import random
import shutil
import signal
import time

from field import LONG, Laptop, tell

KAPWA = "w72000507"
CHANCE = random.Random(5)


def write(laptop, count, what):
    return [laptop.report("note", KAPWA, "--text", f"{what} {n}", "--seen") for n in range(count)]


def killed_while_syncing(field):
    """The stick keeps whole files only; whoever comes next can read it; nothing that was saved is missing."""
    stick = field.folder / "stick"
    stick.mkdir()
    anna, ben = field.laptop("anna"), field.laptop("ben")
    photo = field.folder / "photo.png"
    begin = time.monotonic()
    anna.must("sync", stick)
    usual = time.monotonic() - begin
    saved, kills, number, wanted = [], 0, 0, 40 if LONG else 4
    while kills < wanted and number < 20 * wanted:
        number += 1
        photo.write_bytes(PNG + bytes(CHANCE.randrange(256) for _ in range(20_000)))
        saved += [anna.report("note", KAPWA, "--seen", "--text", f"round {number}", "--photo", photo)]
        syncing = anna.start("sync", stick)
        time.sleep(CHANCE.uniform(0, 1.2 * usual))
        syncing.send_signal(signal.SIGKILL)
        syncing.communicate()
        kills += syncing.returncode == -signal.SIGKILL
        if number % 3 == 2:
            ben.must("sync", stick)
            ben.is_sound()
    field.equal(kills, wanted, "syncs that could be killed")
    anna.must("sync", stick)
    ben.must("sync", stick)
    field.equal(set(saved) - set(ben.entries()), set(), "what Ben lacks of Anna's entries")
    field.equal(sorted(p.name for p in ben.map.joinpath("photos").iterdir()),
                sorted(p.name for p in anna.map.joinpath("photos").iterdir()), "Ben's photos")
    ben.is_sound()
    anna.is_sound()
    return kills


def copied_by_hand(field):
    """`cp -r` of a map in use: both copies go on, on one laptop and on two."""
    dora = field.laptop("dora")
    before = write(dora, 2, "before")
    shutil.copytree(dora.map, dora.map.with_name("copy.konbit"))
    twin = Laptop(field, "dora", dora.map.with_name("copy.konbit"))  # the same device
    eve = field.laptop("eve", dora.map)
    at_home, in_copy, with_eve = write(dora, 2, "at home"), write(twin, 2, "in the copy"), write(eve, 2, "Eve's")
    for laptop in (dora, twin, eve):
        laptop.is_sound()
    stick = field.folder / "stick-of-copies"
    stick.mkdir()
    for laptop in (dora, twin, eve, dora, twin, eve):
        laptop.must("sync", stick)
    wanted = sorted(before + at_home + in_copy + with_eve)
    for laptop in (dora, twin, eve):
        field.equal(sorted(laptop.entries()), wanted, f"{laptop.name}, {laptop.map.name}: entries")
        laptop.is_sound()


def put_back(field):
    """A map from last week's backup on a laptop that wrote more since: a new chain, nothing lost."""
    frank = field.laptop("frank")
    write(frank, 2, "last week")
    backup = frank.map.with_name("backup.konbit")
    shutil.copytree(frank.map, backup)
    bundle = field.folder / "frank.bundle"
    since = write(frank, 2, "since")
    frank.must("bundle", "-o", bundle)
    shutil.rmtree(frank.map)
    shutil.copytree(backup, frank.map)
    again = write(frank, 1, "again")
    frank.must("merge", bundle)
    field.equal(set(since + again) - set(frank.entries()), set(), "what Frank lacks")
    frank.is_sound()


# A picture of one pixel.
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000"
                    "000301010018dd8db00000000049454e44ae426082")


def story(field):
    kills = killed_while_syncing(field)
    copied_by_hand(field)
    put_back(field)
    return f"{kills} syncs killed, five copies of two maps"


tell(story)
