#!/usr/bin/env python3
"""`find` on real names in several scripts, and answers that say the map is older than the disaster.
Arguments: the konbit program, the folder of real data."""
from support import ANDORRA, Setting, guarded, short_id, text, told

# Extract, text, and the name that has to come first.
FIRST = [
    ("porto-alegre.osm.pbf", "Avenda Ipirnga", "Avenida Ipiranga"),
    ("porto-alegre.osm.pbf", "avenida ipiranga", "Avenida Ipiranga"),
    ("helsinki-centre.osm.pbf", "Mannerheimintie", "Mannerheimintie"),
    ("helsinki-centre.osm.pbf", "Mannerheimvägen", "Mannerheimintie"),
    ("helsinki-centre.osm.pbf", "mannerheimvagen", "Mannerheimintie"),
    ("helsinki-centre.osm.pbf", "Fabiansgatan", "Fabianinkatu"),
    ("helsinki-centre.osm.pbf", "Norra Esplanaden", "Pohjoisesplanadi"),
    ("helsinki-centre.osm.pbf", "POHJOISESPLANADI", "Pohjoisesplanadi"),
    ("sample", "ملجأ السلام", "ملجأ السلام"),
    ("sample", "مخبز السلام", "مخبز السلام"),
    ("sample", "शान्ति पसल", "शान्ति पसल"),
    ("sample", "शान्ति विद्यालय", "शान्ति विद्यालय"),
    ("sample", "lekol nasyonal bel rivye", "Lekòl Nasyonal Bèl Rivyè"),
    ("sample", "Jimnazyom Minisipal", "Jimnazyòm Minisipal"),
    ("haiti-2010.osm", "HT0511", "Gonaïves"),
    ("haiti-2010.osm", "ht0511", "Gonaïves"),
    ("haiti-2010.osm", "Gonaives", "Gonaïves"),
    ("sample", "HT9911", "Bèl Rivyè"),
    ("sample", "HT9911-05", "Senkyèm Seksyon Pòtay Nò"),
]
# Finnish and Swedish, and the local and the foreign name: the same things come, whichever is asked.
SAME = [
    ("helsinki-centre.osm.pbf", "Unioninkatu", "Unionsgatan"),
    ("helsinki-centre.osm.pbf", "Kasarmikatu", "Kaserngatan"),
    ("helsinki-centre.osm.pbf", "Korkeavuorenkatu", "Högbergsgatan"),
    ("sample", "ملجأ السلام", "Abri Lapè"),
    ("sample", "शान्ति सामुदायिक भवन", "Shanti community hall"),
]
# P-codes and the one object that has them.
CODES = [("haiti-2010.osm", "HT0511", 8), ("sample", "HT9911", 8)]

EVENT = "2026-04-05T06:00Z"
NEAR = "42.5063,1.5218"
QUESTIONS = [("info",), ("find", "Escaldes"), ("shelters", "--near", NEAR), ("care", "--near", NEAR),
             ("water", "--near", NEAR), ("supply", "--near", NEAR), ("damage",)]


def found(setting, name, query):
    return setting.ask("find", setting.imported(name), query)["features"]


def names(setting):
    for name, query, first in FIRST:
        features = found(setting, name, query)
        got = features[0]["properties"].get("name") if features else None
        setting.expect(got == first, f"{name}: find {query!r} gives {got!r}, wanted {first!r}")
        plain = setting.must("find", setting.imported(name), query)
        setting.expect(first in plain, f"{name}: find {query!r} for people does not say {first!r}: {plain[:200]!r}")
    for name, one, other in SAME:
        a, b = ({short_id(f["id"]) for f in found(setting, name, query)[:1]} for query in (one, other))
        tied = {short_id(f["id"]) for f in found(setting, name, one)}
        setting.expect(b and (a == b or b <= tied), f"{name}: {one!r} gives {a}, {other!r} {b}")
    for name, code, level in CODES:
        first = found(setting, name, code)[0]
        kind = str(first["properties"])
        setting.expect("administrative" in kind and str(level) in kind, f"{name}: {code} is no boundary of level {level}: {kind}")


def nothing_found(setting):
    done = setting.run("find", setting.imported("sample"), "Qwxyzzyk")
    setting.expect(done.returncode == 0 and done.stdout + done.stderr, f"nothing found: exit {done.returncode}, silence")
    unknown = setting.run("shelters", setting.imported("sample"), "--near", "Lekol Nasionnal Bell Rivier")
    setting.expect(unknown.returncode in (0, 1, 2), f"an unknown place ends with {unknown.returncode}")


def before_the_event(setting):
    """Without an event nothing speaks of one; with a later one each answer does, for people and in JSON."""
    mapped = setting.imported(ANDORRA)
    for question in QUESTIONS:
        command = (question[0], mapped, *question[1:])
        setting.expect(not setting.ask(*command).get("made_before"), f"{told(command)}: made_before without an event")
    setting.must("event", mapped, "earthquake", "--at", EVENT)
    for question in QUESTIONS:
        command = (question[0], mapped, *question[1:])
        said = str(setting.ask(*command).get("made_before"))
        setting.expect("earthquake" in said and "2026-04-05T06:00" in said, f"{told(command)} --json: made_before is {said}")
        done = setting.run(*command)
        words = text(done.stdout + done.stderr).lower()
        setting.expect("before" in words and "earthquake" in words,
                       f"{told(command)} does not say that the map was made before the earthquake: {words[:300]!r}")
    for ending in (".geojson", ".gpkg"):
        file = setting.folder / f"event{ending}"
        setting.must("export", mapped, "-o", file, "--what", "care")
        setting.expect(b"earthquake" in file.read_bytes(), f"{file.name} does not say that the map is older")


def older_event(setting):
    """A disaster before the map's data leaves no warning."""
    mapped = setting.imported("sample")
    setting.must("event", mapped, "flood", "--at", "2020-01-01T00:00Z")
    answer = setting.ask("shelters", mapped, "--near", "19.1,-73")
    setting.expect(not answer.get("made_before"), f"the sample is newer than 2020: {answer.get('made_before')}")


def body(setting):
    names(setting)
    nothing_found(setting)
    before_the_event(setting)
    older_event(setting)
    setting.end(f"{len(FIRST) + len(SAME) + len(CODES)} names, {len(QUESTIONS)} questions")


guarded(Setting(), body)
