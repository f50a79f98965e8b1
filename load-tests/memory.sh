#!/bin/bash
# Resident memory of the packaged bridge: 10 s after its start, and after 200,000 events (400 batches of 500).
set -u
. "$(dirname "$0")/lib.sh"
rss_mb() { awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status"; }
start_bridge
sleep 10
verdict "idle" "$(rss_mb)" 95 MB
if [ "${1:-}" != idle ]; then
  awk 'BEGIN {
    printf "{\"events\":["
    for (i = 0; i < 500; i++)
      printf "%s{\"type\":\"tool.call\",\"session_key\":\"load-%d\",\"tool_name\":\"web_search\",\"duration_ms\":120,\"params\":{\"query\":\"how to configure vert.x\",\"count\":10},\"result\":{\"status\":\"ok\",\"items\":[\"https://example.org/a\",\"https://example.org/b\"]}}", i ? "," : "", i % 100
    printf "]}"
  }' >"$work/batch.json"
  for _ in $(seq 400); do
    curl -sf -o /dev/null -H 'Content-Type: application/json' --data-binary "@$work/batch.json" "$url/v1/events" \
      || { echo "a batch was refused" >&2; exit 1; }
  done
  verdict "after 200,000 events" "$(rss_mb)" 135 MB
fi
exit $missed
