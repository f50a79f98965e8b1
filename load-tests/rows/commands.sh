#!/usr/bin/env bash
# The whole time of a command that only asks a running bridge, launcher included, against a bare JVM.
# The first round fills caches and does not count.
set -u
. "$(dirname "$0")/../lib/lib.sh"
rounds=${ROUNDS:-$([ "$quick" ] && echo 10 || echo 20)}
start_bridge asked
export LIGHTNING_HOME=${home[asked]}
java=$(jvm_of asked | head -1)
timed() { # COMMAND...: milliseconds
  local begin
  begin=$(now_ms)
  "$@" > "$work/out" 2>&1 || { cat "$work/out" >&2; fail "$* failed"; }
  took=$(($(now_ms) - begin))
}
for command in status stats traces suggestions experiments; do
  for round in $(seq 0 "$rounds"); do
    timed "$java" -Xshare:auto -XX:+UseSerialGC -version
    bare=$took
    timed "$dist/bin/lightning" "$command"
    [ "$round" = 0 ] || echo "$took $bare $(calc "$took / $bare" %.2f)" >> "$work/$command.rounds"
  done
  r=$work/$command.rounds
  row "\`lightning $command\`" "$(figure 1 "$r") ms" "a bare JVM $(figure 2 "$r") ms" "$(figure 3 "$r")" \
    "$(spread 3 "$r")" "≤ 200 ms" "$(figure 1 "$r") <= 200"
done
