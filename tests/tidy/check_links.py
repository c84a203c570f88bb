#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Follows every link from one page of ours to another file or heading of ours. Links to the web are not followed.

    check_links.py <root of the project>

Exit status: 0 all lead somewhere, 1 some do not.
"""

import re
import sys
from pathlib import Path

from sources import project_files

LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^\s*(`{3,}|~{3,})")


def prose(text):
    """The lines that are not code, with their numbers from 1."""
    fence = None
    for number, line in enumerate(text.splitlines(), 1):
        mark = FENCE.match(line)
        if mark and fence is None:
            fence = mark[1]
        elif fence is not None:
            if line.strip() == fence:
                fence = None
        else:
            yield number, line


def anchors(page):
    """The names under which a page's headings can be linked to."""
    names = set()
    for _, line in prose(page.read_text(encoding="utf-8")):
        heading = re.match(r"#+\s+(.*)", line)
        if heading:
            words = re.sub(r"[^\w\- ]", "", heading[1].strip().lower()).replace(" ", "-")
            repeated = sum(1 for name in names if re.fullmatch(re.escape(words) + r"(-\d+)?", name))
            names.add(f"{words}-{repeated}" if repeated else words)
    return names


def problem_of(link, page):
    if re.match(r"[a-z][a-z0-9+.-]*:", link):
        return None
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists():
        return f"'{link}' leads nowhere"
    if anchor and target.suffix == ".md" and anchor not in anchors(target):
        return f"'{link}': the page has no such heading"
    return None


def main():
    root = Path(sys.argv[1])
    pages = [path for path in project_files(root) if path.suffix == ".md"]
    wrong = 0
    for path in pages:
        page = root / path
        for number, line in prose(page.read_text(encoding="utf-8")):
            for link in LINK.findall(re.sub(r"`[^`]*`", "", line)):
                problem = problem_of(link, page)
                if problem:
                    print(f"{path}:{number}: error: {problem}")
                    wrong += 1
    print(f"{len(pages)} pages checked, {wrong} wrong links")
    return 1 if wrong or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
