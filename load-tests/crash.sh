#!/usr/bin/env bash
# Kills a bridge under load, again and again (kill -9): what was answered must be there afterwards, nothing that was never
# sent, the figures must be those of the rows, and an experiment must know what its stored traces say. About a quarter of an
# hour; CI makes 20 rounds.
#
#   load-tests/crash.sh [ROUNDS]        200 unless given
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-200}
mvn -B -ntp -q package -DskipTests
mvn -B -ntp surefire:test -Dtest='CrashIT,ExperimentCrashIT' -Dsurefire.jvm.args="-Xmx1g -Dnet.bytebuddy.experimental=true \
  -Dcrash.rounds=$rounds -Dcrash.experiment.kills=$((rounds / 4))" | grep -E '^(Experiment)?CrashIT|Tests run|ERROR'
