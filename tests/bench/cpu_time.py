#!/usr/bin/env python3
"""CPU time and memory of whole processes, several commands in turn (A B A B), as Markdown rows.

Each command is run once to warm the file cache, with its memory watched, then --runs times with
nothing but the kernel's own accounting (wait4). The first command is the peer that the ratios of
the others are against. A command that is missing, fails or writes nothing gives a failed row, and
the exit status is 1.
"""

import argparse
import operator
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HEADER = (
    "| input | command | CPU s, median (range) | CPU against first | output MB | MB per CPU s "
    "| rate against first | anonymous MiB | peak RSS MiB | target |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")


class Failed(Exception):
    """The command gave no figure; says why."""


class Command:
    def __init__(self, label, line, output, target, konbit):
        self.label = label
        self.argv = shlex.split(line)
        if konbit and self.argv[0] == "konbit":
            self.argv[0] = konbit
        self.output = None if output == "-" else output
        self.targets = [] if target == "-" else target.split(",")
        self.cpu_s = []
        self.bytes = None
        self.anonymous_mib = None
        self.peak_mib = None
        self.failure = None

    @property
    def median_s(self):
        return statistics.median(self.cpu_s)

    @property
    def mb_per_s(self):
        return self.bytes / 1e6 / self.median_s if self.bytes else None


def sample_memory(pid, stop, peaks):
    """Fills peaks (kB) with RssAnon and VmHWM; dense at first, for processes of milliseconds."""
    started = time.monotonic()
    while not stop.is_set():
        try:
            with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
                for line in status:
                    name, _, value = line.partition(":")
                    if name in ("RssAnon", "VmHWM"):
                        peaks[name] = max(peaks.get(name, 0), int(value.split()[0]))
        except (OSError, ValueError):
            return
        stop.wait(0.0005 if time.monotonic() - started < 0.2 else 0.005)


def remove_output(command):
    if command.output and os.path.isfile(command.output):
        os.remove(command.output)


def reason(argv, status, errors):
    errors.seek(0)
    lines = errors.read().decode(errors="replace").strip().splitlines()
    ended = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) \
        else f"exit {os.waitstatus_to_exitcode(status)}"
    return f"{os.path.basename(argv[0])}: {ended}" + (f": {lines[-1][:200]}" if lines else "")


def run(command, timeout_s, peaks=None):
    """One run: its CPU seconds and ru_maxrss (kB)."""
    remove_output(command)
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(command.argv, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=errors)
        except OSError as error:
            raise Failed(f"{command.argv[0]}: {error.strerror}") from error
        stop = threading.Event()
        helpers = [threading.Timer(timeout_s, process.kill)]
        if peaks is not None:
            helpers.append(threading.Thread(target=sample_memory,
                                            args=(process.pid, stop, peaks)))
        for helper in helpers:
            helper.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        stop.set()
        helpers[0].cancel()
        for helper in helpers:
            helper.join()
        if status != 0:
            raise Failed(reason(command.argv, status, errors))
    if command.output and not (os.path.isfile(command.output)
                               and os.path.getsize(command.output) > 0):
        raise Failed(f"{os.path.basename(command.argv[0])}: wrote no {command.output}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def own_peak_kb():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


def watch(command, timeout_s):
    """The warm-up run. A child's ru_maxrss is never below its parent's, so small ones are taken
    from the samples."""
    peaks = {}
    _, largest_kb = run(command, timeout_s, peaks)
    if largest_kb <= own_peak_kb() * 1.2:
        largest_kb = peaks.get("VmHWM")
    command.peak_mib = largest_kb / 1024 if largest_kb else None
    command.anonymous_mib = peaks["RssAnon"] / 1024 if "RssAnon" in peaks else None
    if command.output:
        command.bytes = os.path.getsize(command.output)


def attempt(command, action):
    if command.failure:
        return
    try:
        action(command)
    except Failed as failure:
        command.failure = str(failure)


def measure(commands, runs, timeout_s):
    for command in commands:
        attempt(command, lambda c: watch(c, timeout_s))
    for _ in range(runs):
        for command in commands:
            attempt(command, lambda c: c.cpu_s.append(run(c, timeout_s)[0]))


def measured(command, peer, what):
    """The figure a target speaks of, or None where it cannot be had."""
    peer_ran = peer.failure is None
    if what == "cpu":
        return command.median_s / peer.median_s if peer_ran and peer.median_s else None
    if what == "rate":
        return command.mb_per_s / peer.mb_per_s \
            if peer_ran and peer.bytes and command.bytes else None
    if what == "ms":
        return command.median_s * 1e3
    if what == "anon":
        return command.anonymous_mib
    raise ValueError(f"unknown target '{what}'")


UNITS = {"cpu": "CPU {} × the first", "rate": "rate {} × the first", "ms": "{} ms CPU",
         "anon": "{} MiB anonymous"}


def judge(command, peer, target):
    sign, compare = ("<=", operator.le) if "<=" in target else (">=", operator.ge)
    what, _, limit = target.partition(sign)
    text = UNITS[what].format(f"{'≤' if sign == '<=' else '≥'} {limit}")
    figure = measured(command, peer, what)
    if figure is None:
        return f"{text}: **no figure**"
    return f"{text}: " + ("met" if compare(figure, float(limit)) else f"**missed ({figure:.3g})**")


def number(value, digits=2):
    return "" if value is None else f"{value:.{digits}f}"


def row(command, peer, name):
    if command.failure:
        text = command.failure.replace("|", "\\|")
        return f"| {name} | {command.label} | **FAILED** {text} | | | | | | | |"
    digits = 4 if command.median_s < 0.1 else 2
    cpu = (f"{command.median_s:.{digits}f} "
           f"({min(command.cpu_s):.{digits}f}–{max(command.cpu_s):.{digits}f})")
    is_peer = command is peer
    cells = [name, command.label, cpu,
             "" if is_peer else number(measured(command, peer, "cpu")),
             number(command.bytes / 1e6 if command.bytes else None, 1),
             number(command.mb_per_s, 1),
             "" if is_peer else number(measured(command, peer, "rate")),
             number(command.anonymous_mib, 1), number(command.peak_mib, 1),
             "; ".join(judge(command, peer, target) for target in command.targets)]
    return "| " + " | ".join(cells) + " |"


def parse(argv):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--header", action="store_true", help="print the table's head and end")
    parser.add_argument("--input", default="", help="what the first column says")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--timeout", type=float, default=1800, metavar="S", help="for each run")
    parser.add_argument("--konbit", metavar="PATH", help="the program to run for 'konbit'")
    parser.add_argument("--log", metavar="FILE", help="append the command lines to this file")
    parser.add_argument("--command", action="append", nargs=4, default=[],
                        metavar=("LABEL", "LINE", "OUTPUT", "TARGET"),
                        help="OUTPUT: the file it writes, or -. TARGET: - or a list of cpu<=R, "
                             "rate>=R (ratios to the first), ms<=N, anon<=MIB")
    options = parser.parse_args(argv)
    if options.runs < 1 or not (options.command or options.header):
        parser.error("give --header, or --command and at least one run")
    return options


def main(argv):
    options = parse(argv)
    if options.header:
        print(HEADER)
        return 0
    commands = [Command(*spec, options.konbit) for spec in options.command]
    if options.log:
        with open(options.log, "a", encoding="utf-8") as log:
            log.writelines(spec[1] + "\n" for spec in options.command)
    measure(commands, options.runs, options.timeout)
    for command in commands:
        print(row(command, commands[0], options.input), flush=True)
    return 1 if any(command.failure for command in commands) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
