#!/usr/bin/env bash
# POST /v1/traces against POST /v1/events: the same sessions, by tool calls that are stored a second, and what memory OTLP takes.
set -u
. "$(dirname "$0")/../lib/lib.sh"
rounds=${ROUNDS:-$([ "$quick" ] && echo 3 || echo 7)} calls=${CALLS:-60000}
settings() { mkdir -p "$work/$1/storage"; chmod 700 "$work/$1" "$work/$1/storage"; printf '{"otlp":{"grace_s":1}}' > "$work/$1/config.json"; home[$1]=$work/$1; }
post() { node "$load_tests/lib/post-calls.js" "${url[$1]}" --calls "$calls" --batch "$2" ${3:-} || fail "not every request was taken"; }
settings events
settings spans
LIGHTNING_JAVA_OPTS="${LIGHTNING_JAVA_OPTS:-} -Xlog:class+load:file=$work/loaded" start_bridge unused
curl -sf -o /dev/null -H 'Content-Type: application/json' -d '{"session_key":"s","tool_name":"t"}' "${url[unused]}/tool/trace" || fail "an event was not taken"
sleep 2
stop unused
loaded=$(cat "$work"/loaded* | grep -c 'ai\.openclaw\.lightning\.intake\.otlp\.')
row "classes that read spans, before the first one comes" "$loaded" "" "" "" "0: no memory" "$loaded == 0"
start_bridge events
start_bridge spans
for round in $(seq 0 "$rounds"); do
  events=$(post events 50) || exit 2
  spans=$(post spans 100 --spans) || exit 2
  say "round $round: tool calls, seconds, calls/s: events $events, spans $spans"
  [ "$round" = 0 ] || echo "${spans##* } ${events##* } $(calc "${spans##* } / ${events##* }" %.3f)" >> "$work/rounds"
done
sleep 2
echo "$(rss_mb events) $(rss_mb spans)" > "$work/rss"
r=$work/rounds
row "/v1/traces, a model call and a tool call each" "$(figure 1 "$r") tool calls/s" "/v1/events, batches of 50 $(figure 2 "$r") tool calls/s" \
  "$(figure 3 "$r")" "$(spread 3 "$r")" "≥ 0.50" "$(figure 3 "$r") >= 0.50"
more=$(calc "$(figure 2 "$work/rss") - $(figure 1 "$work/rss")" %.1f)
row "resident memory after that" "$(figure 2 "$work/rss") MB" "after the same by /v1/events $(figure 1 "$work/rss") MB" "" "" "≤ +10 MB" "$more <= 10"
