#!/usr/bin/env bash
# Does the write path cost more than it did? Runs an earlier build and this one in short turns, so that other
# work on the machine affects both. Compares requests a second, CPU for each request, and memory afterwards.
# Usage: compare.sh EARLIER, the folder of an unpacked earlier build. ROUNDS, SECONDS_EACH and WARM shorten or lengthen it.
set -u
. "$(dirname "$0")/lib/lib.sh"
needs wrk wrk
[ -x "${1:-}/bin/lightning" ] || fail "name the folder of an earlier build that contains bin/lightning"
rounds=${ROUNDS:-20} seconds=${SECONDS_EACH:-5}
declare -A build=([earlier]=$(cd "$1" && pwd) [this]=$dist)
for side in earlier this; do dist=${build[$side]} start_bridge "$side"; done

for warm in $(seq "${WARM:-8}"); do
  for side in earlier this; do write_load "$side" 3 > /dev/null; done
done
for round in $(seq "$rounds"); do
  # Both go first equally often.
  if ((round % 2)); then order="earlier this"; else order="this earlier"; fi
  for side in $order; do write_load "$side" "$seconds" > "$work/$side.figures"; done
  read -r e_rate e_cpu < "$work/earlier.figures"
  read -r t_rate t_cpu < "$work/this.figures"
  echo "$e_rate $t_rate $(calc "$t_rate / $e_rate" %.3f) $e_cpu $t_cpu $(calc "$t_cpu / $e_cpu" %.3f)" >> "$work/rounds"
  say "round $round: earlier $e_rate/s $e_cpu us, this $t_rate/s $t_cpu us"
done
r=$work/rounds
row "single durable writes, 100 connections" "$(figure 2 "$r") requests/s" "earlier build $(figure 1 "$r")" \
  "$(figure 3 "$r")" "$(spread 3 "$r")" "≥ 0.97" "$(figure 3 "$r") >= 0.97"
row "CPU for one single write" "$(figure 5 "$r") µs" "earlier build $(figure 4 "$r") µs" \
  "$(figure 6 "$r")" "$(spread 6 "$r")" "≤ 1.03" "$(figure 6 "$r") <= 1.03"
e_rss=$(rss_mb earlier) t_rss=$(rss_mb this)
row "resident memory after that load" "$t_rss MB" "earlier build $e_rss MB" "$(calc "$t_rss - $e_rss" %+.1f) MB" "" "" -
