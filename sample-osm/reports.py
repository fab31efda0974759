"""A day of field reports, as a phone survey tool exports them."""
import csv
import io
import uuid
from datetime import datetime, timedelta, timezone

import plan
from geometry import centre, to_lon_lat
from sites import BOXES, LYCEE

COLUMNS = ["_uuid", "start", "end", "today", "reporter", "gps_latitude", "gps_longitude", "gps_accuracy",
           "what", "state", "passable", "grade", "notes", "photo"]
ROWS = 200
ZONE = timezone(timedelta(hours=-4))
DAY = datetime(2026, 3, 13, tzinfo=ZONE)         # the morning after the earthquake of 2026-03-12T16:53Z
REPORTERS = ("Rose", "Jwèl", "Mirlande", "Amina", "Sunita", "Paul", "Claire", "Dieudonné")
GRADES = ("none", "slight", "moderate", "severe", "destroyed")

_BRIDGE, _FE, _KASE, _LAKWA, _FON = plan.PON_BEL_RIVYE[0], plan.PON_FE[0], plan.PON_KASE[0], plan.PON_LAKWA[0], plan.PON_FON_DLO[0]
_KAPWA, _SLIDE = (1560.0, 1693.0), (2715.0, 935.0)

# time, reporter, place, what, state, passable, grade, notes, photo?
_STORY = [
    ("06:40", "Rose", _BRIDGE, "bridge", "", "blocked", "destroyed", "Pon an tonbe nan dlo a, pa gen pasaj", True),
    ("07:15", "Paul", _BRIDGE, "bridge", "", "blocked", "destroyed", "Pont effondré, deux travées dans l'eau", True),
    ("09:30", "Amina", _BRIDGE, "bridge", "", "blocked", "severe", "one span down, people climb across", False),
    ("07:05", "Jwèl", _FE, "bridge", "", "open", "none", "pase ak moto", False),
    ("07:35", "Claire", _FE, "bridge", "", "restricted", "slight", "fissures, véhicules légers seulement, \"5 t\"", True),
    ("14:10", "Jwèl", _FE, "bridge", "", "restricted", "slight", "yo mete yon gad, machin lou pa pase", False),
    ("08:20", "Mirlande", _KASE, "bridge", "", "blocked", "destroyed", "li te kase deja anvan tranbleman an", True),
    ("10:50", "Sunita", _LAKWA, "bridge", "", "open", "none", "looks sound; trucks cross", True),
    ("11:20", "Sunita", _FON, "bridge", "", "open", "slight", "small cracks in the left abutment", True),
    ("16:45", "Dieudonné", _FON, "bridge", "", "blocked", "moderate", "apre yon lòt sekous, moun pè pase", False),
    ("06:55", "Rose", _KAPWA, "road", "", "blocked", "", "debri kay toupatou", True),
    ("07:25", "Amina", _KAPWA, "road", "", "open", "", "moto pase sou kote", False),
    ("15:30", "Rose", _KAPWA, "road", "", "open", "", "yo netwaye wout la", True),
    ("08:05", "Paul", _SLIDE, "road", "", "blocked", "", "glissement de terrain sur 60 m", True),
    ("13:00", "Claire", _SLIDE, "road", "", "restricted", "", "une voie dégagée, 4x4 seulement", True),
    ("07:50", "Jwèl", centre(LYCEE), "shelter", "open", "open", "slight", "120 moun deja, gen plas", True),
    ("12:15", "Mirlande", centre(LYCEE), "shelter", "full", "open", "slight", "plen, voye moun nan teren an", False),
    ("09:00", "Amina", centre(BOXES[102]), "shelter", "open", "open", "none", "no cracks seen", False),
    ("09:35", "Dieudonné", centre(BOXES[102]), "shelter", "unsafe", "open", "moderate", "mi dèyè a fann", True),
    ("10:10", "Rose", centre(plan.PITCH), "shelter", "open", "open", "none", "tant pou 90 fanmi,\nmanke dlo", True),
    ("11:40", "Claire", centre(BOXES[121]), "shelter", "unsafe", "open", "severe", "clocher tombé", True),
    ("11:55", "Paul", centre(BOXES[121]), "building", "", "", "severe", "église, façade ouverte", True),
    ("08:40", "Sunita", centre(BOXES[106]), "shelter", "open", "open", "none", "", False),
    ("13:20", "Mirlande", centre(BOXES[123]), "shelter", "closed", "open", "none", "pòt la fèmen, pa gen kle", False),
    ("07:30", "Amina", (1610.0, 1600.0), "water", "working", "", "", "long queue, about 200 people", False),
    ("15:05", "Jwèl", (1610.0, 1600.0), "water", "dry", "", "", "tiyo a sèch", False),
    ("10:05", "Rose", (1905.0, 1945.0), "water", "working", "", "", "", True),
    ("12:40", "Dieudonné", (2350.0, 2350.0), "water", "dirty", "", "", "dlo a twoub; eau trouble", True),
    ("14:35", "Sunita", (4820.0, 2830.0), "water", "working", "", "", "generator has fuel for two days", False),
    ("16:20", "Claire", centre(BOXES[201]), "building", "", "open", "slight", "hôpital ouvert, lits dans la cour", True),
]

_NOTES = ("", "", "", "kay la fann", "mi tonbe", "pa gen moun ladan", "famille dehors", "toit effondré", "cracks, do not enter",
          "roof on the ground", "anyen pa kase", "à revoir par un ingénieur", "wòch sou wout la", "neighbours say all are out")


class _Writer:
    def __init__(self, rnd):
        self.rnd, self.rows = rnd, []

    def add(self, minute, reporter, place, what, state, passable, grade, notes, photo):
        rnd = self.rnd
        start = DAY + timedelta(minutes=minute, seconds=int(rnd.random() * 60))
        end = start + timedelta(seconds=50 + int(rnd.random() * 240))
        accuracy = round(3 + 9 * rnd.random(), 1)
        stand = (place[0] + (rnd.random() - 0.5) * accuracy, place[1] + (rnd.random() - 0.5) * accuracy)
        lon, lat = to_lon_lat(stand)
        self.rows.append({
            "_uuid": str(uuid.UUID(int=rnd.getrandbits(128), version=4)), "start": start.isoformat(timespec="milliseconds"),
            "end": end.isoformat(timespec="milliseconds"), "today": "2026-03-13", "reporter": reporter,
            "gps_latitude": f"{lat:.7f}", "gps_longitude": f"{lon:.7f}", "gps_accuracy": str(accuracy), "what": what,
            "state": state, "passable": passable, "grade": grade, "notes": notes,
            "photo": f"{int(end.timestamp() * 1000)}.jpg" if photo else ""})


def _minute(clock):
    return int(clock[:2]) * 60 + int(clock[3:])


def _pick(rnd, choices):
    return choices[int(rnd.random() * len(choices))]


def _random_row(writer, houses, roads, rnd):
    minute, reporter = 390 + int(rnd.random() * 640), _pick(rnd, REPORTERS)
    if rnd.random() < 0.75:
        grade = _pick(rnd, GRADES + ("none", "slight"))
        writer.add(minute, reporter, _pick(rnd, houses).at, "building", "", "", grade, _pick(rnd, _NOTES), grade != "none" and rnd.random() < 0.6)
    else:
        road = _pick(rnd, roads)
        passable = _pick(rnd, ("open", "open", "open", "restricted", "blocked", "unknown"))
        writer.add(minute, reporter, road.points[len(road.points) // 2], "road", "", passable, "", _pick(rnd, _NOTES), rnd.random() < 0.3)


def _agree_and_disagree(writer, houses, rnd):
    """Ten houses seen by two people each: six times they agree, four times they do not."""
    for k in range(10):
        at = _pick(rnd, houses).at
        grade = 1 + int(rnd.random() * 4)
        minute = 420 + int(rnd.random() * 400)
        writer.add(minute, REPORTERS[k % 8], at, "building", "", "", GRADES[grade], "", True)
        writer.add(minute + 20 + 15 * k, REPORTERS[(k + 3) % 8], at, "building", "", "", GRADES[grade if k < 6 else grade - 1], "menm kay la", False)


def _spoil(rows):
    """Makes three rows wrong and says which: (uuid, column, value)."""
    spoiled = [(rows[61], "gps_latitude", "95.0000000"), (rows[112], "start", "13 mas apre midi"), (rows[163], "grade", "kraze nèt")]
    for row, field, value in spoiled:
        row[field] = value
        if field == "grade":
            row.update(what="building", state="", passable="")
    return [(row["_uuid"], field, value) for row, field, value in spoiled]


def reports_csv(houses, roads, rnd):
    """The file, and its three wrong rows as (uuid, column, value)."""
    writer = _Writer(rnd)
    for clock, *rest in _STORY:
        writer.add(_minute(clock), *rest)
    inner = [h for h in houses if h.quarter in ("Anba Lavil", "Lakwa", "Sid Rivyè")]
    streets = [r for r in roads if r.ground and r.tags.get("name") and r.quarter]
    _agree_and_disagree(writer, inner, rnd)
    while len(writer.rows) < ROWS:
        _random_row(writer, inner, streets, rnd)
    writer.rows.sort(key=lambda row: (row["end"], row["_uuid"]))
    wrong = _spoil(writer.rows)
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(writer.rows)
    return text.getvalue(), wrong
