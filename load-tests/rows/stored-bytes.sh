#!/usr/bin/env bash
# Bytes of the database for each session of the recorded traces, against the bytes of the event bodies sent, and against the same
# database without what is kept for the page.
set -u
. "$(dirname "$0")/../lib/lib.sh"
traces=${TRACES:-$load_tests/../../shared/traces}
[ -d "$traces" ] || fail "$traces is missing: set TRACES to the folder of the recorded traces"
compile "$load_tests/lib/RecordedBodies.java"
compile "$load_tests/lib/WithoutPage.java"
# measure LABEL FILE...
measure() {
  local label=$1 sessions sent stored with without
  shift
  start_bridge "$label"
  read -r sessions sent <<< "$(java -cp "$work/classes:$dist/lib/*" RecordedBodies "$@")"
  "$dist/bin/lightning" import --url "${url[$label]}" "$@" > "$work/said" 2>&1 || { cat "$work/said" >&2; fail "the import failed"; }
  stop "$label"
  stored=$(stat -c %s "$(database "$label")")
  row "database bytes a session, $label" "$(calc "$stored / $sessions" %.0f)" \
    "bodies as sent $(calc "$sent / $sessions" %.0f); the original's claim 100 KB" "$(calc "$stored / $sent" %.3f)" "" "≤ 1.25" \
    "$stored / $sent <= 1.25"
  cp "$(database "$label")" "$work/copy.db"
  read -r with without <<< "$(java -cp "$work/classes:$dist/lib/*" WithoutPage "$work/copy.db")"
  row "database with what the page reads, $label" "$with bytes" "without it $without" "$(calc "$with / $without" %.3f)" "" "≤ 1.10" \
    "$with / $without <= 1.10"
}
measure tau-bench "$traces"/tau-bench/*.json.gz
measure InterCode "$traces"/intercode-sql/*.json.gz
measure "all recorded" "$traces"/*/*.json.gz
