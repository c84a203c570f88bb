#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The shells complete what the program's help shows, with the scripts that the program prints.

    completion_test.py <trackmeet>

A shell that is not here is skipped, and that is said.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TRACKMEET = Path(sys.argv[1]).resolve()
BASH = r"""
source "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_trackmeet
printf '%s\n' "${COMPREPLY[@]}"
"""


def trackmeet(*arguments):
    return subprocess.run([TRACKMEET, *arguments], capture_output=True, text=True, check=True).stdout


class Completion(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.scratch = Path(scratch.name)
        (self.scratch / "a file.json").touch()
        (self.scratch / "a folder").mkdir()

    def script(self, shell):
        file = self.scratch / f".{shell}"
        file.write_text(trackmeet("completion", shell), encoding="utf-8")
        return file

    def run_shell(self, *command):
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.scratch), "TERM": "dumb", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, cwd=self.scratch, env=environment, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr, "")
        return done.stdout

    def bash(self, *words):
        return self.run_shell("bash", "--norc", "-c", BASH, "bash", str(self.script("bash")), "trackmeet", *words).split("\n")[:-1]

    def test_bash_completes(self):
        cases = [
            ("the beginning of a command", ["be"], ["bench"]),
            ("several commands", ["ba"], ["baseline"]),
            ("a command below a command", ["baseline", "a"], ["accept"]),
            ("an option", ["run", "--rou"], ["--rounds"]),
            ("one of another command not", ["run", "--gat"], [""]),
            ("the value of an option", ["bench", "--gate", "m"], ["minor", "moderate"]),
            ("the value behind an equals sign", ["bench", "--gate", "=", "sev"], ["severe"]),
            ("all values behind an equals sign", ["run", "--profile", "="], ["quick", "full"]),
            ("no value of a number", ["run", "--rounds", ""], [""]),
            ("a file", ["compare", "a f"], ["a file.json", "a folder"]),
            ("a folder", ["run", "--out", "a"], ["a folder"]),
            ("a file behind an option", ["run", "--config", "a fi"], ["a file.json"]),
            ("a shell", ["completion", ""], ["bash", "zsh", "fish"]),
            ("nothing hidden", ["is"], [""]),
        ]
        for name, words, want in cases:
            with self.subTest(name):
                self.assertEqual(sorted(self.bash(*words)), sorted(want))

    def test_every_long_option_of_every_command_is_completed(self):
        help_text = trackmeet("--help")
        commands = re.findall(r"^  ([a-z-]+)  ", help_text.split("Subcommands:")[1].split("\n\n")[0], re.MULTILINE)
        self.assertGreater(len(commands), 8)
        for command in commands:
            options = re.findall(r"^  (?:-\w,)?(--[a-z-]+)", trackmeet(command, "--help"), re.MULTILINE)
            self.assertIn("--help", options)
            self.assertLessEqual(set(options), set(self.bash(command, "--")), command)

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not here")
    def test_zsh_completes(self):
        # A terminal of its own, in which a key completes the line and shows what came of it. Keys that wait would keep it from completing.
        settings = self.scratch / "settings"
        settings.write_text(f"""autoload -U compinit; compinit -u -D; source {self.script("zsh")}
show() {{ zle complete-word; print -r -- "<$BUFFER>" >>{self.scratch}/shown; zle kill-whole-line }}
zle -N show; bindkey '^X' show; unsetopt beep; : >{self.scratch}/shown
""", encoding="utf-8")
        asked = r"""
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "source $1; print ready"
zpty -r -m z line $'*\nready*'
count=0
for typed in "${@:2}"; do
  zpty -w -n z "trackmeet $typed"$'\x18'
  ((++count))
  for try in {1..400}; do
    (($(wc -l <shown) == count)) && break
    sleep 0.05
  done
done
"""
        cases = {"basel": "trackmeet baseline", "bench --gate sev": "trackmeet bench --gate severe", "baseline acc": "trackmeet baseline accept",
                 "run --rou": "trackmeet run --rounds=", "run --config 'a fi": "trackmeet run --config 'a file.json'",
                 "completion z": "trackmeet completion zsh"}
        self.run_shell("zsh", "-f", "-c", asked, "zsh", str(settings), *cases)
        shown = (self.scratch / "shown").read_text(encoding="utf-8").splitlines()
        self.assertEqual([line[1:-1].rstrip() for line in shown], list(cases.values()))

    @unittest.skipUnless(shutil.which("fish"), "fish is not here")
    def test_fish_completes(self):
        script = self.script("fish")
        for typed, want in (("be", "bench"), ("baseline acc", "accept"), ("run --rou", "--rounds"), ("bench --gate sev", "severe")):
            with self.subTest(typed):
                shown = self.run_shell("fish", "--no-config", "-c", f"source {script}; complete -C 'trackmeet {typed}'")
                self.assertIn(want, [line.split("\t")[0] for line in shown.splitlines()])

    @unittest.skipUnless(shutil.which("groff"), "groff is not here")
    def test_the_manual_page_has_every_command(self):
        page = self.scratch / "trackmeet.1"
        page.write_text(trackmeet("man"), encoding="utf-8")
        shown = self.run_shell("groff", "-man", "-Tutf8", "-ww", "-P-c", str(page))
        for words in ("trackmeet bench", "trackmeet baseline accept", "--rounds", "EXAMPLES".capitalize(), "Exit status:"):
            self.assertIn(words, re.sub(r".\x08", "", shown))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
