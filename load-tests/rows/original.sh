#!/usr/bin/env bash
# A start on an empty home, the first 2,000 writes of one connection and the memory after them, against the original's stack:
# FastAPI and aiosqlite with a commit for each event. Needs Python 3 with venv; takes the packages from PyPI once.
set -u
. "$(dirname "$0")/../lib/lib.sh"
needs python3 python3-venv
rounds=${ROUNDS:-$([ "$quick" ] && echo 3 || echo 7)} writes=2000
original_python || fail "the packages can't be installed"

# once NAME: milliseconds to the first answer, writes a second, and PSS in MB after them.
once() {
  local from ready writes_s
  rm -f "$work"/original.db*
  port[original]=$(free_port)
  from=$(now_ms)
  if [ "$1" = bridge ]; then start_bridge bridge; else start_original original "$work"; fi
  ready=$(($(now_ms) - from))
  writes_s=$(node "$load_tests/lib/first-writes.js" "${url[$1]}" --writes "$writes") || fail "not every write was answered"
  echo "$ready ${writes_s%% *} $(pss_mb "$1")"
  stop "$1"
}
for round in $(seq "$rounds"); do
  bridge=$(once bridge)
  unset 'home[bridge]'
  rm -rf "$work/bridge"
  original=$(once original)
  say "round $round: ms to ready, writes/s, MB: bridge $bridge, original $original"
  read -r -a b <<< "$bridge"
  read -r -a o <<< "$original"
  echo "$bridge $original $(calc "${b[1]} / ${o[1]}" %.3f)" >> "$work/rounds"
done
r=$work/rounds
row "start to ready on an empty home" "$(figure 1 "$r") ms" "the original's stack $(figure 4 "$r") ms" "$(calc "$(figure 1 "$r") / $(figure 4 "$r")")" "$(spread 1 "$r" %.0f) ms" "" -
row "the first $writes writes of one connection after a start" "$(figure 2 "$r")/s" "the original's stack $(figure 5 "$r")/s" \
  "$(figure 7 "$r")" "$(spread 7 "$r")" "≥ 1.0" "$(figure 7 "$r") >= 1.0"
row "PSS after that" "$(figure 3 "$r") MB" "the original's stack $(figure 6 "$r") MB" "$(calc "$(figure 3 "$r") / $(figure 6 "$r")")" "" "" -
