#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `cmake --install` makes of this build works: from any folder, moved, read-only, and with suites of another project.

    installed_test.py <build folder> <instruction-set level of its suites>

An instrumented build (sanitizers, coverage) is installed and tried like any other.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

BUILD, LEVEL = Path(sys.argv[1]).resolve(), sys.argv[2]
SECONDS = 20
KEPT = ("ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS", "GCOV_PREFIX", "GCOV_PREFIX_STRIP")


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="trackmeet installed ")
        cls.addClassCleanup(scratch.cleanup)
        cls.scratch = Path(scratch.name)
        first = cls.scratch / "first place"
        subprocess.run(["cmake", "--install", BUILD, "--prefix", first], check=True, capture_output=True)
        cls.top = cls.scratch / "another place"
        os.rename(first, cls.top)
        cls.environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        cls.environment |= {"PATH": "/usr/bin:/bin", "HOME": str(cls.scratch / "home"), "TMPDIR": str(cls.scratch), "LC_ALL": "C.UTF-8"}

    def trackmeet(self, *arguments, folder=None):
        return subprocess.run([self.top / "bin/trackmeet", *arguments], cwd=folder or self.scratch, env=self.environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=200, check=False)

    def folder(self, name):
        made = self.scratch / name
        made.mkdir()
        return made

    def test_it_proves_itself_in_time(self):
        began = time.monotonic()
        done = self.trackmeet("self-test")
        took = time.monotonic() - began
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("This installation works.", done.stdout)
        self.assertIn(f"suites/{LEVEL}", done.stdout)
        self.assertNotIn("FAILED", done.stdout)
        self.assertLess(took, SECONDS * 3)  # three times, on a machine that does other things

    def test_an_installation_that_is_not_whole_is_told(self):
        moved = self.top / "suites" / "elsewhere"
        os.rename(self.top / "suites" / LEVEL, moved)
        self.addCleanup(os.rename, moved, self.top / "suites" / LEVEL)
        done = self.trackmeet("self-test")
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertIn("FAILED  error: there is no suite to run", done.stdout)
        self.assertIn("This installation does not work.", done.stdout)

    def test_results_go_to_the_folder_that_it_is_called_in(self):
        for folder in [path for path in self.top.rglob("*") if path.is_dir()] + [self.top]:
            folder.chmod(0o555)
        self.addCleanup(lambda: [path.chmod(0o755) for path in [self.top, *self.top.rglob("*")] if path.is_dir()])
        work = self.folder("where I work")
        done = self.trackmeet("run", "--suite", "tensor_ops", "--filter", "^tensor_add_small$", "--rounds", "10", "--warmup", "0", "--min-time",
                              "0.01", folder=work)
        self.assertEqual(done.returncode, 0, done.stderr)
        files = list((work / "results").glob("*_tensor_ops.json"))
        self.assertEqual(len(files), 1)
        self.assertEqual(self.trackmeet("compare", files[0], files[0], folder=work).returncode, 0)
        self.assertFalse([path for path in (self.top / "results").iterdir() if path.suffix == ".json"])

    def test_only_the_c_library_is_taken_from_the_system(self):
        own = str(self.top)
        programs = [*self.top.glob("libexec/*"), *self.top.glob("suites/*/*"), *self.top.glob("probes/*")]
        self.assertGreaterEqual(len(programs), 7)
        for program in programs:
            listed = subprocess.run(["ldd", program], env=self.environment, capture_output=True, text=True, check=True).stdout
            for line in listed.splitlines():
                name, _, path = line.strip().partition(" => ")
                foreign = path and not path.startswith(own)
                allowed = name.split(".so")[0] in ("libc", "libm", "libmvec", "libdl", "libpthread", "librt", "libresolv", "libutil",
                                                   "libasan", "libubsan", "libtsan")
                self.assertTrue(not foreign or allowed, f"{program.name}: {line}")

    def test_baselines_that_come_with_it_are_listed(self):
        shipped = list((self.top / "baselines").rglob("*.json"))
        listed = self.trackmeet("baseline", "list").stdout
        self.assertEqual(listed.count("shipped"), len(shipped), listed)

    def test_everything_bundled_has_a_notice(self):
        if not shutil.which("dpkg-query"):
            self.skipTest("no notices without dpkg-query")
        table = (self.top / "notices/README.md").read_text(encoding="utf-8")
        for library in [*self.top.glob("lib/*.so*"), *self.top.glob("lib/gcc/*.so*")]:
            if not library.is_symlink():
                self.assertIn(library.name, table)
        for word in ("nlohmann-json3-dev", "libeigen3-dev", "libjs-chart.js", "libcli11-dev", "libtomlplusplus-dev"):
            self.assertGreater((self.top / f"notices/{word}.txt").stat().st_size, 100)

    def test_a_project_builds_a_suite_with_it(self):
        project = self.scratch / "my project"
        shutil.copytree(self.top / "examples/downstream", project)
        environment = self.environment | {"CXXFLAGS": os.environ.get("TRACKMEET_TEST_CXXFLAGS", "")}
        for command in (["cmake", "-S", project, "-B", project / "build", f"-DCMAKE_PREFIX_PATH={self.top}"],
                        ["cmake", "--build", project / "build"]):
            done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        work = self.folder("project results")
        done = self.trackmeet("run", "--suite", project / "build/suites/word_count", "--rounds", "3", "--warmup", "0", "--min-time", "0.01", folder=work)
        self.assertEqual(done.returncode, 0, done.stderr)
        (file,) = (work / "results").glob("*_word_count.json")
        rows = json.loads(file.read_text(encoding="utf-8"))["benchmarks"]
        self.assertEqual({row["name"] for row in rows}, {"count_1000_words"})
        done = subprocess.run(["cmake", "-S", project, "-B", project / "other", f"-DCMAKE_PREFIX_PATH={self.top}", "-DTRACKMEET_LEVEL=x86-64-v9"],
                              env=environment, capture_output=True, text=True, timeout=200, check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(f"set TRACKMEET_LEVEL to one of: {LEVEL}", " ".join(done.stderr.split()))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
