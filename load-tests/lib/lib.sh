# Sourced by the rows, benchmark.sh and soak.sh. Linux only: it reads /proc.
# A bridge has a name here; home[name], url[name] and pid[name] are its own, and all are stopped at the end.
load_tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dist=${LIGHTNING_DIST:-$load_tests/../target/lightning}
noop_source=${NOOP:-$load_tests/../../shared/noop}
quick=${QUICK:-} # set: fewer and shorter rounds, smaller databases
work=$(mktemp -d "${TMPDIR:-/tmp}/lightning-load.XXXXXX")
declare -A home url pid port
trap 'stop_all; rm -rf "$work"' EXIT

[ -x "$dist/bin/lightning" ] || { echo "no $dist/bin/lightning: run mvn package, or set LIGHTNING_DIST" >&2; exit 2; }
unset LIGHTNING_HOME

now_ms() { echo $(($(date +%s%N) / 1000000)); }
say() { echo "  $*" >&2; }
fail() { echo "$(basename "$0"): $*" >&2; exit 2; }
needs() { command -v "$1" >/dev/null || fail "$1 is missing (Debian package $2)"; }

# start_bridge NAME [FLAG...]: the packaged bridge on home[NAME] and port[NAME], fresh ones unless they are set; waits for /health.
start_bridge() {
  local name=$1
  shift
  : "${home[$name]:=$work/$name}"
  rm -f "${home[$name]}/bridge.port"
  "$dist/bin/lightning" run --port "${port[$name]:-0}" --home "${home[$name]}" "$@" 2>>"$work/$name.log" &
  pid[$name]=$!
  until [ -s "${home[$name]}/bridge.port" ] && url[$name]=http://127.0.0.1:$(cat "${home[$name]}/bridge.port") \
    && curl -sf -o /dev/null "${url[$name]}/health"; do
    kill -0 "${pid[$name]}" 2>/dev/null || { cat "$work/$name.log" >&2; fail "the bridge did not start"; }
    sleep 0.005
  done
}

# stop NAME: asks it to end, and waits until it has.
stop() {
  [ -z "${pid[$1]:-}" ] || { kill "${pid[$1]}" 2>/dev/null; wait "${pid[$1]}" 2>/dev/null; }
  unset "pid[$1]"
}

stop_all() { for name in "${!pid[@]}"; do stop "$name"; done; }

database() { echo "${home[$1]}/storage/traces.db"; }

# jvm_of NAME: the java of a running bridge and its -X flags, except those of its class archive.
jvm_of() {
  readlink "/proc/${pid[$1]}/exe"
  echo "@$dist/bin/java.flags"
  tr '\0' '\n' < "/proc/${pid[$1]}/cmdline" | grep '^-X' | grep -v -e Shared -e Xshare -e Xlog
}

# java_like NAME ARGUMENT...: runs a Java program on that bridge's JVM with its flags and libraries; $work/classes is on its path.
java_like() {
  local jvm
  mapfile -t jvm < <(jvm_of "$1")
  shift
  MALLOC_ARENA_MAX=2 exec "${jvm[@]}" -cp "$work/classes:$dist/lib/*" "$@"
}

compile() { needs javac openjdk-17-jdk-headless; mkdir -p "$work/classes"; javac --release 17 -cp "$dist/lib/*" -d "$work/classes" "$@" || exit 2; }

free_port() { node -e 's = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'; }

# start_noop NAME: the server that stores nothing, on the JVM of the bridge NAME, as pid[noop] and url[noop].
start_noop() {
  [ -r "$noop_source/Noop.java" ] || fail "$noop_source/Noop.java is missing: name its folder in NOOP"
  start_server noop "$noop_source/Noop.java" "$1"
}

# start_best_noop NAME: the same as pid[best] and url[best], as fast as it gets: the JVM's own flags and a small serial heap.
start_best_noop() {
  [ -r "$noop_source/Noop.java" ] || fail "$noop_source/Noop.java is missing: name its folder in NOOP"
  compile "$noop_source/Noop.java"
  port[best]=$(free_port)
  "$(readlink "/proc/${pid[$1]}/exe")" -XX:+UseSerialGC -Xmx64m -cp "$work/classes:$dist/lib/*" Noop "${port[best]}" 2>"$work/best.log" &
  pid[best]=$!
  url[best]=http://127.0.0.1:${port[best]}
  await_server best
}

# start_floor NAME DATABASE: the same with plain inserts into that empty database, as pid[floor] and url[floor].
start_floor() { start_server floor "$load_tests/lib/Floor.java" "$1" "$2"; }

# start_server SERVER SOURCE NAME [ARGUMENT...]: a Java server that takes a port, then those arguments, on the JVM of the bridge NAME.
start_server() {
  local server=$1 source=$2 like=$3 class
  class=$(basename "$source" .java)
  shift 3
  compile "$source"
  port[$server]=$(free_port)
  (java_like "$like" "$class" "${port[$server]}" "$@" 2>"$work/$server.log") &
  pid[$server]=$!
  url[$server]=http://127.0.0.1:${port[$server]}
  await_server "$server"
}

# await_server SERVER [PATH]: until it answers.
await_server() {
  until curl -sf -o /dev/null "${url[$1]}${2:-/health}"; do
    kill -0 "${pid[$1]}" 2>/dev/null || { cat "$work/$1.log" >&2; fail "the server $1 did not start"; }
    sleep 0.005
  done
}

# start_original NAME FOLDER: the original's stack on port[NAME], as pid[NAME] and url[NAME], by the Python of original_python.
start_original() {
  "$python" "$load_tests/lib/original.py" "${port[$1]}" "$2/original.db" 2>"$work/$1.log" &
  pid[$1]=$!
  url[$1]=http://127.0.0.1:${port[$1]}
  await_server "$1"
}

# original_python: sets $python to one with FastAPI and aiosqlite, which it takes from PyPI once; false where that can't be done.
original_python() {
  python=${LOAD_DATA:-$load_tests/../target/load-data}/original/bin/python
  "$python" -c 'import fastapi, aiosqlite, uvicorn, httptools, uvloop' 2>/dev/null && return
  say "installing FastAPI, uvicorn and aiosqlite from PyPI"
  python3 -m venv "$(dirname "$(dirname "$python")")" >&2 && "$python" -m pip install -q fastapi 'uvicorn[standard]' aiosqlite >&2
}

cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{sub(/.*\) /, ""); print ($12 + $13) * 1000 / hz}' "/proc/${pid[$1]}/stat"; }
rss_mb() { awk '/VmRSS/ {printf "%.1f\n", $2 / 1024}' "/proc/${pid[$1]}/status"; }
# processes NAME: it and those it started.
processes() { below "${pid[$1]}"; }
below() { echo "$1"; for child in $(pgrep -P "$1"); do below "$child"; done; }
# pss_mb NAME: the memory of its processes, what they share with others in parts.
pss_mb() {
  local process
  for process in $(processes "$1"); do cat "/proc/$process/smaps_rollup"; done 2>/dev/null | awk '/^Pss:/ {sum += $2} END {printf "%.0f\n", sum / 1024}'
}

# write_load NAME SECONDS: single writes over 100 connections; requests a second, and microseconds of the server's CPU for each.
write_load() {
  local before requests
  before=$(cpu_ms "$1")
  wrk -t1 -c100 -d"$2"s -s "$noop_source/post.lua" "${url[$1]}/tool/trace" > "$work/wrk.txt"
  if grep -q -e Non-2xx -e 'Socket errors' "$work/wrk.txt"; then cat "$work/wrk.txt" >&2; fail "not every request was answered 200"; fi
  requests=$(awk '/requests in/ {print $1}' "$work/wrk.txt")
  awk -v r="$requests" -v a="$before" -v b="$(cpu_ms "$1")" '/Requests\/sec/ {printf "%.0f %.1f\n", $2, (b - a) * 1000 / r}' "$work/wrk.txt"
}

# watch_log NAME: keeps the greatest size of its write-ahead log, in bytes, in $work/NAME.wal, while this script runs.
watch_log() {
  (
    max=0
    while kill -0 "${pid[$1]}" 2>/dev/null; do
      size=$(stat -c %s "$(database "$1")-wal" 2>/dev/null || echo 0)
      if [ "$size" -gt "$max" ]; then max=$size; echo "$max" > "$work/$1.wal"; fi
      sleep 0.1
    done
  ) &
}

# figure COLUMN FILE: median of a column of numbers; nothing of no rounds, so that no bar is met without one. spread: least and greatest.
figure() { awk -v c="$1" '{print $c}' "$2" | sort -g | awk '{v[NR] = $1} END {if (NR) print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2}'; }
spread() { awk -v c="$1" -v f="${3:-%.2f}" '{print $c}' "$2" | sort -g | awk -v f="${3:-%.2f}" 'NR == 1 {a = $1} END {printf f " … " f "\n", a, $1}'; }
calc() { awk "BEGIN {printf \"${2:-%.2f}\", ($1)}"; }
json() { node -e 'let v = JSON.parse(require("fs").readFileSync(0, "utf8")); for (const k of process.argv[1].split(".")) v = v[k]; console.log(v)' "$1"; }

# row WHAT FIGURE COMPARED-WITH RATIO SPREAD BAR CONDITION: one line of the table, appended to the file ROWS if there is one, and
# told on stderr. CONDITION is awk's, or - where there is no bar.
row() {
  local verdict=''
  if [ "$7" != - ]; then
    if awk "BEGIN {exit !($7)}"; then verdict=met; else verdict=MISSED; fi
  fi
  [ -z "${ROWS:-}" ] || printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$1" "$2" "$3" "$4" "$5" "$6" "$verdict" >> "$ROWS"
  say "=> $1: $2${3:+; $3}${4:+; ratio $4}${5:+ ($5)}${6:+; bar $6: $verdict}"
}

# prepared TRACES: the folder of a stored home with that many small traces, made once and kept in LOAD_DATA. Up to 100,000 the bridge
# itself stores them; more are copies of those under other ids.
prepared() {
  local data=${LOAD_DATA:-$load_tests/../target/load-data} made=$(($1 > 100000 ? 100000 : $1))
  if [ ! -f "$data/$1/done" ]; then
    rm -rf "${data:?}/$1"
    mkdir -p "$data/$1"
    say "preparing a database with $1 traces"
    if [ "$1" -gt "$made" ]; then
      prepared "$made" > /dev/null
      cp -r "$data/$made/storage" "$data/$1/"
      compile "$load_tests/lib/Multiply.java"
      java -cp "$work/classes:$dist/lib/*" Multiply "$data/$1/storage/traces.db" $(($1 / made)) || fail "copying traces failed"
    else
      home[filling]=$(cd "$data/$1" && pwd)
      start_bridge filling
      node "$load_tests/lib/post-batches.js" "${url[filling]}" --traces "$1" --batch 500 --small >&2 || fail "filling failed"
      stop filling
    fi
    touch "$data/$1/done"
  fi
  (cd "$data/$1" && pwd)
}

# use_prepared NAME TRACES: a copy of it becomes home[NAME].
use_prepared() {
  local from
  from=$(prepared "$2") || exit 2
  home[$1]=$work/$1
  mkdir -p "${home[$1]}/storage"
  chmod 700 "${home[$1]}" "${home[$1]}/storage"
  cp --reflink=auto "$from/storage/traces.db" "${home[$1]}/storage/"
  sync # else the copy's way to the disk is what is measured
}
