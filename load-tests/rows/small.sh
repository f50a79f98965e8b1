#!/usr/bin/env bash
# What agents really do: few events. Latency at 1, 10 and 100 writes a second from a bridge that started 5 s ago, of the first
# 1,000 writes of one connection after a start, and CPU-seconds an hour while nothing happens and with one event a second.
# At 10 a second it takes a minute even if it is to be quick: of 200 writes the 99th percentile would be the second that came.
set -u
. "$(dirname "$0")/../lib/lib.sh"
seconds=$([ "$quick" ] && echo 20 || echo 60) rounds=${ROUNDS:-$([ "$quick" ] && echo 1 || echo 3)}

# lasts WRITES-A-SECOND: seconds.
lasts() { [ "$1" = 10 ] && echo 60 || echo "$seconds"; }

# paced NAME WRITES-A-SECOND SECONDS: p50 and p99 in ms of writes at fixed times.
paced() {
  node "$load_tests/concurrent-sessions.js" "${url[$1]}" --sessions $(($2 < 20 ? $2 : 20)) --rate "$2" --total 10000000 --only-calls \
    --seconds "$3" --json > "$work/run.json" || fail "not every write was answered"
  node -e 'const l = JSON.parse(require("fs").readFileSync(0)).latency_ms; console.log(l.p50, l.p99)' < "$work/run.json"
}

for round in $(seq "$rounds"); do
  for rate in 1 10 100; do
    start_bridge bridge
    sleep 5
    paced bridge "$rate" "$(lasts "$rate")" >> "$work/paced-$rate"
    stop bridge
    unset 'home[bridge]'
    rm -rf "$work/bridge"
  done
  start_bridge bridge
  node "$load_tests/lib/first-writes.js" "${url[bridge]}" --writes 1000 >> "$work/first" || fail "not every write was answered"
  stop bridge
  unset 'home[bridge]'
  rm -rf "$work/bridge"
  say "round $round: p50 and p99 in ms at 1/s $(tail -1 "$work/paced-1"), 10/s $(tail -1 "$work/paced-10"), 100/s $(tail -1 "$work/paced-100"); the first 1,000: $(tail -1 "$work/first")"
done
for rate in 1 10 100; do
  bar='' condition=-
  [ "$rate" = 10 ] && bar="≤ 8 ms" condition="$(figure 2 "$work/paced-10") <= 8"
  row "$rate writes/s from a start 5 s ago, $(lasts "$rate") s: p99" "$(figure 2 "$work/paced-$rate") ms" "p50 $(figure 1 "$work/paced-$rate") ms" "" \
    "$(spread 2 "$work/paced-$rate") ms" "$bar" "$condition"
done
row "the first 1,000 writes of one connection after a start: p99" "$(figure 3 "$work/first") ms" "p50 $(figure 2 "$work/first") ms" "" \
  "$(spread 3 "$work/first") ms" "" -
row "the very first of them" "$(figure 4 "$work/first") ms" "" "" "$(spread 4 "$work/first") ms" "" -

# hourly SECONDS COMMAND...: CPU-seconds of the bridge that an hour of this would take.
hourly() {
  local of=$1 before
  shift
  before=$(cpu_ms bridge)
  "$@" > /dev/null
  calc "($(cpu_ms bridge) - $before) / $of * 3.6" %.1f
}
start_bridge bridge
sleep 10
idle=$(hourly "$seconds" sleep "$seconds")
paced bridge 1 10 > /dev/null
row "CPU-seconds an hour at 1 event/s, from $seconds s" "$(hourly "$seconds" paced bridge 1 "$seconds") s" "idle $idle s" "" "" "" -
