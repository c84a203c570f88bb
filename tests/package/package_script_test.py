#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""scripts/package refuses what may not be packaged, and leaves nothing in dist/ that is not whole.

    package_script_test.py <root of the project>

It runs in a scratch repository, in which CMake and CPack are replaced: what they make is a small archive that looks like a real
one, whose bin/trackmeet tests itself well or badly. packaging/verify is the real one.
Exit status: 0 all is well, 1 something is not, 77 skipped (git is not here).
"""

import hashlib
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(sys.argv[1]).resolve()
SKIPPED = 77
NAME = f"trackmeet-1.2.3-linux-{platform.machine()}"
COPIED = ["scripts/package", "scripts/step.bash", "packaging/verify", "packaging/trackmeet", "packaging/notices.cmake",
          "packaging/archive.cmake", "LICENSE", "README.md", "INSTALL.md", "CONTRIBUTING.md", "SECURITY.md", "trackmeet.toml",
          "baselines/README.md", "docs/README.md", "results/README.md", "results/.gitkeep", "dist/README.md", ".gitignore"]

# What must be in an archive, here as empty files but for what is run.
INSIDE = """libexec/trackmeet_stamp lib/gcc/libstdc++.so.6 lib/cmake/Trackmeet/TrackmeetConfig.cmake probes/canary
    include/trackmeet/suites/support/benchmark.hpp share/man/man1/trackmeet.1 share/bash-completion/completions/trackmeet
    share/zsh/site-functions/_trackmeet share/fish/vendor_completions.d/trackmeet.fish baselines/README.md results/.gitkeep
    scripts/bench scripts/fetch-data docs/README.md examples/README.md notices/README.md README.md INSTALL.md CHANGELOG.md
    LICENSE SECURITY.md suites/base/tensor_ops suites/base/model_training suites/base/data_loading suites/base/events""".split()

FAKE_CPACK = """#!/bin/sh
[ -z "$FAKE_CPACK_SLEEPS" ] || { : >cpack-began; exec sleep 60; }
[ -z "$FAKE_CPACK_FAILS" ] || { echo 'no space left on device'; exit 1; }
[ -n "$SOURCE_DATE_EPOCH" ] || exit 1
mkdir -p build/package && cp "$FAKE_ARCHIVE" build/package/
"""


def program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


class Package(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="trackmeet package ")
        self.addCleanup(scratch.cleanup)
        self.scratch = Path(scratch.name)
        self.project = self.scratch / "a project"
        for name in COPIED:
            target = self.project / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
        (self.project / "CMakeLists.txt").write_text("project(\n  Trackmeet\n  VERSION 1.2.3\n)\n", encoding="utf-8")
        (self.project / "CHANGELOG.md").write_text("# What is new\n\n## 1.2.3 (2026-11-21)\n", encoding="utf-8")
        tools = self.scratch / "tools"
        program(tools / "cmake", "#!/bin/sh\nexit 0\n")
        program(tools / "cpack", FAKE_CPACK)
        self.environment = {"PATH": f"{tools}:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(self.scratch), "TMPDIR": str(self.scratch),
                            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "A",
                            "GIT_COMMITTER_EMAIL": "a@b", "FAKE_ARCHIVE": str(self.archive())}
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    def git(self, *arguments):
        subprocess.run(["git", *arguments], cwd=self.project, env=self.environment, check=True, capture_output=True)

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "all")

    def archive(self, without=(), also=(), self_test="echo 'This installation works.'"):
        """An archive as CPack would make it."""
        place = self.scratch / "archived"
        shutil.rmtree(place, ignore_errors=True)
        top = place / "trackmeet-1.2.3"
        for name in INSIDE:
            if name not in without:
                (top / name).parent.mkdir(parents=True, exist_ok=True)
                (top / name).write_text(name, encoding="utf-8")
        program(top / "bin/trackmeet", (ROOT / "packaging/trackmeet").read_text(encoding="utf-8"))
        program(top / "libexec/trackmeet", f"#!/bin/sh\n[ \"$1\" = self-test ] || exit 3\n{self_test}\n")
        for name, text in also:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8")
        file = self.scratch / f"{NAME}.tar.gz"
        subprocess.run(["tar", "-czf", file, *sorted(os.listdir(place))], cwd=place, check=True)
        return file

    def package(self, *arguments, **environment):
        return subprocess.run([self.project / "scripts/package", *arguments], cwd="/", env=self.environment | environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100, check=False)

    def in_dist(self):
        return sorted(entry.name for entry in (self.project / "dist").iterdir())

    def assert_refused(self, done, *words):
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        if (self.project / "dist").is_dir():
            self.assertEqual(self.in_dist(), ["README.md"])

    def test_a_sound_archive_is_put_into_dist_with_its_checksums(self):
        done = self.package("--version", "1.2.3")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.in_dist(), ["README.md", f"{NAME}.manifest", f"{NAME}.tar.gz", f"{NAME}.tar.gz.sha256"])
        dist = self.project / "dist"
        subprocess.run(["sha256sum", "--check", "--quiet", f"{NAME}.tar.gz.sha256"], cwd=dist, check=True)
        subprocess.run(["tar", "-xzf", f"{NAME}.tar.gz", "-C", self.scratch], cwd=dist, check=True)
        subprocess.run(["sha256sum", "--check", "--quiet", dist / f"{NAME}.manifest"], cwd=self.scratch, check=True)
        files = len((dist / f"{NAME}.manifest").read_text(encoding="utf-8").splitlines())
        self.assertEqual(files, len(INSIDE) + 2)
        digest = hashlib.sha256((dist / f"{NAME}.tar.gz").read_bytes()).hexdigest()
        for word in (f"dist/{NAME}.tar.gz", f"{files} files", digest, f"tar -xzf {NAME}.tar.gz", "trackmeet-1.2.3/bin/trackmeet self-test"):
            self.assertIn(word, done.stdout)

    def test_an_unknown_option_is_refused(self):
        self.assert_refused(self.package("--verison", "1"), "unknown option '--verison'", "--help")

    def test_another_version_is_refused(self):
        for other in ("1.2.4", "1.2.3-rc1", "v1.2"):
            self.assert_refused(self.package("--version", other), f"the version is 1.2.3, not {other.removeprefix('v')}", "CMakeLists.txt")

    def test_a_version_without_a_value_is_refused(self):
        self.assert_refused(self.package("--version"), "--version needs a value")

    def test_a_missing_file_is_named(self):
        (self.project / "LICENSE").unlink()
        self.commit()
        self.assert_refused(self.package(), "LICENSE is missing", "git checkout -- LICENSE")

    def test_results_must_be_committed(self):
        self.git("rm", "--cached", "--quiet", "results/.gitkeep")
        self.git("commit", "--quiet", "--message", "without")
        self.assert_refused(self.package("--allow-dirty"), "results/.gitkeep is not committed")

    def test_the_changelog_must_tell_of_the_version(self):
        (self.project / "CHANGELOG.md").write_text("## 1.2.30\n", encoding="utf-8")
        self.commit()
        self.assert_refused(self.package(), "CHANGELOG.md has nothing of version 1.2.3", "## 1.2.3")

    def test_a_tag_of_another_version_is_refused(self):
        self.git("tag", "v1.2.4")
        self.assert_refused(self.package(), "this commit is tagged v1.2.4, and its version is 1.2.3")

    def test_a_tag_of_this_version_is_taken(self):
        self.git("tag", "v1.2.3")
        self.assertEqual(self.package("--version=v1.2.3").returncode, 0)

    def test_of_two_tags_one_must_be_of_this_version(self):
        self.git("tag", "v1.2.4")
        self.git("tag", "v1.2.5")
        self.assert_refused(self.package(), "this commit is tagged v1.2.4, v1.2.5, and its version is 1.2.3")
        self.git("tag", "v1.2.3")
        self.assert_refused(self.package("--version", "1.2.4"), "the version is 1.2.3, not 1.2.4")
        self.assertEqual(self.package("--version", "1.2.3").returncode, 0)

    def test_tags_that_are_no_versions_do_not_count(self):
        (self.project / "CHANGELOG.md").write_text("## 1.2.3 (not yet released)\n", encoding="utf-8")
        self.commit()
        for tag in ("v1.2.4-rc1", "v1.2", "nightly"):
            self.git("tag", tag)
        self.assertEqual(self.package().returncode, 0)

    def test_a_version_is_three_numbers(self):
        for version in ("1.2", "1.2.3.4", "1.2.3-rc1"):
            (self.project / "CMakeLists.txt").write_text(f"project(\n  Trackmeet\n  VERSION {version}\n)\n", encoding="utf-8")
            self.commit()
            self.assert_refused(self.package(), "CMakeLists.txt names no version", "VERSION 0.1.0")

    def test_what_is_tagged_is_released(self):
        (self.project / "CHANGELOG.md").write_text("## 1.2.3 (not yet released)\n", encoding="utf-8")
        self.commit()
        self.assertEqual(self.package().returncode, 0)
        for name in self.in_dist():
            if name != "README.md":
                (self.project / "dist" / name).unlink()
        self.git("tag", "v1.2.3")
        self.assert_refused(self.package(), "not yet released", "write the day")

    def test_a_dirty_tree_is_refused_unless_it_is_allowed(self):
        (self.project / "stray.txt").write_text("?", encoding="utf-8")
        self.assert_refused(self.package(), "?? stray.txt", "not committed", "--allow-dirty")
        self.assertEqual(self.package("--allow-dirty").returncode, 0)

    def test_what_git_ignores_is_not_packed_unseen(self):
        build = self.project / "examples/downstream/build"
        build.mkdir(parents=True)
        (build / ".gitignore").write_text("*\n", encoding="utf-8")
        self.assert_refused(self.package(), "!! examples/", "not committed")

    def test_a_folder_without_a_commit_is_refused(self):
        shutil.rmtree(self.project / ".git")
        self.assert_refused(self.package(), "this is no checkout of a commit")

    def test_dist_that_cannot_be_written_is_told_before_anything_is_built(self):
        shutil.rmtree(self.project / "dist")
        (self.project / "dist").write_text("a file", encoding="utf-8")
        self.commit()
        done = self.package(FAKE_CPACK_FAILS="yes")
        self.assert_refused(done, "dist/ cannot be written")
        self.assertNotIn("packing", done.stderr)

    def test_a_full_disk_leaves_nothing(self):
        self.archive(also=[("trackmeet-1.2.3/large", os.urandom(200_000).hex())])
        mount = 'mount -t tmpfs -o size=100k tmpfs "$1/dist" && shift && "$@"; status=$?; ls -A "$0"; exit $status'
        unshare = ["unshare", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--mount"]
        if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
            self.skipTest("no file system can be mounted here")
        done = subprocess.run([*unshare, "sh", "-c", mount, self.project / "dist", self.project, self.project / "scripts/package", "--allow-dirty"],
                              env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100, check=False)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("could not be copied to dist/", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_a_failed_cpack_leaves_nothing_and_shows_its_log(self):
        self.assert_refused(self.package(FAKE_CPACK_FAILS="yes"), "no space left on device", "packing failed")

    def test_what_an_earlier_call_packed_does_not_count(self):
        self.assertEqual(self.package().returncode, 0)
        for name in self.in_dist():
            if name != "README.md":
                (self.project / "dist" / name).unlink()
        program(self.scratch / "tools/cpack", "#!/bin/sh\nexit 0\n")
        self.assert_refused(self.package(), "CPack made no build/package")

    def test_an_archive_that_is_not_whole_is_not_kept(self):
        cases = [
            ("a file too few", {"without": ["notices/README.md"]}, "notices/README.md is not in the archive"),
            ("a suite too few", {"without": ["suites/base/events"]}, "the suite events is not in the archive"),
            ("a second folder", {"also": [("else/where", "")]}, "has not one folder"),
            ("a path of this machine", {"also": [("trackmeet-1.2.3/x", f"at {self.project}/core")]}, "where it was built, stands in trackmeet-1.2.3/x"),
            ("it does not work", {"self_test": "echo FAILED measuring; exit 2"}, "FAILED measuring"),
        ]
        for name, how, message in cases:
            with self.subTest(name):
                self.archive(**how)
                self.assert_refused(self.package(), message)

    def test_a_damaged_archive_is_not_kept(self):
        file = self.archive()
        file.write_bytes(file.read_bytes()[:200])
        self.assert_refused(self.package(), "cannot be read")

    def test_what_a_killed_call_left_goes_away(self):
        (self.project / "dist/.unfinished.abcdef").mkdir()
        (self.project / "dist/.unfinished.abcdef" / f"{NAME}.tar.gz").write_text("half", encoding="utf-8")
        self.assertEqual(self.package().returncode, 0)
        self.assertEqual(len(self.in_dist()), 4)

    def test_an_interruption_leaves_nothing(self):
        for sent, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(sent):
                running = subprocess.Popen([self.project / "scripts/package"], env=self.environment | {"FAKE_CPACK_SLEEPS": "yes"}, cwd="/",
                                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
                began = self.project / "cpack-began"
                for _ in range(600):
                    if began.exists():
                        break
                    time.sleep(0.05)
                self.assertTrue(began.exists())
                self.assertEqual(len(self.in_dist()), 2)  # something unfinished
                os.killpg(running.pid, sent)
                running.communicate(timeout=30)
                self.assertEqual(running.returncode, status)
                self.assertEqual(self.in_dist(), ["README.md"])
                began.unlink()


if __name__ == "__main__":
    if not shutil.which("git"):
        print("skipped: git is not here")
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1])
