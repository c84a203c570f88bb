#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs one golden session: `trackmeet` with the arguments of a file, held against the bytes that it must print.

    run_golden.py --program <trackmeet> [--version <x.y.z>] <golden/area/name.args>

Beside name.args lie name.stdout, name.stderr and name.exit (missing: empty, empty and 0) and, if wanted, name.stdin.
README.md in this folder tells the rest. With UPDATE_GOLDEN=1 in the environment the files are rewritten instead.

Exit status: 0 as expected (or rewritten), 1 something differs, 2 the session could not be run.
"""

import argparse
import difflib
import os
import shlex
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from sandbox import sandbox  # noqa: E402

SECONDS = 60


def read(path):
    return path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""


def write(path, text, when_missing):
    """Writes `text`, or removes the file where a missing one says the same."""
    if text == when_missing:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))


def run(program, args_file):
    """The session's standard output, standard error and exit status, the sandbox's folder shown as <folder>."""
    arguments = shlex.split(read(args_file), comments=True)
    with sandbox(args_file.parent / "fixtures") as (folder, environment):
        done = subprocess.run(
            [Path(program).resolve(), *arguments], cwd=folder, env=environment, input=read(args_file.with_suffix(".stdin")).encode(),
            capture_output=True, timeout=SECONDS, check=False,
        )
        texts = [stream.decode("utf-8", "surrogateescape") for stream in (done.stdout, done.stderr)]
        out, err = (text.replace(str(folder), "<folder>") for text in texts)
    return {".stdout": out, ".stderr": err, ".exit": f"{done.returncode}\n"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--version", default="")
    parser.add_argument("args_file", type=Path)
    options = parser.parse_args()

    try:
        actual = run(options.program, options.args_file)
    except subprocess.TimeoutExpired:
        print(f"{options.args_file}: error: did not end within {SECONDS} s")
        return 2
    except (OSError, ValueError) as error:
        print(f"{options.args_file}: error: {error}")
        return 2

    different = False
    for ending, text in actual.items():
        path = options.args_file.with_suffix(ending)
        when_missing = "0\n" if ending == ".exit" else ""
        expected = read(path) or when_missing
        if options.version and "<version>" in expected:
            text = text.replace(options.version, "<version>")
        if text == expected:
            continue
        if os.environ.get("UPDATE_GOLDEN"):
            write(path, text, when_missing)
            print(f"rewritten: {path}")
            continue
        different = True
        sides = (expected.splitlines(True), text.splitlines(True))
        for line in difflib.unified_diff(*sides, f"expected {path}", "printed"):
            shown = line.encode("utf-8", "backslashreplace").decode()
            print(shown, end="" if line.endswith("\n") else "\n\\ no newline at the end\n")
    if different:
        print("If the new output is right: UPDATE_GOLDEN=1 ./scripts/test --preset dev -- -L golden, and review the diff.")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
