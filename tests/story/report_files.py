#!/usr/bin/env python3
"""A day of field reports as a phone survey exports them: taken in, its wrong rows named, and the same on two
laptops is the same. Argument: the konbit program."""
from field import SOURCE, tell

DAY = SOURCE / "sample-osm" / "reports.csv"
# README.md of the sample names them.
WRONG = {
    "a60ad428-7a64-43f4-8249-c9c8aeb58f28": ("gps_latitude", "95.0000000"),
    "7756bdfa-af5f-4f61-9050-df08ecc3d433": ("start", "13 mas apre midi"),
    "99960ab9-eac9-4913-89f7-d1694b8b6c46": ("grade", "kraze nèt"),
}
AS_OF = ("--as-of", "2026-03-14T12:00:00Z")
BRIDGE, KAPWA, SCHOOL = "w72000501", "w72000507", "w72000101"


def story(field):
    anna, ben = field.laptop("anna"), field.laptop("ben")
    anna.now = ben.now = "2026-03-14T12:00:00Z"
    anna.must("event", "earthquake", "--at", "2026-03-13T05:12:00Z")
    told = anna.run("report", "--from", DAY, "--dry-run")
    field.equal(told.returncode, 0, "a dry run")
    for name, (_, value) in WRONG.items():
        field.expect(value in told.stdout, f"the wrong row {name} is not named: {told.stdout}")
    field.equal(len(anna.entries()), 1, "entries after a dry run")

    came = anna.ask("report", "--from", DAY)
    wrong = {row["id"]: (row["column"], row["value"]) for row in came["wrong"]}
    field.equal(wrong, WRONG, "the wrong rows")
    field.equal(came["rows"], 200, "rows")
    field.equal(came["reports"], 197, "reports")
    field.equal(len(anna.entries()), 198, "entries")

    again = anna.ask("report", "--from", DAY)
    field.equal((again["reports"], len(anna.entries())), (0, 198), "the same file again")

    # What is told of it (see the sample's README).
    crossing = anna.condition(BRIDGE, "passability", *AS_OF)
    field.equal((crossing["value"], crossing["certainty"]), ("blocked", "confirmed"), "three people saw the bridge")
    grade = anna.condition(BRIDGE, "damage", *AS_OF)
    field.equal((grade["value"], grade["certainty"]), ("severe", "reported"), "the last who looked saw one span down")
    field.equal(anna.condition(SCHOOL, "shelter", *AS_OF)["value"], "full", "Lekòl Nasyonal")

    # Ben took in the same file: the same people said it, nobody confirms himself.
    before = {thing: anna.condition(thing, matter, *AS_OF)["certainty"]
              for thing, matter in ((KAPWA, "passability"), (SCHOOL, "shelter"))}
    ben.must("report", "--from", DAY)
    ben.must("bundle", "-o", field.folder / "ben.bundle")
    anna.must("merge", field.folder / "ben.bundle", "--accept")
    for (thing, certainty), matter in zip(before.items(), ("passability", "shelter")):
        field.equal(anna.condition(thing, matter, *AS_OF)["certainty"], certainty, f"{thing} told twice")
    return "200 rows, three of them wrong, on two laptops"


tell(story)
