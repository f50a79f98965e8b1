#!/usr/bin/env bash
# Three bridges share one PostgreSQL database; clients send the same sessions and traces to any of them. Bridges are killed
# again and again (kill -9), and in every fourth round the server: what was answered must be stored once, and /stats of each
# bridge must say what the rows do. Then the bridge that learns is killed in the middle of an experiment, and primaries of which
# a synchronous standby takes the place, at last without anybody's help. PostgreSQL and the others (Debian
# packages postgresql, patroni, etcd-server, haproxy) are started by the tests; without Patroni its part is skipped.
#
#   load-tests/team.sh [ROUNDS]        20 unless given; 8 kills of the learner and 10 of a primary at 20
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-20}
mvn -B -ntp -q package -DskipTests
mvn -B -ntp surefire:test -Dtest='TeamIT,TeamExperimentIT,FailoverIT,PatroniIT' -Dsurefire.jvm.args="-Xmx1g \
  -Dnet.bytebuddy.experimental=true -Dteam.rounds=$rounds -Dteam.experiment.kills=$(((rounds * 2 + 4) / 5)) \
  -Dteam.failovers=$(((rounds + 1) / 2)) -Dteam.patroni.kills=$(((rounds + 1) / 2))" | grep -E '^(Team|TeamExperiment|Failover|Patroni)IT|Tests run|ERROR'
