# Sourced by the scripts beside it. start_bridge starts the packaged bridge on a fresh home and waits for GET /health.
dist=${LIGHTNING_DIST:-$(cd "$(dirname "$0")/.." && pwd)/target/lightning}
work=$(mktemp -d)
pid=''
export LIGHTNING_HOME=$work/home
trap 'stop_bridge; rm -rf "$work"' EXIT

now_ms() { echo $(($(date +%s%N) / 1000000)); }

start_bridge() {
  "$dist/bin/lightning" run --port 0 "$@" 2>"$work/log" &
  pid=$!
  until [ -s "$LIGHTNING_HOME/bridge.port" ] \
    && url=http://127.0.0.1:$(cat "$LIGHTNING_HOME/bridge.port") && curl -sf -o /dev/null "$url/health"; do
    kill -0 "$pid" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    sleep 0.005
  done
}

stop_bridge() {
  [ -z "$pid" ] || { kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; }
  pid=''
}

# verdict NAME FIGURE MAX UNIT: prints the line, and remembers a miss.
missed=0
verdict() {
  if [ "$2" -le "$3" ]; then echo "$1: $2 $4 (bar $3)"; else echo "$1: $2 $4 MISSED (bar $3)"; missed=1; fi
}
