#!/usr/bin/env python3
"""The story of one road: blocked, seen; open, heard; open, seen. Argument: the konbit program."""
from field import tell

ROAD = "w72000507"  # Ri Kapwa
T = "2026-03-13T{}:00Z"


def stands(field, laptop, step, value, certainty, doubts, *words):
    condition = laptop.condition(ROAD, "passability", *words)
    if not field.expect(condition, f"{step}: nothing is known of the road"):
        return
    field.equal(condition["value"], value, f"{step}: value")
    field.equal(condition["certainty"], certainty, f"{step}: certainty")
    field.equal(condition["doubts"], doubts, f"{step}: doubts")


def story(field):
    anna, ben = field.laptop("anna"), field.laptop("ben")
    anna.now = ben.now = T.format("14:00")
    anna.must("event", "earthquake", "--at", T.format("05:12"))
    condition = anna.condition(ROAD, "passability")
    field.expect(condition is None or condition["value"] == "unknown", f"silence is good news: {condition}")

    blocked = anna.report("passability", ROAD, "--passability", "blocked", "--seen", "--at", T.format("06:00"),
                          "--text", "kay tonbe nan ri a")
    stands(field, anna, "Anna saw it blocked", "blocked", "reported", [])

    heard = ben.report("passability", ROAD, "--passability", "open", "--heard", "--at", T.format("09:00"))
    ben.must("bundle", "-o", field.folder / "ben-1.bundle")
    anna.must("merge", field.folder / "ben-1.bundle", "--accept")
    stands(field, anna, "Ben heard it is open", "blocked", "reported", ["disputed"])
    roads = anna.must("damage", "--of", "roads")
    field.expect("blocked" in roads and "disputed" in roads, f"damage does not tell of the dispute: {roads}")

    # Ben saw it: good news, seen, later.
    seen = ben.report("passability", ROAD, "--passability", "open", "--seen", "--at", T.format("12:00"))
    ben.must("bundle", "-o", field.folder / "ben-2.bundle")
    anna.must("merge", field.folder / "ben-2.bundle")
    stands(field, anna, "Ben saw it open", "open", "reported", [])

    # Cleo merges all of it and accepted nobody but herself: bad news counts, good news waits.
    cleo = field.laptop("cleo")
    cleo.now = T.format("14:00")
    anna.must("bundle", "-o", field.folder / "anna.bundle")
    came = cleo.ask("merge", field.folder / "anna.bundle")
    field.equal(came["good_news_waiting"] > 0, True, "good news of strangers waits")
    waits = cleo.condition(ROAD, "passability")
    field.equal(waits["value"], "blocked", "strangers saw it open")
    field.expect("unverified" in waits["doubts"], f"nobody accepted them: {waits['doubts']}")
    cleo.must("merge", field.folder / "anna.bundle", "--accept")
    for laptop in (anna, ben):
        cleo.must("team", "accept", laptop.key())
    stands(field, cleo, "once they are accepted", "open", "reported", [])

    # The past stays as it was.
    stands(field, anna, "as of 07:00", "blocked", "reported", [], "--as-of", T.format("07:00"))
    stands(field, anna, "as of 10:00", "blocked", "reported", ["disputed"], "--as-of", T.format("10:00"))
    stands(field, anna, "as of 13:00", "open", "reported", [], "--as-of", T.format("13:00"))

    lines = [line for thing in anna.ask("evidence", ROAD)["things"] for line in thing["evidence"]
             if line["entry"] and line["matter"] == "passability"]
    field.equal([line["entry"] for line in lines], [seen, heard, blocked], "evidence, the newest first")
    field.equal([line["used"] for line in lines], [True, False, False], "what counts")
    field.equal(lines[2]["text"], "kay tonbe nan ri a", "Anna's words")

    # An aftershock: good news from before it is to be checked again.
    anna.must("event", "earthquake", "--at", T.format("12:30"))
    stands(field, anna, "after the aftershock", "open", "reported", ["to recheck"])
    return "one road, six steps"


tell(story)
