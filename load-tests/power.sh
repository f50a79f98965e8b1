#!/usr/bin/env bash
# Cuts the power of a bridge, on disks that are sound, refuse, write short, fail and are full, with `durability: normal` and `full`:
# what was answered must be there afterwards, but for about a second with `normal`, and no database may be malformed. Needs Linux,
# gcc and 3 GB of memory; half an hour. CI makes 20 cuts of two kinds of disks.
#
#   load-tests/power.sh [CUTS] [SEED]        defaults: 200 cuts of each kind, seed 1
#
# BOUND_MS (default 1500) is how old an answer may be that a power cut takes with `normal`.
set -euo pipefail
cd "$(dirname "$0")/.."
cuts=${1:-200} seed=${2:-1}
mvn -B -ntp -q package -DskipTests
mvn -B -ntp surefire:test -Dtest=PowerCutIT -Dsurefire.jvm.args="-Xmx2g -Dnet.bytebuddy.experimental=true -Dpower.cuts=$cuts \
  -Dpower.seed=$seed -Dpower.megabytes=250 -Dpower.bound.ms=${BOUND_MS:-1500}" | grep -E 'PowerCutIT|Tests run|ERROR'
