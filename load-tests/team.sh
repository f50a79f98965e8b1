#!/usr/bin/env bash
# What a team's database must bear, and what it costs; prints the table of bars. Bridges are killed again and again under load
# (kill -9), in every fourth round the server, then the bridge that learns in the middle of an experiment, then primaries of which
# a synchronous standby takes the place, at last without anybody's help. Ten personal bridges share with a team, offline half of
# the time and killed: each trace must arrive once, and no content at all. Afterwards it measures writes: one bridge on PostgreSQL
# against plain JDBC with the same rows in the same transactions, against a bridge on a file, and three bridges together.
# PostgreSQL and the others (Debian packages postgresql, patroni, etcd-server, haproxy) are started here, on loopback; without
# Patroni its part is skipped.
#
#   load-tests/team.sh [ROUNDS]        20 unless given; 8 kills of the learner and 10 of a primary at 20. PARTS="kills writes"
set -u
cd "$(dirname "$0")/.."
rounds=${1:-20} parts=${PARTS:-kills writes}
[ -n "${BUILT:-}" ] || mvn -B -ntp -q package -DskipTests || exit 2
. load-tests/lib/lib.sh
failed=0
ROWS=$work/rows
printf '| what | figure | compared with | ratio | spread | bar | |\n| --- | --- | --- | --- | --- | --- | --- |\n' > "$ROWS"

# killing TEST PROPERTY KILLS SECONDS WHAT [BAR]: runs the test; its longest pause must be within the seconds, which are 0 where it
# has none.
killing() {
  local test=$1 kills=$3 seconds=$4 bar=${6:-0 lost or doubled} pause=0 said
  mvn -B -ntp surefire:test -Dtest="$test" -Dsurefire.jvm.args="-Xmx1g -Dnet.bytebuddy.experimental=true -D$2=$kills" \
    > "$work/$test.log" 2>&1 || { failed=1; grep -E 'ERROR\]|refused' "$work/$test.log" | head -20 >&2; }
  said=$(grep -oE "^$test: .*" "$work/$test.log" | head -1)
  if [ -z "$said" ]; then
    if grep -q 'Skipped: 1' "$work/$test.log"; then row "$5" "not run: not installed" "" "" "" "" -; return; fi
    row "$5" "lost or doubled, or it did not go on" "" "" "" "0" 0
    return
  fi
  say "$said"
  [ "$seconds" = 0 ] || pause=$(grep -oE 'at most [0-9]+ ms' <<< "$said" | tr -dc 0-9)
  row "$5" "${said#*: }" "" "" "" "$bar$([ "$seconds" = 0 ] || echo ", on within $seconds s")" "$pause <= $((seconds * 1000))"
}

if [[ $parts = *kills* ]]; then
  killing TeamIT team.rounds "$rounds" 30 "bridges and PostgreSQL killed under load, $rounds rounds"
  killing TeamExperimentIT team.experiment.kills $(((rounds * 2 + 4) / 5)) 0 "learner killed in the middle of an experiment" \
    "assignments, evidence and verdict as without kills"
  killing FailoverIT team.failovers $(((rounds + 1) / 2)) 30 "primary killed for good, standby promoted"
  killing PatroniIT team.patroni.kills $(((rounds + 1) / 2)) 30 "primary under Patroni killed"
  killing SharingIT "sharing.bridges=10 -Dsharing.rounds" "$rounds" 0 "ten bridges share, offline half of the time, killed while they send"
fi

as_nobody() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi; }

# start_postgres: a server on $pg_port with the databases one, three and raw.
start_postgres() {
  local name
  pg_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  pg_port=$(free_port)
  chmod 711 "$work"
  mkdir -m 777 "$work/pg"
  as_nobody "$pg_bin/initdb" -D "$work/pg/data" -U lightning --auth=trust --encoding=UTF8 --locale=C.UTF-8 > "$work/pg/made" || fail "initdb"
  as_nobody "$pg_bin/pg_ctl" -D "$work/pg/data" -l "$work/pg/log" -w start \
    -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=512MB -c max_wal_size=4GB" > /dev/null || fail "pg_ctl"
  for name in one three raw; do "$pg_bin/createdb" -h 127.0.0.1 -p "$pg_port" -U lightning "$name" || fail "createdb"; done
}

stop_postgres() { [ ! -d "$work/pg/data" ] || as_nobody "$pg_bin/pg_ctl" -D "$work/pg/data" -m immediate stop > /dev/null; }
trap 'stop_all; stop_postgres; rm -rf "$work"' EXIT

# start_team NAME DATABASE: a bridge on that database.
start_team() {
  LIGHTNING_STORAGE_TYPE=postgres LIGHTNING_STORAGE_POSTGRES_USER=lightning \
    LIGHTNING_STORAGE_POSTGRES_URL="postgresql://127.0.0.1:$pg_port/$2" start_bridge "$1"
}

# post NAME EVENTS [CONNECTIONS]
post() {
  node load-tests/lib/post-batches.js "${url[$1]}" --events "$2" --batch 50 --connections "${3:-8}" || fail "a batch was not stored"
}

# insert_alone: what plain JDBC takes for what the bridge has stored since the last time; its transactions, the events a second.
insert_alone() {
  local said
  echo >&5
  read -r said <&6 || fail "inserting without a bridge failed"
  cut -d ' ' -f 3,4 <<< "$said"
}

jdbc() { echo "jdbc:postgresql://127.0.0.1:$pg_port/$1?user=lightning"; }

if [[ $parts = *writes* ]]; then
  events=${EVENTS:-$((rounds < 10 ? 20000 : 60000))} write_rounds=${WRITE_ROUNDS:-$((rounds < 10 ? 3 : 7))}
  start_postgres
  compile load-tests/lib/RawBatches.java
  start_team raw raw # makes the tables
  stop raw
  start_bridge file
  start_team one one
  for member in a b c; do start_team "$member" three; done
  mkfifo "$work/go" "$work/said"
  java_like one RawBatches "$(jdbc one)" "$(jdbc raw)" < "$work/go" > "$work/said" &
  pid[inserting]=$!
  exec 5> "$work/go" 6< "$work/said"
  for round in $(seq 0 "$write_rounds"); do # the first warms up
    on_file=$(post file "$events")
    on_one=$(post one "$events")
    alone=$(insert_alone)
    many=$(post one "$events" 32)
    many_alone=$(insert_alone)
    begin=$(now_ms)
    loads=()
    for member in a b c; do post "$member" $((events / 3)) > "$work/$member.posted" & loads+=($!); done
    wait "${loads[@]}"
    three=$(calc "$events * 1000 / ($(now_ms) - $begin)" %.0f)
    say "round $round: events/s: file ${on_file##* }, PostgreSQL ${on_one##* }, rows alone ${alone##* } in transactions of ${alone%% *}," \
      "32 connections ${many##* }, rows alone ${many_alone##* } in transactions of ${many_alone%% *}, three bridges $three"
    [ "$round" = 0 ] || echo "${on_file##* } ${on_one##* } ${alone##* } $three $(calc "${on_one##* } / ${alone##* }" %.3f) \
      $(calc "${on_one##* } / ${on_file##* }" %.3f) $(calc "$three / ${on_one##* }" %.3f) ${many##* } ${many_alone##* } \
      $(calc "${many##* } / ${many_alone##* }" %.3f)" >> "$work/writes"
  done
  r=$work/writes
  row "one bridge on PostgreSQL, batches of 50 from 8 connections" "$(figure 2 "$r") events/s" \
    "plain JDBC with the same rows and transactions $(figure 3 "$r") events/s" "$(figure 5 "$r")" "$(spread 5 "$r")" "≥ 0.6" \
    "$(figure 5 "$r") >= 0.6"
  row "the same from 32 connections" "$(figure 8 "$r") events/s" "plain JDBC, the same $(figure 9 "$r") events/s" \
    "$(figure 10 "$r")" "$(spread 10 "$r")" "≥ 0.6" "$(figure 10 "$r") >= 0.6"
  row "from 8 connections" "$(figure 2 "$r") events/s" "a bridge on a file $(figure 1 "$r") events/s" "$(figure 6 "$r")" "$(spread 6 "$r")" "" -
  row "three bridges on one database, on this machine" "$(figure 4 "$r") events/s" "one $(figure 2 "$r") events/s" \
    "$(figure 7 "$r")" "$(spread 7 "$r")" "" -
fi
cat "$ROWS"
! grep -q MISSED "$ROWS" && [ "$failed" = 0 ]
