#!/usr/bin/env bash
# Resident memory and CPU while nothing happens, and memory after a million events. The load against the no-op server's
# is in writes.sh.
set -u
. "$(dirname "$0")/../lib/lib.sh"
events=$([ "$quick" ] && echo 200000 || echo 1000000) seconds=$([ "$quick" ] && echo 20 || echo 60)
start_bridge bridge
sleep 10
idle=$(rss_mb bridge)
before=$(cpu_ms bridge)
sleep "$seconds"
cpu=$(calc "($(cpu_ms bridge) - $before) / $seconds / 10" %.2f)
row "CPU idle, over $seconds s" "$cpu %" "the original's claim < 1 %" "" "" "≤ 0.5 %" "$cpu <= 0.5"
row "resident memory idle" "$idle MB" "the original's claim 50 MB" "$(calc "$idle / 50")" "" "≤ 85 MB" "$idle <= 85"
node "$load_tests/lib/post-batches.js" "${url[bridge]}" --events "$events" > "$work/posted" || fail "a batch was not stored"
loaded=$(rss_mb bridge)
row "resident memory after $events events" "$loaded MB" "the original's claim 150 MB" "$(calc "$loaded / 150")" "" "≤ 135 MB" "$loaded <= 135"
