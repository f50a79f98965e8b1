#!/usr/bin/env bash
# What the page costs and how long it lets a person wait: the budgets of its first view, its calls, search, and tabs that stay
# open. LIVE_MINUTES (60) is how long the tabs stay open while agents work; less shows less of what a tab might gather.
set -u
. "$(dirname "$0")/../lib/lib.sh"
small=1000 large=$([ "$quick" ] && echo 10000 || echo 1000000)
minutes=${LIVE_MINUTES:-$([ "$quick" ] && echo 0.5 || echo 60)}
[ "${PREPARE:-}" ] && { for size in "$small" "$large"; do prepared "$size" > /dev/null; done; exit 0; }

CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || fail "chromium is missing (Debian package chromium)"
# The browser's driver is that of the page's tests.
WEB_TEST=${WEB_TEST:-$load_tests/../target/web-test}
if [ ! -d "$WEB_TEST/node_modules/playwright-core" ]; then
  mkdir -p "$WEB_TEST"
  cp "$load_tests"/../src/test/web/package*.json "$WEB_TEST"
  (cd "$WEB_TEST" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel error) >&2 || fail "playwright-core could not be installed"
fi
WEB_TEST=$(cd "$WEB_TEST" && pwd)
export CHROMIUM WEB_TEST
page() { node "$load_tests/lib/page.js" "$@"; }

# first_view NAME TRACES BAR
first_view() {
  local nothing today least most
  read -r nothing today least most < <(page usable "${url[$1]}" "$([ "$quick" ] && echo 5 || echo 15)") || fail "the page did not load"
  row "page usable, $2 traces" "$today ms" "a view of nothing $nothing ms" "$(calc "$today / $nothing")" "$least … $most ms" "≤ $3 ms" "$today <= $3"
}

use_prepared small "$small"
start_bridge small
use_prepared large "$large"
start_bridge large
sleep 5 # the optimizer's run at the start, the first upkeep
first_view small "$small" 300
first_view large "$large" 400
stop small

read -r requests script style foreign < <(page sizes "${url[large]}") || fail "the page did not load"
row "page, first view: requests" "$requests, $foreign to others" "" "" "" "≤ 8, 0" "$requests <= 8 && $foreign == 0"
row "page: script, packed, all views" "$script kB" "" "" "" "≤ 40 kB" "$script <= 40"
row "page: style, packed" "$style kB" "" "" "" "≤ 12 kB" "$style <= 12"

page calls "${url[large]}" "$([ "$quick" ] && echo 100 || echo 500)" > "$work/calls" || fail "a call failed"
while read -r path p50 p95 bar; do
  if [ "$bar" = - ]; then row "page: GET $path, $large traces" "p50 $p50, p95 $p95 ms" "" "" "" "" -; else
    row "page: GET $path, $large traces" "p50 $p50, p95 $p95 ms" "" "" "" "≤ $bar ms" "$p95 <= $bar"
  fi
done < "$work/calls"

# Agents at work at 50 writes a second. The browser has a core of its own: what it paints is no cost of the bridge, and on a
# small machine it would look like one.
needs taskset util-linux
its=$(($(nproc) - 1)) ours=0-$((its > 0 ? its - 1 : 0))

# open_tabs N MINUTES: so many tabs show what the agents do; the page says by a line that they are open.
open_tabs() {
  rm -f "$work/tabs"
  taskset -c "$its" node "$load_tests/lib/page.js" live "${url[live]}" "$1" "$2" > "$work/tabs" & page=$!
  until [ -s "$work/tabs" ]; do kill -0 "$page" 2>/dev/null || fail "the tabs did not open"; sleep 0.1; done
}

# resident TABS MINUTES: the memory of a new bridge after at most two minutes: an hour of events takes memory too.
resident() {
  local looked
  looked=$(calc "$2 < 2 ? $2 : 2")
  stop live
  home[live]=$work/resident$1
  start_bridge live
  taskset -apc "$ours" "${pid[live]}" > /dev/null
  open_tabs "$1" "$2"
  taskset -c "$ours" node "$load_tests/concurrent-sessions.js" "${url[live]}" --rate 50 --sessions 10 --total 10000000 --seconds 100000 > /dev/null 2>&1 & load=$!
  sleep "$(calc "60 * $looked - 2")"
  rss[$1]=$(rss_mb live)
  wait "$page" || fail "a tab failed"
  kill "$load" 2>/dev/null
  wait "$load" 2>/dev/null
}

resident 0 "$(calc "$minutes < 2 ? $minutes : 2")"
resident 5 "$minutes"
heap=$(tail -1 "$work/tabs")
for round in 1 2 3 4 5; do
  for tabs in 0 5; do
    open_tabs "$tabs" 0.5
    taskset -c "$ours" node "$load_tests/concurrent-sessions.js" "${url[live]}" --rate 50 --sessions 10 --total 10000000 --seconds 20 --warm-up-s 5 --json \
      > "$work/run.json" || { cat "$work/run.json" >&2; fail "not every write was answered"; }
    json latency_ms.p99 < "$work/run.json" >> "$work/p99.$tabs"
    wait "$page" || fail "a tab failed"
  done
  [ "$quick" ] && break
done
row "page: five tabs live, resident memory of the bridge" "${rss[5]} MB" "none ${rss[0]} MB" "" "" "≤ + 8 MB" "${rss[5]} <= ${rss[0]} + 8"
with=$(figure 1 "$work/p99.5") none=$(figure 1 "$work/p99.0")
row "page: five tabs live, p99 of 50 writes/s" "$with ms ($(spread 1 "$work/p99.5"))" "none $none ms" "" "$(spread 1 "$work/p99.0")" "≤ + 1 ms" "$with <= $none + 1"
row "page: heap of a tab after $minutes minutes" "$heap MB" "" "" "" "≤ 30 MB" "$heap <= 30"
read -r median most < <(page shown "${url[live]}" "$([ "$quick" ] && echo 5 || echo 20)") || fail "a trace was not shown"
row "page: a trace is shown after its end" "$median ms, at most $most ms" "" "" "" "≤ 1,000 ms" "$most <= 1000"
