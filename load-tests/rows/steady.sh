#!/usr/bin/env bash
# 1,000 single writes a second from 100 sessions, at fixed times, against the server that stores nothing.
set -u
. "$(dirname "$0")/../lib/lib.sh"
rounds=${ROUNDS:-$([ "$quick" ] && echo 3 || echo 5)} seconds=${SECONDS_EACH:-$([ "$quick" ] && echo 6 || echo 15)}
start_bridge bridge
start_noop bridge

# run NAME SECONDS: p50 p99 p99.9
run() {
  node "$load_tests/concurrent-sessions.js" "${url[$1]}" --rate 1000 --total 10000000 --only-calls --warm-up-s 2 \
    --seconds $(($2 + 2)) --json > "$work/run.json" || { cat "$work/run.json" >&2; fail "not every write was answered"; }
  node -e 'const l = JSON.parse(require("fs").readFileSync(0)).latency_ms; console.log(l.p50, l.p99, l.p999)' < "$work/run.json"
}
run noop 6 > /dev/null
run bridge 6 > /dev/null
for round in $(seq "$rounds"); do
  echo "$(run noop "$seconds") $(run bridge "$seconds")" >> "$work/rounds"
  say "round $round: no-op and bridge p50 p99 p99.9 ms: $(tail -1 "$work/rounds")"
done
r=$work/rounds
line() { # NAME NO-OP-COLUMN BRIDGE-COLUMN BAR CONDITION
  row "1,000 writes/s, 100 sessions: $1" "$(figure "$3" "$r") ms" "no-op server $(figure "$2" "$r") ms" \
    "$(calc "$(figure "$3" "$r") / $(figure "$2" "$r")")" "$(spread "$3" "$r") ms" "$4" "$5"
}
line p50 1 4 "≤ 2 ms" "$(figure 4 "$r") <= 2"
line p99 2 5 "≤ 2 × + 2 ms, ≤ 10 ms" "$(figure 5 "$r") <= 2 * $(figure 2 "$r") + 2 && $(figure 5 "$r") <= 10"
line p99.9 3 6 "" -
