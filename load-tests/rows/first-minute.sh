#!/usr/bin/env bash
# CPU of a bridge's first minute at 100 writes a second, start included, as shipped and with the quick compiler only. Both run
# side by side, because a machine that does other work would favour one of two that take turns.
set -u
. "$(dirname "$0")/../lib/lib.sh"
rounds=${ROUNDS:-$([ "$quick" ] && echo 1 || echo 3)}
for round in $(seq "$rounds"); do
  start_bridge shipped
  LIGHTNING_JAVA_OPTS=-XX:TieredStopAtLevel=1 start_bridge quick
  loads=()
  for side in shipped quick; do
    node "$load_tests/concurrent-sessions.js" "${url[$side]}" --rate 100 --total 10000000 --only-calls --warm-up-s 0 \
      --seconds 58 --json > "$work/$side.json" &
    loads+=($!)
  done
  for load in "${loads[@]}"; do wait "$load" || fail "not every write was answered"; done
  echo "$(cpu_ms shipped) $(cpu_ms quick) $(calc "$(cpu_ms shipped) / $(cpu_ms quick)" %.3f)" >> "$work/rounds"
  say "round $round: as shipped, quick compiler only, ratio: $(tail -1 "$work/rounds")"
  stop shipped
  stop quick
  unset 'home[shipped]' 'home[quick]'
  rm -rf "$work/shipped" "$work/quick"
done
r=$work/rounds
row "CPU of the first minute at 100 writes/s" "$(calc "$(figure 1 "$r") / 1000" %.1f) s" \
  "quick compiler only $(calc "$(figure 2 "$r") / 1000" %.1f) s" "$(figure 3 "$r")" "$(spread 3 "$r")" "≤ 1.25" \
  "$(figure 3 "$r") <= 1.25"
