"""The README of the sample, with the table of its notable objects."""

_TEXT = """# The sample: Bèl Rivyè

An invented town on an invented island, placed in open sea around 19.1 N, 73 W, so that nobody can
take it for a real one. It holds every kind of object that Konbit has a rule for, and each trap.
Names, people, telephone numbers (+999) and P-codes (HT99, a department that does not exist) are invented.

| file | what it is |
| --- | --- |
| `bel-rivye.osm` | the extract, OSM XML with version, time, changeset and user: {nodes} nodes, {ways} ways, {relations} relations, sorted by kind and id. Map data of 2026-03-09T00:00:00Z |
| `damage.geojson` | an agency's damage file after the (invented) earthquake of 2026-03-12T16:53Z: {buildings} building outlines, {lines} roads and bridges, one outline far outside the map |
| `reports.csv` | 200 field reports of 2026-03-13 (local time, UTC-4), as a phone survey exports them |
| `make.py` | makes all of these and this README |

## Making it again

```
sample-osm/make.py --seed 1 && git diff --exit-code sample-osm/   # same bytes again
python3 tests/sample/same_bytes.py .                              # the same, and that it is sound
```

Python 3.9 or newer, nothing else. `--out DIR` writes elsewhere, another `--seed` makes another town;
the objects listed below keep their ids with every seed. `plan.py` and `sites.py` are the drawing,
`places.py`, `roads.py`, `buildings.py` and `land.py` the contents: add new rows at the end with a free number.

## What to know of `damage.geojson`

- `damage_gra` holds today's words (Destroyed, Damaged, Possibly damaged, No visible damage, Not Analysed);
  {old} features of an older product have `grading` instead (the words until 2018) and `damage_gra` null.
- 5 buildings and a bridge are `Not Analysed`; 4 have null or the word `Null`, without `src_date`.
- Every third outline lies a few metres off the one in the extract. There are no OSM ids.
- One feature is in it twice; one lies east of the map.
- Only part of the town was assessed: houses outside the assessed area have no feature.

## What to know of `reports.csv`

Columns: `_uuid, start, end, today, reporter, gps_latitude, gps_longitude, gps_accuracy, what, state, passable,
grade, notes, photo`. Notes are in Kreyòl, French and English; some hold commas, quotes or a line break.
People agree and disagree: Pon Bèl Rivyè destroyed (three reports, two with a photo), Pon Fè open and then
restricted by somebody else half an hour later, Ri Kapwa blocked, disputed, and cleared by the one who had
found it blocked, the Lekòl Nasyonal open and then full, the Jimnazyòm without damage and, 35 minutes later, moderate.

Exactly three rows are wrong:

| _uuid | column | value |
| --- | --- | --- |
{wrong}

## Notable objects

Number 101 is node 71000101, way 72000101 or relation 73000101. Other objects count up from 71100000,
72100000 and 73100000.
{objects}
## Licence

All of this is our own invention; nothing is taken from OpenStreetMap or from an agency. The programs are
under the Apache licence 2.0 like the rest of the project; the data (`bel-rivye.osm`, `damage.geojson`,
`reports.csv`) are dedicated to the public domain under CC0 1.0.
"""


def _rows(town):
    group = None
    for title, kind, object_id, why in sorted(town.notable, key=_order(town)):
        if title != group:
            group = title
            yield f"\n### {title}\n\n| object | name | what it is there for |\n| --- | --- | --- |"
        name = town.objects[kind][object_id]["tags"].get("name", "")
        yield f"| {kind} {object_id} | {name} | {why} |"


def _order(town):
    titles = []
    for title, *_ in town.notable:
        if title not in titles:
            titles.append(title)
    return lambda row: (titles.index(row[0]), row[2] % 1_000_000, row[2])


def readme(town, damage, wrong):
    """`damage` is the text of the damage file, `wrong` the wrong rows of the reports."""
    return _TEXT.format(
        nodes=len(town.objects["node"]), ways=len(town.objects["way"]), relations=len(town.objects["relation"]),
        buildings=damage.count('"Polygon"') - 1, lines=damage.count('"LineString"'), old=damage.count("BELRIVYE-01"),
        wrong="\n".join(f"| `{key}` | {field} | `{value}` |" for key, field, value in wrong),
        objects="\n".join(_rows(town)) + "\n")
