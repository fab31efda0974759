#!/usr/bin/env python3
"""Who is cut off in Andorra when tunnel and pass are blocked, held against single routes; a table, a tour, reach
and the soonest shelters held against each other. Arguments: the konbit program, the folder of real data."""
import csv
import json

from geojson_check import check_geojson
from support import ANDORRA, Setting, guarded, short_id, text

TOWN, PASS_TOWN = "42.5063,1.5218", "42.5425,1.7335"  # Andorra la Vella, el Pas de la Casa
TUNNEL = "w6176755"     # Túnel d'Envalira, maxheight=4.3
GALLERY = "w123955144"  # the service gallery beside it, reached over private ways alone
T = "2026-04-05T{}:00Z"
TRUCK = ("--by", "truck", "--height", "4.0")
FAR = "Pas de la Casa"


def ask(setting, where, *words):
    done = setting.run(words[0], where, *words[1:], "--json", env=setting.laptop)
    if done.returncode not in (0, 3):
        raise RuntimeError(f"{words} ended with {done.returncode}: {text(done.stderr)}")
    return json.loads(done.stdout)


def report(setting, where, thing, passability, at):
    setting.must("report", where, "passability", thing, "--passability", passability, "--seen", "--at", at,
                 env=setting.laptop)


def over_the_pass(setting, where):
    """The longest piece of the road that a truck takes which is too high for the tunnel."""
    high = ask(setting, where, "route", TOWN, PASS_TOWN, "--by", "truck", "--height", "4.4")["features"][0]
    over = [step for step in high["properties"]["steps"] if step["name"] == "Port d'Envalira"]
    return short_id(max(over, key=lambda step: step["distance_m"])["way"])


def settlements(answer):
    return [feature["properties"]["name"] for feature in answer["features"]]


def has_way(setting, where, at):
    lon, lat = at
    return ask(setting, where, "route", TOWN, f"{lat},{lon}", *TRUCK)["answer"] != "NO"


def cut_off(setting, where):
    over = over_the_pass(setting, where)
    setting.must("event", where, "earthquake", "--at", T.format("05:00"), env=setting.laptop)
    cutoff = ("cutoff", "--from", TOWN, *TRUCK)
    answer = ask(setting, where, *cutoff)
    setting.expect(not answer["features"] and answer["buildings"] == 0, f"nothing is blocked: {answer['answer']}")
    report(setting, where, TUNNEL, "blocked", T.format("08:00"))
    answer = ask(setting, where, *cutoff)
    setting.expect(FAR not in settlements(answer), f"the pass is open: {answer['answer']}")
    report(setting, where, over, "blocked", T.format("12:00"))

    answer = ask(setting, where, *cutoff)
    setting.expect(FAR in settlements(answer), f"{FAR} is not named: {settlements(answer)}")
    setting.expect(answer["buildings"] > 100, f"{answer['buildings']} buildings are cut off")
    setting.expect(answer["road_km"] > 1, f"{answer['road_km']} km of road are cut off")
    first = answer["reopenings"][:2]
    setting.expect(len(first) == 2 and short_id(first[0]["id"]) != short_id(first[1]["id"]),
                   f"not both places are ranked: {[r['id'] for r in answer['reopenings']]}")
    setting.expect({TUNNEL, over} == {short_id(r["id"]) for r in first}, f"tunnel and pass are not the first: {first}")
    for opened in first:
        setting.expect(FAR in opened["settlements"], f"{opened['id']} alone does not reconnect {FAR}")
        setting.expect(opened["buildings"] > 100, f"{opened['id']} reconnects {opened['buildings']} buildings")
    setting.expect(GALLERY not in [short_id(r["id"]) for r in answer["reopenings"]], "the service gallery is ranked")
    for feature in answer["features"]:
        name, at = feature["properties"]["name"], feature["geometry"]["coordinates"]
        setting.expect(not has_way(setting, where, at), f"there is a way to {name}, said to be cut off")
    plain = text(setting.run("cutoff", where, "--from", TOWN, *TRUCK, env=setting.laptop).stdout)
    setting.expect(plain.startswith("Cut off today") and FAR in plain, f"for people: {plain[:300]}")

    other = ask(setting, where, "cutoff", "--from", TOWN, PASS_TOWN, *TRUCK)
    setting.expect(FAR not in settlements(other), "help stands on both sides, and one is cut off")
    shown = len(answer["features"])
    report(setting, where, TUNNEL, "open", T.format("13:00"))
    answer = ask(setting, where, *cutoff)
    setting.expect(FAR not in settlements(answer), "the tunnel is open again")
    return shown


def tables(setting, where):
    """A table equals single routes; a tour's legs and the soonest shelters do, too."""
    places = [TOWN, PASS_TOWN, "42.5440,1.5150", "42.4637,1.4914"]
    table = ask(setting, where, "matrix", "--from", *places, *TRUCK)
    for i, start in enumerate(places):
        for j, goal in enumerate(places):
            if i == j:
                continue
            answer = ask(setting, where, "route", start, goal, *TRUCK)
            single = answer["features"][0]["properties"]["duration_s"] if answer["answer"] != "NO" else None
            cell = table["durations_s"][i][j]
            same = cell is None if single is None else cell is not None and abs(cell - single) < 1
            setting.expect(same, f"table {start} to {goal}: {cell}, a route {single}")
    file = setting.folder / "times.csv"
    setting.must("matrix", where, "--from", *places, *TRUCK, "-o", file, env=setting.laptop)
    rows = list(csv.reader(file.open(encoding="utf-8")))
    setting.expect([len(row) for row in rows] == [5] * 5, f"the CSV has {[len(row) for row in rows]} columns")
    setting.expect(abs(int(rows[1][2]) - table["durations_s"][0][1]) <= 1, f"CSV: {rows[1]}")

    tour = ask(setting, where, "tour", *places, *TRUCK)
    legs = sum(f["properties"]["duration_s"] for f in tour["features"]) + tour["back_duration_s"]
    setting.expect(tour["exact"] and abs(legs - tour["duration_s"]) < 1, f"tour: {tour['duration_s']} s, its legs {legs} s")

    soonest = ask(setting, where, "shelters", "--near", TOWN, "--by", "car", "--count", "5", "--include-unchecked")
    times = [f["properties"]["duration_s"] for f in soonest["features"]]
    setting.expect(len(times) == 5 and times == sorted(times), f"soonest shelters: {times}")


def reach(setting, where):
    file = setting.folder / "reach.geojson"
    setting.must("reach", where, TOWN, "--by", "car", "--within", "20min,10min", "-o", file, env=setting.laptop)
    faults, count = check_geojson(file)
    faults = [fault for fault in faults if not fault.startswith("None: ")]  # areas are no objects with ids
    setting.expect(not faults and count == 2, f"reach: {count} areas, {faults}")
    bands = [f["properties"] for f in json.loads(file.read_text(encoding="utf-8"))["features"]]
    setting.expect([band["within_s"] for band in bands] == [1200, 600], f"reach: {bands}")
    setting.expect(bands[0]["buildings"] > bands[1]["buildings"] > 100, f"reach: {bands}")


def all_of_it(setting):
    where = setting.imported(ANDORRA)
    setting.laptop = {"XDG_DATA_HOME": str(setting.folder / "laptop"), "KONBIT_NOW": T.format("14:00")}
    tables(setting, where)
    reach(setting, where)
    shown = cut_off(setting, where)
    setting.end(f"Andorra: {shown} settlements cut off by tunnel and pass; a table, a tour, reach, the soonest shelters")


if __name__ == "__main__":
    guarded(Setting(), all_of_it)
