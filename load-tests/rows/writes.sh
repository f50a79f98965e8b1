#!/usr/bin/env bash
# Durable single writes of the bridge as shipped: against the server that stores nothing at its best, then against the same
# server with the bridge's flags and against the minimum cost of storing (lib/Floor.java). Throughput, CPU for each, memory.
set -u
. "$(dirname "$0")/../lib/lib.sh"
needs wrk wrk
rounds=${ROUNDS:-$([ "$quick" ] && echo 3 || echo 7)} seconds=${SECONDS_EACH:-$([ "$quick" ] && echo 5 || echo 10)}
start_bridge bridge
stop bridge
cp "$(database bridge)" "$work/floor.db"
start_bridge bridge
start_best_noop bridge
start_noop bridge
start_floor bridge "$work/floor.db"
watch_log bridge

# Several short ones, because closing the first hundred connections makes the JVM discard its compiled code.
for warm in $(seq "${WARM:-8}"); do
  for side in best noop bridge floor; do write_load "$side" 3 > /dev/null; done
done
for round in $(seq "$rounds"); do
  read -r t_rate t_cpu <<< "$(write_load best "$seconds")"
  read -r n_rate n_cpu <<< "$(write_load noop "$seconds")"
  read -r b_rate b_cpu <<< "$(write_load bridge "$seconds")"
  read -r f_rate f_cpu <<< "$(write_load floor "$seconds")"
  echo "$n_rate $b_rate $(calc "$b_rate / $n_rate" %.3f) $n_cpu $b_cpu $(calc "$b_cpu / $n_cpu" %.3f)" \
    "$f_rate $(calc "$f_rate / $n_rate" %.3f) $f_cpu $(calc "$f_cpu / $n_cpu" %.3f)" \
    "$t_rate $(calc "$b_rate / $t_rate" %.3f) $t_cpu $(calc "$b_cpu / $t_cpu" %.3f)" >> "$work/rounds"
  say "round $round: best no-op $t_rate/s $t_cpu us, no-op $n_rate/s $n_cpu us, bridge $b_rate/s $b_cpu us, floor $f_rate/s $f_cpu us"
done
r=$work/rounds
row "single durable writes, 100 connections" "$(figure 2 "$r") requests/s" "no-op server at its best $(figure 11 "$r")" \
  "$(figure 12 "$r")" "$(spread 12 "$r")" "≥ 0.50" "$(figure 12 "$r") >= 0.50"
row "CPU for one single write" "$(figure 5 "$r") µs" "no-op server at its best $(figure 13 "$r") µs" \
  "$(figure 14 "$r")" "$(spread 14 "$r")" "≤ 2.2" "$(figure 14 "$r") <= 2.2"
row "single durable writes, the same flags on both sides" "$(figure 2 "$r") requests/s" "no-op server $(figure 1 "$r")" \
  "$(figure 3 "$r")" "$(spread 3 "$r")" "" -
row "CPU for one, the same flags on both sides" "$(figure 5 "$r") µs" "no-op server $(figure 4 "$r") µs" \
  "$(figure 6 "$r")" "$(spread 6 "$r")" "" -
row "the no-op server with plain inserts and commits" "$(figure 7 "$r") requests/s" "no-op server $(figure 1 "$r")" \
  "$(figure 8 "$r")" "$(spread 8 "$r")" "the floor" -
row "CPU of the no-op server with inserts for one write" "$(figure 9 "$r") µs" "no-op server $(figure 4 "$r") µs" \
  "$(figure 10 "$r")" "$(spread 10 "$r")" "the floor" -
b_rss=$(rss_mb bridge) n_rss=$(rss_mb noop)
row "resident memory after that load" "$b_rss MB" "no-op server $n_rss MB" "$(calc "$b_rss - $n_rss" %+.1f) MB" "" \
  "≤ 115 MB" "$b_rss <= 115"
wal=$(calc "$(cat "$work/bridge.wal") / 1048576" %.1f)
row "write-ahead log at most, under that load" "$wal MiB" "" "" "" "≤ 64 MiB" "$wal <= 64"
