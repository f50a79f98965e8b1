#!/usr/bin/env bash
# A start on an empty home, the first 2,000 writes of one connection and the memory after them, against the original's stack:
# FastAPI and aiosqlite with a commit for each event. Needs Python 3 with venv; takes the packages from PyPI once.
set -u
. "$(dirname "$0")/../lib/lib.sh"
needs python3 python3-venv
rounds=${ROUNDS:-$([ "$quick" ] && echo 3 || echo 7)} writes=2000
python=${LOAD_DATA:-$load_tests/../target/load-data}/original/bin/python
if ! "$python" -c 'import fastapi, aiosqlite, uvicorn, httptools, uvloop' 2>/dev/null; then
  say "installing FastAPI, uvicorn and aiosqlite from PyPI"
  python3 -m venv "$(dirname "$(dirname "$python")")" && "$python" -m pip install -q fastapi 'uvicorn[standard]' aiosqlite || fail "the packages can't be installed"
fi
pss_mb() { awk '/^Pss:/ {sum += $2} END {printf "%.1f\n", sum / 1024}' "/proc/${pid[$1]}/smaps_rollup"; }
start_original() {
  port[original]=$(free_port)
  rm -f "$work"/original.db*
  "$python" "$load_tests/lib/original.py" "${port[original]}" "$work/original.db" 2>"$work/original.log" &
  pid[original]=$!
  url[original]=http://127.0.0.1:${port[original]}
  until curl -sf -o /dev/null "${url[original]}/health"; do
    kill -0 "${pid[original]}" 2>/dev/null || { cat "$work/original.log" >&2; fail "the original's stack did not start"; }
    sleep 0.005
  done
}

# once NAME: milliseconds to the first answer, writes a second, and PSS in MB after them.
once() {
  local from ready writes_s
  from=$(now_ms)
  if [ "$1" = bridge ]; then start_bridge bridge; else start_original; fi
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
