#!/usr/bin/env bash
# document.sh RESULT: puts the machine and the table of a result of benchmark.sh into docs/performance.md, between its markers, in
# place of those before.
set -eu
result=${1:?"name a file of load-tests/results"}
page=$(dirname "$0")/../docs/performance.md
grep -q '^| what |' "$result" || { echo "document.sh: $result has no table of benchmark.sh" >&2; exit 2; }
new=$(mktemp)
trap 'rm -f "$new"' EXIT
awk -v result="$result" '
  # Without its title; the lines of the machine become a list below a sentence.
  function content(   line) {
    while ((getline line < result) > 0) {
      if (sub(/^# Figures of /, "", line)) line = line " (`load-tests/results/" name(result) "`):"
      print line
    }
  }
  function name(path) { sub(/.*\//, "", path); return path }
  /^<!-- benchmark -->$/ { print; content(); within = 1 }
  /^<!-- \/benchmark -->$/ { within = 0 }
  !within
' "$page" > "$new"
cat "$new" > "$page"
