#!/usr/bin/env python3
"""Exports in every format are read back with GDAL: counts, names, and RFC 7946.
Arguments: the konbit program, the folder of real data."""
import re
import subprocess
import zipfile

from geojson_check import check_geojson, check_lines
from support import ANDORRA, Setting, guarded, text

ENDINGS = (".geojson", ".geojsonl", ".gpkg", ".csv", ".kml", ".fgb", ".shp.zip")
WHATS = ("shelters", "damage", "buildings", "all")
HAITI = "haiti-2010.osm"
# Names that have to come back: of the extract, what is exported, the name.
NAMES = {
    ("sample", "shelters"): ["Lekòl Nasyonal Bèl Rivyè", "ملجأ السلام", "शान्ति विद्यालय"],
    ("sample", "all"): ["Mache Kapwa", "مخبز السلام", "शान्ति पसल", "Pòtay Nò"],
    ("sample", "buildings"): ["Jimnazyòm Minisipal", "शान्ति सामुदायिक भवन"],
    (HAITI, "all"): ["Gonaïves"],
    (ANDORRA, "shelters"): ["Refugi dels Agols", "Refugi de Montmalús"],
}


def layers_read(file):
    """Layer names and counts that ogrinfo sees."""
    path = f"/vsizip/{file}" if file.name.endswith(".shp.zip") else str(file)
    done = subprocess.run(["ogrinfo", "-ro", "-al", "-so", path], capture_output=True)
    said = text(done.stdout)
    names = re.findall(r"^Layer name: (.*)$", said, re.M)
    counts = [int(n) for n in re.findall(r"^Feature Count: (-?\d+)$", said, re.M)]
    return done.returncode, dict(zip(names, counts)), said + text(done.stderr)


def names_read(setting, file):
    """All text that GDAL reads from a file, as GeoJSON lines in UTF-8."""
    path = f"/vsizip/{file}" if file.name.endswith(".shp.zip") else str(file)
    done = subprocess.run(["ogrinfo", "-ro", "-al", "-q", "-geom=NO", path], capture_output=True)
    try:
        return done.stdout.decode("utf-8")
    except UnicodeDecodeError as error:
        setting.expect(False, f"{file.name}: not UTF-8: {error}")
        return text(done.stdout)


def written(answer):
    """What `konbit export --json` says it wrote: the number of features."""
    return sum(answer["layers"].values())


def sums(layers):
    """Counts by theme, whatever the layers were split by."""
    total = {}
    for layer, count in layers.items():
        theme = layer.split("_")[0]
        total[theme] = total.get(theme, 0) + count
    return total


def check_one(setting, name, what, ending, mapped):
    folder = setting.folder / "out"
    folder.mkdir(exist_ok=True)
    file = folder / f"{what}{ending}"
    options = ["--include-unchecked"] if what == "shelters" else []
    answer = setting.ask("export", mapped, "-o", file, "--what", what, *options)
    where, said = f"{name} {what}{ending}", written(answer)
    setting.expect(file.is_file(), f"{where}: not written")
    code, layers, report = layers_read(file) if file.stat().st_size else (0, {}, "")  # no feature, no line
    setting.expect(code == 0, f"{where}: ogrinfo: {report[-300:]}")
    setting.expect(sum(layers.values()) == said, f"{where}: GDAL reads {layers}, konbit says {said}")
    setting.expect("ERROR" not in report, f"{where}: {report[report.find('ERROR'):][:200]}")
    wanted_names = NAMES.get((name, what), ())
    found = names_read(setting, file) if wanted_names else ""
    for wanted in wanted_names:
        setting.expect(wanted in found, f"{where}: the name {wanted!r} did not come back")
    if ending in (".geojson", ".geojsonl"):
        faults, features = (check_geojson if ending == ".geojson" else check_lines)(file)
        setting.expect(not faults, f"{where}: {faults}")
        setting.expect(features == said, f"{where}: {features} features, konbit says {said}")
    if ending == ".csv":
        setting.expect(not file.read_bytes().startswith(b"\xef\xbb\xbf"), f"{where}: a byte order mark")
    if ending == ".shp.zip":
        check_shapefile(setting, where, file)
    for left in folder.iterdir():
        setting.expect(left == file, f"{where}: left beside it: {left.name}")
    file.unlink()
    return said


def check_shapefile(setting, where, file):
    with zipfile.ZipFile(file) as archive:
        setting.expect(archive.testzip() is None, f"{where}: a broken archive")
        names = archive.namelist()
        tables = [n for n in names if n.endswith(".dbf")]
        for table in tables:
            stem = table[:-4]
            for ending in (".shp", ".shx", ".prj", ".cpg"):
                setting.expect(stem + ending in names, f"{where}: {stem}{ending} is missing")
            if stem + ".cpg" in names:
                setting.expect(archive.read(stem + ".cpg").strip().upper() == b"UTF-8", f"{where}: .cpg")
            fields = dbf_fields(archive.read(table))
            setting.expect(len(fields) == len(set(fields)), f"{where}: a field twice: {fields}")


def dbf_fields(raw):
    end = int.from_bytes(raw[8:10], "little")
    return [raw[at:at + 11].split(b"\0")[0].decode("ascii") for at in range(32, end - 1, 32)]


def several_layers(setting, mapped):
    """Three layers in one file; the counts of each."""
    for ending in (".gpkg", ".geojson"):
        file = setting.folder / f"several{ending}"
        answer = setting.ask("export", mapped, "-o", file, "--what", "shelters,care,water")
        _, layers, _ = layers_read(file)
        setting.expect(sum(layers.values()) == written(answer) > 0, f"several layers in {ending}: {layers}, {answer}")
        if ending == ".gpkg":
            themes = {layer.split("_")[0] for layer in layers}  # points, lines and areas are layers of their own
            setting.expect(themes == {"shelters", "care", "water"}, f"layers of the GeoPackage: {layers}")
            setting.expect(sums(layers) == answer["layers"], f"GeoPackage: {layers}, konbit says {answer['layers']}")
        else:
            faults, _ = check_geojson(file, several_layers=True)
            setting.expect(not faults, f"several layers: {faults}")


def body(setting):
    files = 0
    for name in ("sample", HAITI, ANDORRA):
        mapped = setting.imported(name)
        for what in WHATS:
            counts = {ending: check_one(setting, name, what, ending, mapped) for ending in ENDINGS}
            files += len(counts)
            setting.expect(len(set(counts.values())) == 1, f"{name} {what}: counts differ by format: {counts}")
            setting.expect(name != "sample" or min(counts.values()) > 0, f"sample {what}: nothing exported")
            print(name, what, counts[".geojson"], flush=True)
    several_layers(setting, setting.imported(ANDORRA))
    setting.end(f"{files} files")


guarded(Setting([("ogrinfo", "gdal-bin")]), body)
