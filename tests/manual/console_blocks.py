# SPDX-License-Identifier: Apache-2.0
"""The ```console blocks of a Markdown page: which commands they show, and what those are said to print."""

import re
from dataclasses import dataclass, field

FENCE = re.compile(r"^(\s*)(`{3,})\s*console\b[ \t]*(.*?)\s*$")
REASON = re.compile(r"^\s*<!--\s*no-run:\s*\S.*-->\s*$")


@dataclass
class Command:
    text: str  # without the prompt; continuation lines joined by newlines
    line: int  # of the prompt, from 1
    output: list = field(default_factory=list)  # lines, without their indentation


@dataclass
class Block:
    first: int  # index of the first line within the fence, from 0
    last: int  # index of the closing fence
    indent: str
    commands: list
    run: bool = True


class BadBlock(Exception):
    """A block that cannot be understood: (line, message)."""


def parse_block(lines, first, last, indent):
    commands = []
    for index in range(first, last):
        line = lines[index].removeprefix(indent)
        if line.startswith("$ "):
            commands.append(Command(line[2:], index + 1))
        elif not commands:
            raise BadBlock(index + 1, "a console block begins with a command: '$ …'")
        elif not commands[-1].output and commands[-1].text.endswith("\\") and line.startswith("> "):
            commands[-1].text += "\n" + line[2:]
        else:
            commands[-1].output.append(line)
    return commands


def console_blocks(text):
    """Every console block, in order."""
    lines = text.splitlines()
    index = 0
    while index < len(lines):
        fence = FENCE.match(lines[index])
        if not fence:
            index += 1
            continue
        indent, ticks, words = fence.groups()
        if words not in ("", "no-run"):
            raise BadBlock(index + 1, f"after 'console' comes nothing or 'no-run', not '{words}'")
        if words and not (index > 0 and REASON.match(lines[index - 1])):
            raise BadBlock(index + 1, "a block that is not run has the reason in the line above: <!-- no-run: … -->")
        first = index + 1
        last = next((i for i in range(first, len(lines)) if lines[i].strip() == ticks), None)
        if last is None:
            raise BadBlock(index + 1, "the block is not closed")
        yield Block(first, last, indent, parse_block(lines, first, last, indent), run=not words)
        index = last + 1


def output_fits(expected, printed):
    """Whether lines are as expected; a line `...` stands for any lines, or none."""
    if "..." not in expected:
        return expected == printed
    cut = expected.index("...")
    head, tail = expected[:cut], expected[cut + 1 :]
    if printed[:cut] != head:
        return False
    return any(output_fits(tail, printed[start:]) for start in range(cut, len(printed) + 1))
