#!/usr/bin/env bash
# What people could run in the bridge's place, with the same 2,000 tool calls of about 400 bytes: the start, memory, writes a
# second, and what is there after `kill -9` right after the last answer.
#
#   load-tests/rivals.sh [RIVAL...]      lightning original phoenix mlflow agentlightning
#
# Takes the rivals' packages from PyPI once, into LOAD_DATA (target/load-data). Meanwhile nothing but loopback
# can be reached, where the system permits that. ROUNDS (2) repeats everything; OUT names another file for the table.
# What a server answers before it has stored is counted twice: "a, b" are calls answered and calls stored a second.
set -u
here=$(cd "$(dirname "$0")" && pwd)
all='lightning original phoenix mlflow agentlightning'
chosen=${*:-$all}
. "$here/lib/lib.sh"
needs python3 python3-venv
needs pgrep procps
data=${LOAD_DATA:-$load_tests/../target/load-data}
for rival in $chosen; do
  case " $all " in *" $rival "*) ;; *) fail "unknown rival $rival; the rivals are: $all" ;; esac
done
declare -A package=([phoenix]=arize-phoenix [mlflow]=mlflow [agentlightning]=agentlightning)

# installed RIVAL: false where it can't be.
installed() {
  case $1 in
    lightning) return ;;
    original) original_python; return ;;
  esac
  [ -f "$data/rivals/$1/done" ] && return
  say "installing ${package[$1]} from PyPI"
  python3 -m venv "$data/rivals/$1" >&2 && "$data/rivals/$1/bin/python" -m pip install -q "${package[$1]}" >&2 && touch "$data/rivals/$1/done"
}

if [ -z "${RIVALS_READY:-}" ]; then
  export RIVALS_READY='' RIVALS_MISSING=''
  for rival in $chosen; do
    if installed "$rival"; then RIVALS_READY+=" $rival"; else RIVALS_MISSING+=" $rival"; fi
  done
  [ "$RIVALS_READY" ] || fail "nothing could be installed"
  alone=(unshare --map-root-user --net)
  if "${alone[@]}" ip link set lo up 2>/dev/null; then
    export NETWORK='loopback only'
    "${alone[@]}" sh -c 'ip link set lo up && exec "$@"' sh "$here/rivals.sh" $RIVALS_READY
  else
    export NETWORK='the network could be reached'
    "$here/rivals.sh" $RIVALS_READY
  fi
  exit
fi

for rival in $chosen; do installed "$rival" || fail "$rival is not installed"; done
calls=2000 batched=10000 rounds=${ROUNDS:-2}
bin() { echo "$data/rivals/$1/bin"; }
export PHOENIX_TELEMETRY_ENABLED=false DO_NOT_TRACK=true MLFLOW_DISABLE_TELEMETRY=true LITELLM_LOCAL_MODEL_COST_MAP=True

# serve NAME PATH COMMAND...: a server as pid[NAME], until it answers.
serve() {
  local name=$1 health=$2
  shift 2
  "$@" > "$work/$name.log" 2>&1 &
  pid[$name]=$!
  url[$name]=http://127.0.0.1:${port[$name]}
  await_server "$name" "$health"
}

# begin RIVAL: starts it on its port and its home, which stay from one start to the next.
begin() {
  local at=$work/home/$1
  mkdir -p "$at"
  form=spans send=()
  case $1 in
    lightning) form=tools home[lightning]=$at; start_bridge lightning ;;
    original) form=tools; start_original original "$at" ;;
    phoenix)
      PHOENIX_WORKING_DIR=$at PHOENIX_HOST=127.0.0.1 PHOENIX_PORT=${port[$1]} PHOENIX_GRPC_PORT=${port[other]} \
        serve "$1" /healthz "$(bin "$1")/phoenix" serve
      ;;
    mlflow)
      send=(--headers x-mlflow-experiment-id=0)
      serve "$1" /health "$(bin "$1")/mlflow" server --backend-store-uri "sqlite:///$at/mlflow.db" --default-artifact-root "$at/artifacts" \
        --host 127.0.0.1 --port "${port[$1]}" --workers 1
      ;;
    agentlightning)
      serve "$1" /v1/agl/health "$(bin "$1")/agl" store --host 127.0.0.1 --port "${port[$1]}" --log-level ERROR
      # Its spans belong to an attempt at a task.
      rollout=$(curl -sf -H 'Content-Type: application/json' -d '{"input":"rivals"}' "${url[$1]}/v1/agl/rollouts") || fail "no rollout"
      send=(--attributes "agentlightning.rollout_id=$(json rollout_id <<< "$rollout"),agentlightning.attempt_id=$(json attempt.attempt_id <<< "$rollout")")
      ;;
  esac
}

end() {
  # shellcheck disable=SC2046  # each a process
  { kill -9 $(processes "$1"); wait "${pid[$1]}"; } 2>/dev/null
  unset "pid[$1]"
}

# stored RIVAL: calls that are in its store. Of those that only it itself can tell, it must run.
stored() {
  case $1 in
    lightning) curl -sf "${url[$1]}/stats" | json tool_calls.count ;;
    original) count "$work/home/$1/original.db" tool_calls ;;
    phoenix) count "$work/home/$1/phoenix.db" spans ;;
    mlflow) count "$work/home/$1/mlflow.db" spans ;;
    agentlightning) curl -sf "${url[$1]}/v1/agl/statistics" | json total_spans ;;
  esac
}
count() { python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1], timeout=60).execute("SELECT COUNT(*) FROM " + sys.argv[2]).fetchone()[0])' "$1" "$2"; }

# load RIVAL CALLS CONNECTIONS BATCH: calls answered a second, and those stored where that is later.
load() {
  local as=$form before from answered
  [ "$1$4" = lightning1 ] || [ "$as" = spans ] || as=events
  [ "$1" = original ] && as=tools
  [ "$1" != phoenix ] || { before=$(stored "$1"); from=$(now_ms); }
  answered=$(node "$load_tests/lib/rival-calls.js" "${url[$1]}" --as "$as" "${send[@]}" --calls "$2" --connections "$3" --batch "$4") || fail "not every call was answered"
  [ "$1" = phoenix ] || { echo "$answered"; return; }
  until [ "$(stored "$1")" -ge $((before + $2)) ]; do
    [ $(($(now_ms) - from)) -lt 300000 ] || fail "$1 stored only $(($(stored "$1") - before)) of $2 calls"
    sleep 0.1
  done
  echo "$answered, $(calc "$2 * 1000 / ($(now_ms) - $from)" %.0f)"
}

# measure RIVAL: one line of the table.
measure() {
  local from ready idle cold warm many batches='-' full killed left
  rm -rf "${work:?}/home/$1"
  port[$1]=$(free_port) port[other]=$(free_port)
  from=$(now_ms)
  begin "$1"
  ready=$(calc "($(now_ms) - $from) / 1000")
  sleep 3
  idle=$(pss_mb "$1")
  cold=$(load "$1" $calls 1 1)
  warm=$(load "$1" $calls 1 1)
  many=$(load "$1" $calls 16 1)
  [ "$1" = original ] || batches=$(load "$1" $batched 16 50)
  full=$(pss_mb "$1")
  end "$1"
  rm -rf "${work:?}/home/$1"
  begin "$1"
  # The shell would tell that it was killed.
  {
    node "$load_tests/lib/rival-calls.js" "${url[$1]}" --as "$form" "${send[@]}" --calls $calls --connections 16 \
      --kill "$(processes "$1" | paste -sd,)" > /dev/null || lost=1
    wait "${pid[$1]}"
  } 2> "$work/killed.log"
  [ -z "${lost:-}" ] || { cat "$work/killed.log" >&2; fail "not every call was answered"; }
  begin "$1"
  left=$(stored "$1")
  end "$1"
  echo "| $1 | $ready s | $idle, $full MB | $cold; $warm | $many | $batches | $((calls - left)) |"
}

out=${OUT:-$load_tests/results/rivals-$(date +%F).md}
began=$(date '+%H:%M') before=$(cut -d' ' -f1-3 /proc/loadavg)
for round in $(seq "$rounds"); do
  for rival in $chosen; do
    say "round $round: $rival"
    (trap 'for name in "${!pid[@]}"; do end "$name"; done' EXIT; measure "$rival") >> "$work/lines" || echo "| $rival | failed | | | | | |" >> "$work/lines"
    tail -1 "$work/lines" >&2
  done
done
version() { "$(bin "$1")/python" -c 'import importlib.metadata, sys; print(*(f"{name} {importlib.metadata.version(name)}" for name in sys.argv[1:]))' "${package[$1]}"; }
{
  echo "# The bridge beside what people could run instead, $(date +%F)"
  echo
  echo "\`load-tests/rivals.sh\`, $began to $(date '+%H:%M %Z'); $rounds round(s), a line each; ${NETWORK:-}."
  echo
  echo "- machine: $(nproc) × $(awk -F': ' '/model name/ {print $2; exit}' /proc/cpuinfo), $(awk '/MemTotal/ {printf "%.0f GB", $2 / 1e6}' /proc/meminfo), $(uname -sr)"
  echo "- load average before, from other work: $before; after: $(cut -d' ' -f1-3 /proc/loadavg)"
  echo "- lightning: commit $(git -C "$load_tests" rev-parse --short HEAD 2>/dev/null || echo unknown)"
  for rival in $chosen; do [ -z "${package[$rival]:-}" ] || echo "- $rival: $(version "$rival"), one worker, $([ "$rival" = agentlightning ] && echo 'in memory only' || echo SQLite)"; done
  [ -z "${RIVALS_MISSING:-}" ] || echo "- not run, because it could not be installed:$RIVALS_MISSING"
  echo
  echo "| | start, empty home | PSS idle, loaded | one connection, cold; warm | 16 connections | batches of 50, 16 connections | lost of $calls answered |"
  echo '| --- | --- | --- | --- | --- | --- | --- |'
  for rival in $chosen; do grep "^| $rival " "$work/lines"; done
  echo
  echo 'Writes and batches are calls a second. "a, b": answered, and stored, by a server that answers before it has stored.'
} > "$out"
cat "$out"
