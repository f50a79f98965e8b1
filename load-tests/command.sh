#!/bin/bash
# From typing a command that only asks a running bridge to its end, launcher included: median of 20 at most 300 ms.
set -u
. "$(dirname "$0")/lib.sh"
runs=${1:-20}
start_bridge
for command in "status" "stats" "traces" "suggestions" "config show" "version"; do
  times=()
  for run in $(seq 0 "$runs"); do
    begin=$(now_ms)
    # shellcheck disable=SC2086 # words of a command line
    "$dist/bin/lightning" $command >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
    took=$(($(now_ms) - begin))
    [ "$run" = 0 ] || times+=("$took")
  done
  mapfile -t sorted < <(printf '%s\n' "${times[@]}" | sort -n)
  verdict "lightning $command, median of $runs" "${sorted[$((runs / 2))]}" 300 ms
done
stop_bridge
exit $missed
