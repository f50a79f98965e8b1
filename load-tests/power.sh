#!/usr/bin/env bash
# Cuts a bridge's power on disks that are sound, refuse, write short, fail or are full, with `durability: normal` and `full`.
# Every answered write must survive, except for about the last second with `normal`, and no database may be malformed. Needs
# Linux, gcc, 3 GB of memory and half an hour. CI makes 20 cuts on two kinds of disks.
#
#   load-tests/power.sh [CUTS] [SEED]        defaults: 200 cuts of each kind, seed 1
#
# BOUND_MS (default 1500): with `normal`, a power cut may lose only answers younger than this.
set -euo pipefail
cd "$(dirname "$0")/.."
cuts=${1:-200} seed=${2:-1}
mvn -B -ntp -q package -DskipTests
mvn -B -ntp surefire:test -Dtest=PowerCutIT -Dsurefire.jvm.args="-Xmx2g -Dnet.bytebuddy.experimental=true -Dpower.cuts=$cuts \
  -Dpower.seed=$seed -Dpower.megabytes=250 -Dpower.bound.ms=${BOUND_MS:-1500}" | grep -E 'PowerCutIT|Tests run|ERROR'
