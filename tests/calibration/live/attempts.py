# SPDX-License-Identifier: Apache-2.0
"""The store of a live calibration: one JSON line for every attempt, written before the next one starts.

An attempt is known by its stage, cell, tool and number. What is in store is not measured again, so that a calibration
that was interrupted goes on where it stopped, and none that was measured is left out of the page.
"""

import json
import os
from pathlib import Path


class StoreError(Exception):
    """What is wrong with a store, and the way out."""


def key_of(attempt):
    return (attempt["stage"], attempt["cell"], attempt["tool"], attempt["number"])


class Attempts:
    """Those in `folder`/attempts.jsonl. The first line says which programs, machine and seed they are of."""

    def __init__(self, folder):
        self.file = Path(folder) / "attempts.jsonl"
        self.about, self.all, self.known = None, [], set()
        if not self.file.exists():
            return
        whole = self.file.read_bytes()
        lines = whole.split(b"\n")
        if lines.pop():  # a line that was cut off as it was written
            self.file.write_bytes(whole[: whole.rfind(b"\n") + 1])
        try:
            records = [json.loads(line) for line in lines]
        except ValueError as problem:
            raise StoreError(f"{self.file}: {problem}; --fresh starts another one") from None
        if records:
            self.about = records[0]["about"]
        for attempt in records[1:]:
            self.remember(attempt)

    def remember(self, attempt):
        self.all.append(attempt)
        self.known.add(key_of(attempt))

    def begin(self, about):
        """Takes `about` for a new store; refuses to mix programs, machines or seeds in one that is there."""
        if self.about is None:
            self.about = about
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.write({"about": about})
            return
        differ = [name for name in ("trackmeet", "canary", "machine_class", "seed", "quick") if self.about.get(name) != about.get(name)]
        if differ:
            raise StoreError(
                f"{self.file} was measured with another {' and '.join(differ)}; --fresh sets it aside and starts anew"
            )

    def measure_again(self, cells, about):
        """Forgets the attempts at `cells`, pairs of stage and name, so that the programs that `about` tells of make them anew.
        What stays keeps the version that measured it; the file as it was is set aside."""
        if self.about is None:
            raise StoreError(f"{self.file} holds nothing that could be measured again")
        kept = [{"version": self.about["version"]} | a for a in self.all if key_of(a)[:2] not in cells]
        self.set_aside()
        self.begin(about)
        for attempt in kept:
            self.add(attempt)

    def versions(self):
        """Which versions measured how many attempts, the oldest first."""
        counts = {}
        for attempt in self.all:
            version = attempt.get("version", self.about["version"])
            counts[version] = counts.get(version, 0) + 1
        return counts

    def add(self, attempt):
        self.write(attempt)
        self.remember(attempt)

    def write(self, record):
        with self.file.open("a") as out:
            out.write(json.dumps(record) + "\n")
            out.flush()
            os.fsync(out.fileno())

    def set_aside(self):
        """Renames the file, so that nothing that was measured is lost."""
        if not self.file.exists():
            return
        number = 1
        while (aside := self.file.with_name(f"attempts.{number}.jsonl")).exists():
            number += 1
        self.file.rename(aside)
        self.about, self.all, self.known = None, [], set()

    def of(self, stage, tool=None, cell=None):
        """Attempts of a stage in the order in which they were made."""
        return [
            a for a in self.all
            if a["stage"] == stage and tool in (None, a["tool"]) and cell in (None, a["cell"])
        ]
