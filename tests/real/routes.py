#!/usr/bin/env python3
"""Routes on real maps: a high truck, a tunnel and a pass in Andorra; one-way roads and turn restrictions in
Monaco, each held against the tags. Arguments: the konbit program, the folder of real data."""
import json
import subprocess

from support import ANDORRA, Setting, guarded, short_id, text

TOWN, PASS_TOWN = "42.5063,1.5218", "42.5425,1.7335"  # Andorra la Vella, el Pas de la Casa
TUNNEL = "w6176755"     # Túnel d'Envalira, maxheight=4.3
GALLERY = "w123955144"  # the service gallery beside it, reached over private ways alone
T = "2026-04-05T{}:00Z"
MONACO = "monaco-2016.osm.pbf"
PAIRS = 15              # of each kind: forbidden turns, roads against their direction


def route(setting, where, *words, **environment):
    done = setting.run("route", where, *words, "--json", env=environment)
    if done.returncode not in (0, 3):
        raise RuntimeError(f"route {words} ended with {done.returncode}: {text(done.stderr)}")
    return done.returncode, json.loads(done.stdout)


def ways(feature):
    return {short_id(way) for way in feature["properties"]["ways"]}


def names(places):
    return [short_id(place["id"]) for place in places]


# ---- Andorra

def report(setting, where, thing, passability, how, at):
    setting.must("report", where, "passability", thing, "--passability", passability, f"--{how}", "--at", at,
                 env=setting.laptop)


def over_the_pass(setting, where):
    """The longest piece of the road that a truck takes which is too high for the tunnel."""
    code, answer = route(setting, where, TOWN, PASS_TOWN, "--by", "truck", "--height", "4.4")
    setting.expect(code == 0 and answer["answer"] == "YES", f"4.4 m: {answer['answer']}")
    high = answer["features"][0]
    setting.expect(TUNNEL not in ways(high), "4.4 m: goes through the tunnel of 4.3 m")
    setting.expect(TUNNEL in names(high["properties"]["limits"]),
                   f"4.4 m: the tunnel is not named: {high['properties']['limits']}")
    setting.expect(any(p["reason"] == "maxheight=4.3" for p in high["properties"]["limits"]), "4.4 m: no maxheight told")
    code, answer = route(setting, where, TOWN, PASS_TOWN, "--by", "truck", "--height", "4.0")
    low = answer["features"][0]
    setting.expect(TUNNEL in ways(low), "4.0 m: does not take the tunnel")
    setting.expect(low["properties"]["duration_s"] < high["properties"]["duration_s"], "the tunnel is no quicker")
    for feature in (high, low):
        setting.expect(GALLERY not in ways(feature), "the service gallery is taken")
    over = [s for s in high["properties"]["steps"] if s["name"] == "Port d'Envalira"]
    setting.expect(over, "4.4 m: not over Port d'Envalira")
    return short_id(max(over, key=lambda step: step["distance_m"])["way"])


def andorra(setting):
    where = setting.imported(ANDORRA)
    setting.laptop = {"XDG_DATA_HOME": str(setting.folder / "laptop"), "KONBIT_NOW": T.format("14:00")}
    over = over_the_pass(setting, where)
    truck = (TOWN, PASS_TOWN, "--by", "truck", "--height", "4.0")

    setting.must("event", where, "earthquake", "--at", T.format("05:00"), env=setting.laptop)
    code, answer = route(setting, where, *truck, **setting.laptop)
    feature = answer["features"][0]
    setting.expect(answer["answer"] == "YES, UNCHECKED", f"after the event: {answer['answer']}")
    setting.expect(TUNNEL in names(feature["properties"]["unseen"]["places"]), "the tunnel nobody looked at is not named")

    report(setting, where, TUNNEL, "blocked", "seen", T.format("08:00"))
    report(setting, where, TUNNEL, "open", "heard", T.format("11:00"))
    code, answer = route(setting, where, *truck, **setting.laptop)
    feature = answer["features"][0]
    setting.expect(code == 0 and TUNNEL not in ways(feature), "the disputed tunnel is taken")
    avoided = feature["properties"]["avoided"]
    setting.expect(names(avoided) == [TUNNEL] and avoided[0]["disputed"], f"avoided: {avoided}")
    setting.expect(feature["properties"]["detour_s"] > 60, f"the pass costs {feature['properties']['detour_s']} s")
    setting.expect(GALLERY not in ways(feature), "the service gallery is taken instead of the tunnel")

    report(setting, where, over, "blocked", "seen", T.format("12:00"))
    code, answer = route(setting, where, *truck, **setting.laptop)
    setting.expect(code == 3 and answer["answer"] == "NO", f"both blocked: {code} {answer['answer']}")
    blocking = [short_id(feature["id"]) for feature in answer["features"]]
    setting.expect(TUNNEL in blocking and over in blocking, f"not both places are named: {blocking}")
    plain = text(setting.run("route", where, *truck, env=setting.laptop).stdout)
    setting.expect(plain.startswith("NO") and "way/6176755" in plain, f"for people: {plain[:300]}")
    # Through the service gallery only who may ignore its gates.
    code, answer = route(setting, where, *truck, "--ignore", "access", **setting.laptop)
    if code == 0:
        warnings = answer["features"][0]["properties"]["warnings"]
        setting.expect(any(w.startswith("ignored") for w in warnings), f"what was ignored is not told: {warnings}")


# ---- Monaco

class Extract:
    """Nodes, roads and restrictions as the tags have them, by osmium."""

    def __init__(self, path):
        self.at, self.ways, self.rules = {}, {}, []
        for line in subprocess.run(["osmium", "cat", "-f", "opl", path], capture_output=True, check=True,
                                   text=True).stdout.splitlines():
            fields = {f[0]: f[1:] for f in line.split(" ")[1:] if f}
            tags = dict(pair.split("=") for pair in fields.get("T", "").split(",") if pair)
            tags = {opl(k): opl(v) for k, v in tags.items()}
            if line[0] == "n" and fields.get("x"):
                self.at[int(line[1:].split(" ")[0])] = (round(float(fields["x"]), 7), round(float(fields["y"]), 7))
            elif line[0] == "w" and "highway" in tags:
                self.ways[int(line[1:].split(" ")[0])] = ([int(n[1:]) for n in fields["N"].split(",") if n], tags)
            elif line[0] == "r" and tags.get("type") == "restriction" and "restriction" in tags:
                self.add_rule(tags, fields["M"])
        self.node_at = {at: node for node, at in self.at.items()}
        self.edges = {}
        for way, (nodes, _) in self.ways.items():
            for a, b in zip(nodes, nodes[1:]):
                self.edges.setdefault((a, b), []).append((way, False))
                self.edges.setdefault((b, a), []).append((way, True))

    def add_rule(self, tags, members):
        by_role = {}
        for member in members.split(","):
            thing, role = member.split("@")
            by_role.setdefault(role, []).append(thing)
        if "motorcar" in tags.get("except", "") or [len(by_role.get(r, ())) for r in ("from", "via", "to")] != [1, 1, 1]:
            return
        start, via, goal = (by_role[role][0] for role in ("from", "via", "to"))
        if via[0] == "n" and start[0] == goal[0] == "w":
            self.rules.append((tags["restriction"], int(start[1:]), int(via[1:]), int(goal[1:])))

    def direction(self, way):
        """1: along alone, -1: against alone, 0: both."""
        tags = self.ways[way][1]
        oneway = tags.get("oneway", "yes" if tags.get("junction") == "roundabout" or tags["highway"] == "motorway" else "no")
        return 1 if oneway in ("yes", "1", "true") else -1 if oneway in ("-1", "reverse") else 0


def opl(value):
    """OPL writes what is not plain as %hex%."""
    parts = value.split("%")
    return "".join(part if i % 2 == 0 else chr(int(part, 16)) for i, part in enumerate(parts))


def driven(extract, feature):
    """The way of each edge of the line and whether it is driven against; ends lie between nodes."""
    nodes = [extract.node_at.get((round(x, 7), round(y, 7))) for x, y in feature["geometry"]["coordinates"]]
    taken = ways(feature)
    edges = []
    for a, b in zip(nodes, nodes[1:]):
        choices = [(way, against) for way, against in extract.edges.get((a, b), ()) if f"w{way}" in taken]
        edges.append((choices, a, b))
    return edges


def check_line(setting, extract, feature, label):
    edges = driven(extract, feature)
    for choices, _, _ in edges:
        if choices:
            setting.expect(any(extract.direction(way) != (1 if against else -1) for way, against in choices),
                           f"{label}: against its direction: w{choices[0][0]}")
    for (before, _, via), (after, _, _) in zip(edges, edges[1:]):
        if len(before) != 1 or len(after) != 1 or before[0][0] == after[0][0]:
            continue
        for kind, start, at, goal in extract.rules:
            if at != via or start != before[0][0]:
                continue
            turned = goal == after[0][0]
            setting.expect(turned == kind.startswith("only") or not turned and not kind.startswith("only"),
                           f"{label}: {kind} from w{start} to w{goal} is broken")
    return sum(1 for choices, _, _ in edges if choices)


def place(extract, node):
    return "{1},{0}".format(*extract.at[node])


def monaco(setting):
    where = setting.imported(MONACO)
    extract = Extract(setting.extract(MONACO))
    main = {"primary", "secondary", "tertiary", "residential", "unclassified", "trunk"}
    pairs = []
    for kind, start, via, goal in sorted(extract.rules):
        if start in extract.ways and goal in extract.ways and start != goal:
            ends = [extract.ways[start][0][0], extract.ways[start][0][-1]]
            outs = [extract.ways[goal][0][0], extract.ways[goal][0][-1]]
            from_node = next((n for n in ends if n != via), None)
            to_node = next((n for n in outs if n != via), None)
            if from_node and to_node and from_node != to_node:
                pairs.append((f"{kind} w{start} to w{goal}", from_node, to_node))
    pairs = pairs[:PAIRS]
    oneway = [way for way, (nodes, tags) in sorted(extract.ways.items())
              if tags["highway"] in main and extract.direction(way) and len(nodes) > 3 and nodes[0] != nodes[-1]]
    for way in oneway[::max(1, len(oneway) // PAIRS)][:PAIRS]:
        nodes = extract.ways[way][0]
        ends = (nodes[-1], nodes[0]) if extract.direction(way) == 1 else (nodes[0], nodes[-1])
        pairs.append((f"against w{way}", *ends))
    found = edges = 0
    for label, start, goal in pairs:
        code, answer = route(setting, where, place(extract, start), place(extract, goal), "--by", "car")
        if code == 3:
            print(f"{label}: {answer['answer']}, {answer['why']}")
            continue
        found += 1
        edges += check_line(setting, extract, answer["features"][0], label)
    setting.expect(found >= len(pairs) * 2 // 3, f"Monaco: only {found} of {len(pairs)} pairs have a way")
    return len(pairs), found, edges


def routes(setting):
    andorra(setting)
    pairs, found, edges = monaco(setting)
    setting.end(f"Andorra's tunnel and pass; {found} of {pairs} pairs in Monaco, {edges} pieces of road by their tags")


if __name__ == "__main__":
    guarded(Setting(tools=[("osmium", "osmium-tool")]), routes)
