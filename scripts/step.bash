# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# One step of a script: says what it does, keeps the output in a log, and shows the log's end if the step fails.
# Meant to be sourced; prints on standard error only.

say() { printf '%s\n' "$*" >&2; }

# Follows Ninja's `[12/80] …` on one line of the terminal.
show_progress() {
  local what=$1 line
  while IFS= read -r line; do
    if [[ $line =~ ^\[([0-9]+/[0-9]+)\] ]]; then printf '\r\033[K%s: %s' "$what" "${BASH_REMATCH[1]}" >&2; fi
  done
  printf '\r\033[K' >&2
}

# step <what it does> <log> <command> [argument…]
# The command's exit status; its output is appended to the log.
step() {
  local what=$1 log=$2 status=0
  shift 2
  say "$what (log: $log)"
  if [ -t 2 ]; then
    { "$@" 2>&1 </dev/null | tee -a "$log" | show_progress "$what"; } || status=${PIPESTATUS[0]}
  else
    "$@" >>"$log" 2>&1 </dev/null || status=$?
  fi
  if [ "$status" -ne 0 ]; then
    tail -n 40 "$log" >&2
    say "error: $what failed with status $status; the whole log: $log"
  fi
  return "$status"
}

# configure_and_build <preset>: in the project's root; the log is build/<preset>.log.
configure_and_build() {
  local preset=$1 log="build/$1.log" jobs
  jobs=$(getconf _NPROCESSORS_ONLN)
  mkdir -p build
  : >"$log"
  step "configuring $preset" "$log" cmake --preset "$preset" || return
  step "building $preset with $jobs jobs" "$log" cmake --build --preset "$preset" -j "$jobs"
}
