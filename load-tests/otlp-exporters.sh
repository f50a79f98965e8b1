#!/usr/bin/env bash
# The real exporters of Python, JavaScript (protobuf and JSON), Go (gzip) and Java send traces to one bridge, which is killed
# and started again meanwhile. None may log an error, and every trace must be stored whole. Installs them from their registries
# into EXPORTERS_DIR (120 MB), so this is not part of a build.
set -u
. "$(dirname "$0")/lib/lib.sh"
sources=$load_tests/exporters dir=${EXPORTERS_DIR:-$load_tests/../target/exporters}
count=${COUNT:-60} pause=${PAUSE:-0.25}
for tool in python3 node go mvn javac; do needs "$tool" "$tool"; done

install() {
  mkdir -p "$dir/go" "$dir/classes"
  [ -x "$dir/venv/bin/python" ] || { python3 -m venv "$dir/venv" && "$dir/venv/bin/pip" -q install -r "$sources/requirements.txt"; } || fail "pip"
  cp "$sources/package.json" "$sources/exporter.mjs" "$dir/"
  [ -d "$dir/node_modules" ] || (cd "$dir" && npm install --silent --no-audit --no-fund) || fail "npm"
  cp "$sources/exporter.go" "$sources/go.mod" "$sources/go.sum" "$dir/go/"
  [ -x "$dir/go/exporter" ] || (cd "$dir/go" && go build -o exporter .) || fail "go"
  [ -d "$dir/lib" ] || mvn -B -q -f "$sources/pom.xml" dependency:copy-dependencies -DoutputDirectory="$(realpath "$dir")/lib" || fail "mvn"
  javac -cp "$dir/lib/*" -d "$dir/classes" "$sources/Exporter.java" || fail "javac"
}

say "installing the exporters"
install
port[bridge]=$(free_port)
start_bridge bridge
export OTEL_EXPORTER_OTLP_ENDPOINT=${url[bridge]} OTEL_METRICS_EXPORTER=otlp

declare -A exporter
begin() { local name=$1; shift; "$@" > "$work/$name.out" 2>&1 & exporter[$name]=$!; }
begin python "$dir/venv/bin/python" "$sources/exporter.py" "$count" "$pause"
begin js-proto node "$dir/exporter.mjs" "$count" "$pause" proto
begin js-http node "$dir/exporter.mjs" "$count" "$pause" http
begin go "$dir/go/exporter" "$count" "$pause"
begin java java -cp "$dir/classes:$dir/lib/*" Exporter "$count" "$pause"

for _ in 1 2 3; do
  sleep 3
  say "kill -9 of the bridge"
  kill -9 "${pid[bridge]}"
  wait "${pid[bridge]}" 2>/dev/null
  start_bridge bridge
done
for name in "${!exporter[@]}"; do wait "${exporter[$name]}" || say "$name ended with $?"; done

# whole NAME: how many of its traces are stored with both calls and an end.
whole() {
  curl -sf "${url[bridge]}/traces?agent_id=$1&status=ended&limit=100" | node -e '
    const { traces } = JSON.parse(require("fs").readFileSync(0, "utf8"));
    console.log(traces.filter((trace) => trace.tool_count === 2).length)'
}

verdict=0
for name in $(printf '%s\n' "${!exporter[@]}" | sort); do
  for _ in $(seq 60); do # the grace of the last traces, and a busy machine
    stored=$(whole "$name")
    [ "$stored" = "$count" ] && break
    sleep 1
  done
  errors=$(grep -cE '^(ERROR|SEVERE)|Failed to export|Exception|Traceback|OTLPExporterError' "$work/$name.out")
  row "exporter $name, bridge killed three times" "$stored of $count traces whole" "" "" "" "all, and no error logged" "$stored == $count && $errors == 0"
  if [ "$stored" != "$count" ] || [ "$errors" != 0 ]; then verdict=1; sort "$work/$name.out" | uniq -c | sort -rn | head -5 >&2; fi
done
exit $verdict
