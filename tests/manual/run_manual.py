#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the manual: every command in a page's ```console blocks must print what the page says that it prints.

    run_manual.py --program <trackmeet> [--examples <folder>] <page.md>
    run_manual.py --archive <file.tar.gz> [--examples <folder>] <page.md>

The commands of one page run one after the other, in one temporary folder that holds a copy of examples/. Both output
streams count, as a terminal shows them. README.md in this folder tells how to write such blocks. With UPDATE_GOLDEN=1 in the environment
the page is corrected instead. With an archive there is no program, but the archive and its checksum, for a page that installs it.

Exit status: 0 the page is right (or was corrected), 1 it is not, 2 it could not be run.
"""

import argparse
import difflib
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from console_blocks import BadBlock, console_blocks, output_fits  # noqa: E402
from sandbox import sandbox  # noqa: E402

ALLOWED = ["trackmeet", "echo", "cat", "ls", "cd", "cp", "head"]
TO_INSTALL = ["tar", "mkdir", "ln", "rm", "sha256sum", "cmake"]
SECONDS = 60


def forbidden_word(command, allowed):
    """The first program in `command` that is not among those `allowed`, or None. Where a program lies does not matter."""
    lexer = shlex.shlex(command.replace("\\\n", " "), posix=True, punctuation_chars="|&;()<>`")
    lexer.whitespace_split = True
    at_start = True
    for word in lexer:
        if set(word) <= set("|&;()`"):
            at_start = True
        elif at_start and not re.fullmatch(r"\w+=.*", word):
            if word.rpartition("/")[2] not in allowed:
                return word
            at_start = False
    return None


class Terminal:
    """Runs one command after the other, as someone would who types them: the folder and `$?` are kept."""

    def __init__(self, work, environment):
        self.environment = dict(environment)
        self.folder = work
        self.status = 0
        self.allowed = ALLOWED
        self.tools = Path(environment["HOME"]) / ".local/bin"
        self.environment["PATH"] = f"{self.tools}:{environment['PATH']}"

    def has_program(self, program):
        self.tools.mkdir(parents=True)
        (self.tools / "trackmeet").symlink_to(Path(program).resolve())

    def has_archive(self, archive):
        """As it was downloaded: with its checksum, and not installed."""
        shutil.copy(archive, self.folder)
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        (self.folder / f"{archive.name}.sha256").write_text(f"{digest}  {archive.name}\n", encoding="utf-8")
        self.allowed = ALLOWED + TO_INSTALL

    def type(self, command):
        """The lines that it printed."""
        where = Path(self.environment["HOME"]) / "pwd"
        script = f'(exit {self.status})\n{command}\nstatus=$?; pwd >"$HOME/pwd"; exit $status'
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-c", script], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS, check=False,
        )
        self.status = done.returncode
        self.folder = Path(where.read_text(encoding="utf-8").rstrip("\n")) if where.exists() else self.folder
        return done.stdout.decode("utf-8", "backslashreplace").splitlines()


def run_block(block, terminal, page):
    """Runs the commands of a block; gives its lines as they ought to be and the number of wrong commands."""
    lines, wrong = [], 0
    for command in block.commands:
        word = forbidden_word(command.text, terminal.allowed)
        if word:
            raise BadBlock(command.line, f"the manual does not run '{word}' (it runs {', '.join(terminal.allowed)})")
        printed = terminal.type(command.text)
        expected = command.output
        if not output_fits(expected, printed):
            wrong += 1
            print(f"{page}:{command.line}: error: '{command.text}' prints something else")
            print("\n".join(difflib.unified_diff(expected, printed, "the page", "the program", lineterm="")))
            expected = printed
        first, *more = command.text.split("\n")
        lines += ["$ " + first, *("> " + line for line in more), *expected]
    return [(block.indent + line).rstrip() if not line else block.indent + line for line in lines], wrong


def main():
    parser = argparse.ArgumentParser()
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--program", type=Path)
    what.add_argument("--archive", type=Path)
    parser.add_argument("--examples", type=Path)
    parser.add_argument("page", type=Path)
    options = parser.parse_args()

    text = options.page.read_text(encoding="utf-8")
    lines = text.splitlines()
    wrong = 0
    corrections = []
    try:
        with sandbox(options.examples, "examples") as (work, environment):
            terminal = Terminal(work, environment)
            if options.program:
                terminal.has_program(options.program)
            else:
                terminal.has_archive(options.archive)
            for block in console_blocks(text):
                if block.run:
                    right, wrong_here = run_block(block, terminal, options.page)
                    wrong += wrong_here
                    corrections.append((block, right))
    except BadBlock as bad:
        print(f"{options.page}:{bad.args[0]}: error: {bad.args[1]}")
        return 2
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        print(f"{options.page}: error: {error}")
        return 2

    if not wrong:
        return 0
    if os.environ.get("UPDATE_GOLDEN"):
        for block, right in reversed(corrections):
            lines[block.first : block.last] = right
        options.page.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"corrected: {options.page}")
        return 0
    print("If the program is right: UPDATE_GOLDEN=1 ./scripts/test --preset dev -- -L manual, and review the diff.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
