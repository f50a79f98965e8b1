#!/usr/bin/env bash
# POST /v1/events in batches of 50 against plain JDBC that inserts the resulting rows into the same schema.
set -u
. "$(dirname "$0")/../lib/lib.sh"
rounds=${ROUNDS:-$([ "$quick" ] && echo 3 || echo 7)} events=${EVENTS:-$([ "$quick" ] && echo 60000 || echo 150000)}
compile "$load_tests/lib/RawInsert.java"
start_bridge bridge
stop bridge
cp "$(database bridge)" "$work/raw.db"
start_bridge bridge
watch_log bridge
mkfifo "$work/go" "$work/said"
java_like bridge RawInsert "$(database bridge)" "$work/raw.db" < "$work/go" > "$work/said" &
pid[raw]=$!
exec 5> "$work/go" 6< "$work/said"
post() { node "$load_tests/lib/post-batches.js" "${url[bridge]}" --events "$events" --batch 50 || fail "a batch was not stored"; }
for round in $(seq 0 "$rounds"); do
  posted=$(post)
  echo >&5
  read -r inserted <&6 || fail "inserting without a server failed"
  say "round $round: events, seconds, events/s: bridge $posted, rows alone $inserted"
  [ "$round" = 0 ] || echo "${posted##* } ${inserted##* } $(calc "${posted##* } / ${inserted##* }" %.3f)" >> "$work/rounds"
done
r=$work/rounds
row "/v1/events in batches of 50" "$(figure 1 "$r") events/s" "sqlite-jdbc inserting the same rows $(figure 2 "$r") events/s" \
  "$(figure 3 "$r")" "$(spread 3 "$r")" "≥ 0.50" "$(figure 3 "$r") >= 0.50"
wal=$(calc "$(cat "$work/bridge.wal") / 1048576" %.1f)
row "write-ahead log at most, under that load" "$wal MiB" "" "" "" "≤ 64 MiB" "$wal <= 64"
