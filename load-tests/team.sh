#!/usr/bin/env bash
# Three bridges share one PostgreSQL database; clients send the same sessions and traces to any of them. Bridges are killed
# again and again (kill -9), and the server once: what was answered must be stored once, and /stats of each bridge must say
# what the rows do. PostgreSQL (Debian package postgresql) is started by the test. About a quarter of a minute a round.
#
#   load-tests/team.sh [ROUNDS]        20 unless given
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-20}
mvn -B -ntp -q package -DskipTests
mvn -B -ntp surefire:test -Dtest=TeamIT -Dsurefire.jvm.args="-Xmx1g -Dnet.bytebuddy.experimental=true \
  -Dteam.rounds=$rounds" | grep -E '^TeamIT|Tests run|ERROR'
