#!/usr/bin/env bash
# What the page and other clients read, of bridges with different numbers of traces, asked in turns. A read whose work does not
# grow is held to the smallest of them; one that looks at more, up to its limit, to a time.
set -u
. "$(dirname "$0")/../lib/lib.sh"
sizes=(${SIZES:-1000 10000 100000 $([ "$quick" ] || echo 1000000)})
[ "${PREPARE:-}" ] && { for size in "${sizes[@]}"; do prepared "$size" > /dev/null; done; exit 0; }
urls=()
for size in "${sizes[@]}"; do
  use_prepared "$size" "$size"
  start_bridge "$size"
  urls+=("${url[$size]}")
done
sleep 5 # the optimizer's run at the start, the first upkeep
node "$load_tests/lib/read-latency.js" --urls "$(IFS=,; echo "${urls[*]}")" --rounds "${ROUNDS:-$([ "$quick" ] && echo 3 || echo 7)}" \
  --requests "$([ "$quick" ] && echo 1000 || echo 2000)" > "$work/reads" || fail "a read failed"
last=$((${#sizes[@]} - 1))
while IFS=$'\t' read -r place what p50 p95 p99 least most limit; do
  say "$what, ${sizes[$place]} traces: p50 $p50, p95 $p95, p99 $p99 ms"
  [ "$place" = 0 ] && base=$p99 fewer=''
  if [ "$place" != "$last" ]; then
    fewer+="${fewer:+, }$p99 with ${sizes[$place]}"
    continue
  fi
  bar="p99: ≤ 2" condition="$p99 <= 2 * $base"
  [ "$limit" = - ] || bar="p95: ≤ $limit ms" condition="$p95 <= $limit"
  row "$what, ${sizes[$place]} traces" "p50 $p50, p95 $p95, p99 $p99 ms" "p99 $fewer" "$(calc "$p99 / $base")" "$least … $most ms" "$bar" "$condition"
done < "$work/reads"
