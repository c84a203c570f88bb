#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# benchmarks.sh BASE [HEAD]: for any other service, or for none. A duet of where HEAD left BASE and HEAD; its exit status
# is the answer: 0 nothing is worse, 1 a regression was found, 2 the question could not be answered.
set -eu
head=${2:-HEAD}
base=$(git merge-base "${1:?what HEAD is to be merged into, such as origin/main}" "$head")

mkdir -p report
exec trackmeet duet --base "$base" --head "$head" --budget 10m --out report/results \
  --junit report/junit.xml --html report/report.html --json report/verdict.json --markdown report/comment.md
