#!/usr/bin/env python3
"""Tests of cpu_time.py on processes whose cost is known."""

import contextlib
import io
import os
import shlex
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cpu_time  # noqa: E402


def python(code):
    return f"{shlex.quote(sys.executable)} -S -c {shlex.quote(code)}"


BURN = "import time\nwhile time.process_time() < {}: pass"


def command(line, output="-", target="-", konbit=None):
    return cpu_time.Command("label", line, output, target, konbit)


class CpuTime(unittest.TestCase):
    def test_counts_cpu_and_not_waiting(self):
        waits = command(python("import time; time.sleep(0.5)"))
        burns = command(python(BURN.format(0.4)))
        cpu_time.measure([waits, burns], 1, 60)
        self.assertLess(waits.median_s, 0.3)
        self.assertGreaterEqual(burns.median_s, 0.38)
        self.assertLess(burns.median_s, 0.8)

    def test_counts_the_children_of_a_command(self):
        inner = shlex.split(python(BURN.format(0.3)))
        parent = command(python(f"import subprocess; subprocess.run({inner!r})"))
        cpu_time.measure([parent], 1, 60)
        self.assertGreaterEqual(parent.median_s, 0.28)

    def test_sees_anonymous_memory_but_not_mapped_files(self):
        holds = command(python("import time; x = b'x' * 100_000_000; time.sleep(0.1)"))
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"x" * 50_000_000)
            file.flush()
            maps = command(python(
                "import mmap, time\n"
                f"f = open({file.name!r}, 'rb')\n"
                "m = mmap.mmap(f.fileno(), 0, prot=mmap.PROT_READ)\n"
                "for i in range(0, len(m), 4096): m[i]\n"
                "time.sleep(0.1)"))
            cpu_time.measure([holds, maps], 1, 60)
        self.assertGreater(holds.anonymous_mib, 95)
        self.assertLess(maps.anonymous_mib, 30)
        self.assertGreater(maps.peak_mib, 47)

    def test_a_small_process_is_not_given_the_size_of_its_parent(self):
        ballast = b"x" * 60_000_000
        small = command("sleep 0.05")
        cpu_time.measure([small], 1, 60)
        self.assertLess(small.peak_mib, 20)
        self.assertEqual(len(ballast), 60_000_000)

    def test_rate_and_targets(self):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "out")
            code = BURN.format(0.2) + f"\nopen({out!r}, 'wb').write(b'x' * 2_000_000)"
            writes = command(python(code), out, "rate>=0.5,rate>=2,cpu<=0.1,ms<=9000")
            cpu_time.measure([writes], 1, 60)
        self.assertEqual(writes.bytes, 2_000_000)
        self.assertTrue(3 < writes.mb_per_s < 10.1, writes.mb_per_s)
        verdicts = [cpu_time.judge(writes, writes, target) for target in writes.targets]
        self.assertEqual(["missed" in verdict for verdict in verdicts],
                         [False, True, True, False])

    def assert_fails(self, failing, words):
        cpu_time.measure([failing], 1, 1)
        self.assertIn(words, failing.failure or "")
        self.assertIn("**FAILED**", cpu_time.row(failing, failing, "input"))

    def test_failures_are_told(self):
        self.assert_fails(command("konbit info", konbit="/no/such/konbit"), "No such file")
        self.assert_fails(command(python("import sys; sys.exit('no | luck')")), "no | luck")
        self.assert_fails(command(python("import time; time.sleep(30)")), "signal 9")
        self.assert_fails(command("true", output="/no/such/output"), "wrote no")

    def test_a_failed_peer_leaves_no_figure_and_exit_status_1(self):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = cpu_time.main(["--runs", "1", "--command", "peer", "no-such-program", "-", "-",
                                    "--command", "ours", "true", "-", "cpu<=1.5"])
        self.assertEqual(status, 1)
        self.assertIn("**no figure**", printed.getvalue())


if __name__ == "__main__":
    unittest.main()
