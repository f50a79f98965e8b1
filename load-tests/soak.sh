#!/usr/bin/env bash
# A steady load for a long time on two bridges. One runs undisturbed: its memory and file descriptors must stay flat. The other
# stops every few minutes, in turns by SIGTERM and kill -9, and starts again: it must still have every answered write.
#
#   load-tests/soak.sh [MINUTES] [RATE] [RESTART_MINUTES]        defaults: 30 minutes, 300 writes a second each, every 3 minutes
#
# At 100 a second the Java heap takes ten minutes to reach its final size, so the first bar is missed.
#
# Bars: resident memory in the last minute within 10 % of that at a sixth of the time (5 of 30 minutes), file descriptors within 10 %,
# every answered write read back unchanged, write-ahead logs at most 64 MiB. Exit code 1 when one is missed. The samples stay in
# load-tests/results/soak-DATE.csv (or OUT=file): seconds, bridge, resident kB, descriptors, log bytes.
set -u
. "$(dirname "$0")/lib/lib.sh"
minutes=${1:-30} rate=${2:-300} restart=${3:-3}
out=${OUT:-$load_tests/results/soak-$(date +%F).csv}
for number in "$minutes" "$rate" "$restart"; do
  [[ $number =~ ^[0-9]+([.][0-9]+)?$ ]] && [ "$(calc "$number > 0" %d)" = 1 ] || fail "must be a number above 0: $number"
done
total=$(calc "$minutes * 60" %d) pause=$(calc "$restart * 60" %d)
port[restarted]=$(free_port)
start_bridge steady
start_bridge restarted
begin=$(date +%s)
elapsed() { echo $(($(date +%s) - begin)); }
load() {
  node "$load_tests/concurrent-sessions.js" "${url[$1]}" --rate "$rate" --sessions 20 --total 100000000 --seconds "$total" --retry-s 60 \
    --json > "$work/$1.json" 2> "$work/$1.err"
}
load steady & steady_load=$!
load restarted & restarted_load=$!
sample() {
  local fds
  fds=$(ls "/proc/${pid[$1]}/fd" 2>/dev/null | wc -l)
  echo "$(elapsed),$1,$(awk '/VmRSS/ {print $2}' "/proc/${pid[$1]}/status"),$fds,$(stat -c %s "$(database "$1")-wal" 2>/dev/null || echo 0)" >> "$out"
}
mkdir -p "$(dirname "$out")"
echo 'seconds,bridge,rss_kb,descriptors,wal_bytes' > "$out"
restarts=0 next=$pause
while [ "$(elapsed)" -lt "$total" ]; do
  sleep 5
  for name in steady restarted; do
    kill -0 "${pid[$name]}" 2>/dev/null || { cat "$work/$name.log" >&2; echo "soak: the bridge $name died" >&2; exit 1; }
    sample "$name"
  done
  if [ "$(elapsed)" -ge "$next" ] && [ "$(elapsed)" -lt $((total - 10)) ]; then
    [ $((restarts % 2)) = 0 ] && kill "${pid[restarted]}" || kill -9 "${pid[restarted]}"
    wait "${pid[restarted]}" 2> /dev/null
    start_bridge restarted
    restarts=$((restarts + 1)) next=$((next + pause))
    say "$(elapsed) s: restarted $restarts times; $(tail -2 "$out" | head -1)"
  fi
done

missed=0
# verdict WHAT FIGURE BAR CONDITION
verdict() {
  if awk "BEGIN {exit !($4)}"; then echo "$1: $2 (bar: $3)"; else echo "$1: $2 MISSED (bar: $3)"; missed=1; fi
}
for name in steady restarted; do
  load_pid=${name}_load
  wait "${!load_pid}"
  code=$?
  [ -s "$work/$name.json" ] || { cat "$work/$name.err" >&2; fail "the load on $name stopped early"; }
  read -r events failed lost repeated p99 <<< "$(node -e '
    const r = JSON.parse(require("fs").readFileSync(0));
    console.log(r.events, r.failed, r.verified.missing, r.repeated, r.latency_ms.p99)' < "$work/$name.json")"
  echo "$name: $events events answered, $repeated writes repeated, p99 $p99 ms"
  verdict "$name, lost or failed writes" "$((lost + failed))" 0 "$lost + $failed == 0 && $code == 0"
  wal=$(awk -F, -v n="$name" '$2 == n && $5 > m {m = $5} END {printf "%.1f", m / 1048576}' "$out")
  verdict "$name, write-ahead log at most" "$wal MiB" "64 MiB" "$wal <= 64"
done
# around SECONDS COLUMN: mean of the steady bridge's samples within half a minute (or an eighth of the time, if that is shorter)
around() { awk -F, -v at="$1" -v w="$((total / 8 < 30 ? total / 8 : 30))" -v c="$2" '$2 == "steady" && $1 >= at - w && $1 <= at + w {s += $c; n++} END {printf "%.1f", s / n}' "$out"; }
early=$((total / 6)) late=$((total - (total / 8 < 30 ? total / 8 : 30)))
for column in 3:"resident memory, kB" 4:"file descriptors"; do
  a=$(around "$early" "${column%%:*}") b=$(around "$late" "${column%%:*}")
  verdict "${column#*:}, after $early s and at the end" "$a, $b" "within 10 %" "$b <= 1.1 * $a"
done
echo "restarts: $restarts; samples: $out"
exit $missed
