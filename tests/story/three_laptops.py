#!/usr/bin/env python3
"""Three laptops whose people agree and disagree, far apart; whatever the way in which they meet, they end
with the same map. Argument: the konbit program."""
import random
import shutil

from field import LONG, Laptop, exports_of, tell

NAMES = ("anna", "ben", "cleo")
AS_OF = "2026-03-14T00:00:00Z"
KAPWA, BRIDGE, SCHOOL = "w72000507", "w72000503", "w72000101"


def at(time):
    return ("--at", f"2026-03-13T{time}:00Z")


def work_apart(anna, ben, cleo):
    """Each for herself, with clocks of 1970, of 2026 and of 2099."""
    anna.now, ben.now, cleo.now = "2026-03-13T23:00:00Z", "2099-12-31T23:00:00Z", "1970-01-01T00:30:00Z"
    anna.must("event", "earthquake", *at("05:12"))
    road = anna.report("passability", KAPWA, "--passability", "blocked", "--seen", *at("06:00"))
    anna.report("shelter", SCHOOL, "--status", "open", "--people", 210, "--seen", *at("07:00"))
    anna.report("need", SCHOOL, "--what", "water", "--people", 210, "--heard", "--witness", "Mme Jean", *at("07:05"))
    anna.must("dispute", road, "--heard", *at("08:00"), "--witness", "Paul")
    ben.report("passability", KAPWA, "--passability", "open", "--seen", *at("06:40"))
    ben.report("damage", BRIDGE, "--grade", "severe", "--seen", *at("09:00"), "--audience", "public")
    ben.report("shelter", SCHOOL, "--status", "full", "--seen", *at("12:00"))
    wrong = ben.report("hazard", "19.0945,-72.9820", "--what", "landslide", "--seen", *at("10:00"))
    ben.must("withdraw", wrong)
    ben.report("passability", BRIDGE, "--passability", "open", "--seen")  # in 2099, by his clock
    cleo.report("note", KAPWA, "--text", "1970 by the clock", "--seen")
    cleo.report("passability", BRIDGE, "--passability", "blocked", "--heard")
    cleo.now = anna.now
    cleo.report("damage", BRIDGE, "--grade", "destroyed", "--imagery", *at("11:00"), "--audience", "public")
    cleo.report("passability", KAPWA, "--passability", "restricted", "--max-weight", 5, "--seen", *at("13:00"))


def accept_each_other(laptops):
    keys = {laptop.name: laptop.key() for laptop in laptops}
    for laptop in laptops:
        for name, key in keys.items():
            if name != laptop.name:
                laptop.must("team", "accept", key, "--name", f"{name}'s laptop")


def set_off(field, laptops, variant):
    """The same three laptops again, as they are now."""
    found = []
    for laptop in laptops:
        name = f"{variant}/{laptop.name}"
        shutil.copytree(laptop.home.parent, field.folder / name)
        found.append(Laptop(field, name, field.folder / name / "bel-rivye.konbit"))
        found[-1].now = "2026-03-13T23:30:00Z"
    return found


def meet(field, laptops, variant, chance):
    """In pairs at random, by bundle or in a folder; at the end everybody through one folder."""
    stick = field.folder / variant / "stick"
    for number in range(chance.randrange(2, 6)):
        a, b = chance.sample(laptops, 2)
        if chance.random() < 0.5:
            bundle = field.folder / variant / f"{number}.bundle"
            a.must("bundle", "-o", bundle)
            b.must("merge", bundle)
            b.must("merge", bundle)  # twice does no harm
        else:
            a.must("sync", stick)
            b.must("sync", stick)
    for laptop in (*chance.sample(laptops, 3), *chance.sample(laptops, 3)):
        laptop.must("sync", stick)


def story(field):
    laptops = [field.laptop(name) for name in NAMES]
    work_apart(*laptops)
    accept_each_other(laptops)
    wanted = sorted(entry for laptop in laptops for entry in laptop.entries())
    first = None
    ways = 12 if LONG else 3
    for seed in range(ways):
        variant = f"way{seed}"
        (field.folder / variant).mkdir()
        (field.folder / variant / "stick").mkdir()
        travellers = set_off(field, laptops, variant)
        meet(field, travellers, variant, random.Random(seed))
        for laptop in travellers:
            field.equal(sorted(laptop.entries()), wanted, f"{laptop.name}: the entries")
            laptop.is_sound()
            exports = exports_of(laptop, AS_OF)
            first = first or exports
            for ending, found in exports.items():
                field.expect(found == first[ending], f"{laptop.name}: its .{ending} is another one")
            if seed == 0:
                conditions(field, laptop)
        shutil.rmtree(field.folder / variant)
    return f"three laptops, {ways} ways to meet, {len(wanted)} entries"


def conditions(field, laptop):
    as_of = ("--as-of", AS_OF)
    road = laptop.condition(KAPWA, "passability", *as_of)
    field.equal(road["value"], "restricted", f"{laptop.name}: the road")
    field.equal(laptop.condition(BRIDGE, "damage", *as_of)["value"], "destroyed", f"{laptop.name}: the bridge")
    crossing = laptop.condition(BRIDGE, "passability", *as_of)
    field.expect(crossing["value"] == "blocked", f"{laptop.name}: the clock of 2099 opened a bridge: {crossing}")
    shelter = laptop.condition(SCHOOL, "shelter", *as_of)
    field.equal(shelter["value"], "full", f"{laptop.name}: the shelter")


tell(story)
