#!/usr/bin/env bash
# What one traceTool() costs the agent, against JSON.stringify of the same params.
set -u
. "$(dirname "$0")/../lib/lib.sh"
rounds=${ROUNDS:-$([ "$quick" ] && echo 3 || echo 5)}
for _ in $(seq "$rounds"); do
  node --expose-gc "$load_tests/../openclaw/bench/trace-tool.js" > "$work/said" # its own bars are its own tests' matter
  awk '/median of JSON.stringify/ {s = $4} /median of traceTool/ {t = $4} END {printf "%.2f %.2f %.3f\n", t, s, t / s}' "$work/said" >> "$work/rounds"
done
r=$work/rounds
row "one traceTool() call in Node, median" "$(figure 1 "$r") µs" "JSON.stringify $(figure 2 "$r") µs; the original's claim ~2 µs" \
  "$(figure 3 "$r")" "$(spread 3 "$r")" "≤ 2 µs" "$(figure 1 "$r") <= 2"
