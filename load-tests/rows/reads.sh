#!/usr/bin/env bash
# The read endpoints of bridges with different numbers of traces, asked in turns.
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
node "$load_tests/lib/read-latency.js" --urls "$(IFS=,; echo "${urls[*]}")" --rounds "$([ "$quick" ] && echo 3 || echo 7)" \
  --requests "$([ "$quick" ] && echo 1000 || echo 2000)" > "$work/reads" || fail "a read failed"
while read -r place path p50 p99 least most; do
  if [ "$place" = 0 ]; then
    base=$p99
    row "GET $path, ${sizes[0]} traces" "p50 $p50, p99 $p99 ms" "itself" 1 "$least … $most ms" "" -
  else
    row "GET $path, ${sizes[$place]} traces" "p50 $p50, p99 $p99 ms" "with ${sizes[0]} $base ms" "$(calc "$p99 / $base")" \
      "$least … $most ms" "≤ 2" "$p99 <= 2 * $base"
  fi
done < "$work/reads"
