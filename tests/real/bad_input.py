#!/usr/bin/env python3
"""Hostile maps, extracts and targets, given to the real program: it ends with a message, never by a
signal, and leaves nothing behind. Arguments: the konbit program, the folder of real data.

KONBIT_FLIPS and KONBIT_CUTS raise the number of damaged maps.
"""
import os
import random
import shutil
import signal
import struct
import subprocess
import time
import zlib

from support import ANDORRA, Setting, guarded, leftovers, text

SEED = 1755
FLIPS = int(os.environ.get("KONBIT_FLIPS", "300"))
CUTS = int(os.environ.get("KONBIT_CUTS", "50"))
SANE_S = 60
HEADER = b"\x22\x0eOsmSchema-V0.6"
EXTERNAL = "<?xml version='1.0'?><!DOCTYPE osm [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><osm version='0.6'>" \
           "<node id='1' lat='1' lon='1'><tag k='name' v='&a;'/></node></osm>"


def ended_well(setting, where, done, codes, in_message=()):
    """A code that we promise, and a message that says what and where unless it is 0."""
    message = text(done.stderr)
    ok = setting.expect(done.returncode in codes, f"{where}: exit {done.returncode}, wanted {codes}: {message[-300:]!r}")
    if done.returncode in (1, 2):
        ok &= setting.expect("konbit: " in message, f"{where}: exit {done.returncode} without a message: {message!r}")
        for part in in_message:
            ok &= setting.expect(part in message, f"{where}: the message does not name {part}: {message[-300:]!r}")
    return ok


def questions(setting, folder):
    out = setting.folder / "damaged.geojson"
    return [("info", folder, "--verify"), ("shelters", folder, "--near", "19.1,-73", "--json"),
            ("export", folder, "-o", out, "--what", "all")]


def ask_damaged(setting, where, folder):
    """Exit codes of all questions to a damaged map."""
    codes = []
    for command in questions(setting, folder):
        done = setting.run(*command, timeout=SANE_S)
        ended_well(setting, f"{where}: {command[0]}", done, (0, 1))
        codes.append(done.returncode)
    (setting.folder / "damaged.geojson").unlink(missing_ok=True)
    return codes


def damaged_copy(setting, whole):
    folder = setting.folder / "damaged.konbit"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    return folder


def flipped_bytes(setting, whole):
    rng, noticed = random.Random(SEED), 0
    sound = (whole / "base.map").read_bytes()
    for _ in range(FLIPS):
        folder = damaged_copy(setting, whole)
        at, bit = rng.randrange(len(sound)), 1 << rng.randrange(8)
        raw = bytearray(sound)
        raw[at] ^= bit
        (folder / "base.map").write_bytes(raw)
        codes = ask_damaged(setting, f"byte {at} of base.map ^ {bit} (seed {SEED})", folder)
        noticed += codes[0] == 1
    setting.expect(noticed > FLIPS // 2, f"info --verify noticed only {noticed} of {FLIPS} flipped bytes")
    print(f"{FLIPS} flipped bytes, info --verify noticed {noticed}", flush=True)


def cut_lengths(setting, whole):
    size = (whole / "base.map").stat().st_size
    rng = random.Random(SEED)
    lengths = [0, 1, 7, 8, 63, 64, 65536, size - 1] + [rng.randrange(size) for _ in range(CUTS - 8)]
    for length in lengths:
        folder = damaged_copy(setting, whole)
        os.truncate(folder / "base.map", min(length, size - 1))
        codes = ask_damaged(setting, f"base.map cut to {length} bytes", folder)
        setting.expect(codes[0] == 1, f"base.map cut to {length} bytes: info --verify sees nothing")
    print(f"{len(lengths)} cut maps", flush=True)


def damaged_derived(setting, whole):
    """derived/ is only a shortcut: whatever lies there, the answer is the same or an error."""
    rng, command = random.Random(SEED), ("--near", "19.1,-73", "--json", "--include-unchecked")
    wanted = setting.must("shelters", whole, *command)
    files = sorted(p.name for p in (whole / "derived").iterdir() if p.is_file())
    setting.expect(files, "derived/ is empty after import")
    for name in files * 10:
        folder = damaged_copy(setting, whole)
        file = folder / "derived" / name
        raw = bytearray(file.read_bytes())
        if raw:
            raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
        file.write_bytes(raw)
        done = setting.run("shelters", folder, *command, timeout=SANE_S)
        ended_well(setting, f"damaged derived/{name}", done, (0, 1))
        setting.expect(done.returncode != 0 or text(done.stdout) == wanted, f"damaged derived/{name}: another answer")
    shutil.rmtree(folder / "derived")
    setting.expect(setting.must("shelters", folder, *command) == wanted, "without derived/ another answer")


def cut_while_running(setting):
    """The stick is pulled while an export is under way: SIGBUS inside the mapped file."""
    for _ in range(10):  # a busy machine may wake us only when the export is over
        if done := cut_once(setting):
            ended_well(setting, "base.map cut during an export", done, (1,), ["base.map"])
            out = setting.folder / "slow.geojson"
            return setting.expect(not out.exists(), "base.map cut during an export: a half file stands under its name")
    return setting.expect(False, "each export was over before base.map could be cut")


def cut_once(setting):
    folder, out = damaged_copy(setting, setting.imported(ANDORRA)), setting.folder / "slow.geojson"
    command = [str(setting.konbit), "export", str(folder), "-o", str(out), "--what", "all", "--force"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE)
    while running.poll() is None and not any(setting.folder.glob("*slow.geojson*")):
        time.sleep(0.001)
    running.send_signal(signal.SIGSTOP)
    os.truncate(folder / "base.map", 4096)
    running.send_signal(signal.SIGCONT)
    _, message = running.communicate(timeout=SANE_S)
    if running.returncode == 0:
        out.unlink(missing_ok=True)
        return None
    return subprocess.CompletedProcess(command, running.returncode, b"", message)


def pbf_block(kind, payload, claimed=None):
    """One block of a PBF file; `claimed` is a size its header says though nothing follows."""
    def field(number, raw):
        return bytes([number << 3 | 2]) + varint(len(raw)) + raw
    blob = b"" if claimed else b"\x10" + varint(len(payload)) + field(3, zlib.compress(payload))
    header = field(1, kind) + b"\x18" + varint(claimed or len(blob))
    return struct.pack(">I", len(header)) + header + blob


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out + bytes([number]))


def entity_bomb():
    lines = ["<?xml version='1.0'?>", "<!DOCTYPE osm [<!ENTITY a0 'ha'>"]
    lines += [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)]
    return "\n".join(lines + ["]>", "<osm version='0.6'><node id='1' lat='1' lon='1'><tag k='name' v='&a11;'/></node></osm>"])


def bad_extracts(setting):
    pbf = setting.extract(ANDORRA).read_bytes()
    header = pbf_block(b"OSMHeader", HEADER)
    xml = setting.extract("sample").read_bytes()
    return {
        "empty.osm.pbf": b"", "empty.osm": b"", "empty.osm.gz": b"",
        "cut.osm.pbf": pbf[:len(pbf) // 2], "cut-in-head.osm.pbf": pbf[:11], "cut-late.osm.pbf": pbf[:-5],
        "cut.osm": xml[:len(xml) // 2], "page.osm.pbf": b"<!DOCTYPE html><html><body>404 Not Found</body></html>",
        "page.osm": b"<!DOCTYPE html><html><body>404 Not Found</body></html>",
        "noise.osm.pbf": random.Random(SEED).randbytes(50_000),
        "claims-2gb.osm.pbf": header + pbf_block(b"OSMData", b"", claimed=2 ** 31 - 1),
        "claims-all.osm.pbf": struct.pack(">I", 2 ** 31 - 1) + b"x" * 100,
        "bomb.osm": entity_bomb().encode(), "external.osm": EXTERNAL.encode(),
        "flipped.osm.pbf": pbf[:300_000] + bytes([pbf[300_000] ^ 255]) + pbf[300_001:],
        "not.osm.gz": b"no gzip at all", "wrong.txt": xml, "wrong.pdf": b"%PDF-1.4", "no-ending": xml,
    }


def import_bad_extracts(setting):
    bad = setting.folder / "bad"
    bad.mkdir()
    extracts = bad_extracts(setting)
    (bad / "folder.osm.pbf").mkdir()
    for name, raw in extracts.items():
        (bad / name).write_bytes(raw)
    os.mkfifo(bad / "pipe.osm.pbf")
    known = [*extracts, "folder.osm.pbf", "pipe.osm.pbf"]
    for name in [*known, "missing.osm.pbf"]:
        done = setting.run("import", bad / name, "-o", bad / "m.konbit", timeout=SANE_S)
        ended_well(setting, f"import {name}", done, (1, 2), [name])
        left = leftovers(bad, known)
        setting.expect(not left, f"import {name} left {left}")
        for rest in left:
            shutil.rmtree(bad / rest, ignore_errors=True)
    print(f"{len(known) + 1} bad extracts", flush=True)
    valid_but_empty(setting, bad)


def valid_but_empty(setting, bad):
    """A valid file without objects makes an empty map, and says so."""
    (bad / "nothing.osm.pbf").write_bytes(pbf_block(b"OSMHeader", HEADER))
    done = setting.run("import", bad / "nothing.osm.pbf", "-o", bad / "m.konbit")
    ended_well(setting, "import of an empty extract", done, (0,))
    if done.returncode == 0:
        setting.expect(setting.run("info", bad / "m.konbit", "--verify").returncode == 0, "an empty map does not verify")
        near = setting.run("shelters", bad / "m.konbit", "--near", "1,1")
        ended_well(setting, "shelters of an empty map", near, (0,))
        setting.expect(near.stdout, "shelters of an empty map: silence")


def body(setting):
    whole = setting.imported("sample")
    import_bad_extracts(setting)
    damaged_derived(setting, whole)
    cut_lengths(setting, whole)
    cut_while_running(setting)
    flipped_bytes(setting, whole)
    setting.end(f"hostile maps and extracts (seed {SEED})")


guarded(Setting(), body)
