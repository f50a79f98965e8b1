#!/usr/bin/env bash
# 1,000 single writes a second while the optimizer runs, while retention deletes 1 GB, and during a backup; each against the
# same bridge with nothing else to do, in turns. The arguments choose parts: optimizer retention backup.
set -u
. "$(dirname "$0")/../lib/lib.sh"
parts=${*:-optimizer retention backup}
rounds=${ROUNDS:-3} seconds=${SECONDS_EACH:-$([ "$quick" ] && echo 6 || echo 15)}
traces=${SIZE:-$([ "$quick" ] && echo 100000 || echo 1000000)} deleted=$([ "$quick" ] && echo 52428800 || echo 1073741824)
[ "${PREPARE:-}" ] && { prepared "$traces" > /dev/null; exit 0; }

# load NAME SECONDS: p99 in ms of single writes at 1,000 a second
load() {
  node "$load_tests/concurrent-sessions.js" "${url[$1]}" --rate 1000 --total 10000000 --only-calls --seconds "$2" --json \
    > "$work/run.json" || { cat "$work/run.json" >&2; fail "not every write was answered"; }
  json latency_ms.p99 < "$work/run.json"
}
# Runs until the JVM has compiled the request path; a cold JVM would measure only that.
warm=${WARM:-25}
warm_up() { load "$1" "$warm" > /dev/null; }
bytes() { stat -c %s "$(database "$1")"; }

# result WHAT NAME
result() {
  local r=$work/$2.rounds wal
  row "p99 at 1,000 writes/s $1" "$(figure 2 "$r") ms" "idle $(figure 1 "$r") ms" "$(calc "$(figure 2 "$r") / $(figure 1 "$r")")" \
    "$(spread 2 "$r") ms" "≤ 2 × + 5 ms" "$(figure 2 "$r") <= 2 * $(figure 1 "$r") + 5"
  wal=$(calc "$(cat "$work/$2.wal") / 1048576" %.1f)
  row "write-ahead log at most, $1" "$wal MiB" "" "" "" "≤ 64 MiB" "$wal <= 64"
}

optimizer() {
  local runs key
  use_prepared optimizer "$traces"
  start_bridge optimizer
  key=$(cat "${home[optimizer]}/decision.key")
  watch_log optimizer
  sleep 5
  warm_up optimizer
  for round in $(seq "$rounds"); do
    idle=$(load optimizer "$seconds")
    (while :; do curl -sf -o /dev/null -H "Authorization: Bearer $key" -X POST "${url[optimizer]}/optimize/run"; sleep 0.2; done) & runs=$!
    echo "$idle $(load optimizer "$seconds")" >> "$work/optimizer.rounds"
    kill "$runs"; wait "$runs" 2> /dev/null
    say "round $round: idle and with the optimizer: $(tail -1 "$work/optimizer.rounds") ms"
  done
  result "while the optimizer runs, $traces traces" optimizer
  stop optimizer
}

traces_of() { curl -sf "${url[$1]}/stats" | json total_traces; }

# The size cap deletes in the same way as the age, and can be set to delete a known amount.
retention() {
  local size before gone=0
  use_prepared retention "$traces"
  size=$(bytes retention)
  for round in $(seq "$rounds"); do
    start_bridge retention
    warm_up retention
    idle=$(load retention "$seconds")
    stop retention
    start_bridge retention --set "retention.size_bytes_max=$((size - deleted > 1048576 ? size - deleted : 1048576))"
    watch_log retention
    warm_up retention
    before=$(traces_of retention)
    echo "$idle $(load retention "$seconds")" >> "$work/retention.rounds"
    gone=$((gone + before + $(json sessions < "$work/run.json") - $(traces_of retention)))
    stop retention
    say "round $round: idle and during deletion: $(tail -1 "$work/retention.rounds") ms; $gone traces are gone"
  done
  [ "$gone" -gt 0 ] || fail "retention deleted nothing"
  result "while retention deletes $((deleted / 1048576)) MiB ($(calc "$gone / ($rounds * $seconds)" %d) traces/s)" retention
}

backup() {
  local copies
  use_prepared backup "$traces"
  start_bridge backup
  watch_log backup
  warm_up backup
  for round in $(seq "$rounds"); do
    idle=$(load backup "$seconds")
    (n=0; while [ ! -f "$work/enough" ]; do
      n=$((n + 1))
      "$dist/bin/lightning" backup "$work/copy-$n.db" --home "${home[backup]}" > "$work/said" 2>&1 || echo failed >> "$work/backup.failed"
    done) & copies=$!
    echo "$idle $(load backup "$seconds")" >> "$work/backup.rounds"
    touch "$work/enough"; wait "$copies"
    rm -f "$work/enough" "$work"/copy-*.db # not before: a file system that tells its disk of each gigabyte freed stands still
    sync
    say "round $round: idle and during backups: $(tail -1 "$work/backup.rounds") ms"
    [ ! -f "$work/backup.failed" ] || { cat "$work/said" >&2; fail "a backup failed"; }
  done
  result "during a backup, $traces traces" backup
  stop backup
}

for part in $parts; do
  case $part in
    optimizer | retention | backup) "$part" ;;
    *) fail "unknown part $part; the parts are: optimizer retention backup" ;;
  esac
done
