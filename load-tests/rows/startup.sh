#!/usr/bin/env bash
# From the process's start to GET /health 200, with the launcher's class archive and without any class-data sharing.
# The first pair fills caches, as on any machine where the bridge has run before.
set -u
. "$(dirname "$0")/../lib/lib.sh"
rounds=${ROUNDS:-$([ "$quick" ] && echo 5 || echo 10)}
start() { # NAME: milliseconds
  local begin
  begin=$(now_ms)
  start_bridge "$1"
  echo $(($(now_ms) - begin)) > "$work/took"
  stop "$1"
}
for round in $(seq 0 "$rounds"); do
  start shared
  took=$(cat "$work/took")
  export LIGHTNING_JAVA_OPTS=-Xshare:off
  start unshared
  unset LIGHTNING_JAVA_OPTS
  [ "$round" = 0 ] || echo "$took $(cat "$work/took") $(calc "$took / $(cat "$work/took")" %.3f)" >> "$work/rounds"
done
r=$work/rounds
row "start to ready" "$(figure 1 "$r") ms" "without class-data sharing $(figure 2 "$r") ms" "$(figure 3 "$r")" \
  "$(spread 3 "$r")" "≤ 0.6, ≤ 1,000 ms" "$(figure 3 "$r") <= 0.6 && $(figure 1 "$r") <= 1000"
