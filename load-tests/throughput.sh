#!/usr/bin/env bash
# Durable single writes against a server that stores nothing: how much of its throughput is left, and at what CPU cost.
#
#   load-tests/throughput.sh [ROUNDS] [SECONDS]        defaults: 5 rounds of 10 s for each side, interleaved
#
# Needs wrk (Debian package), a JDK, a built target/lightning and ../shared/noop (or NOOP=folder).
# Bar: the median of the rounds' ratios is at least BAR (0.6). Exit code 1 when it is missed.
set -u
. "$(dirname "$0")/lib.sh"
rounds=${1:-5} seconds=${2:-10} bar=${BAR:-0.6}
noop=${NOOP:-$(dirname "$0")/../../shared/noop}

start_bridge
ours=${url##*:} ours_pid=$pid
# The reference runs on the same JVM with the same -X flags, but for those of the bridge's own class archive.
flags=$(tr '\0' '\n' < "/proc/$pid/cmdline" | grep '^-X' | grep -v -e Shared -e Xshare -e Xlog | tr '\n' ' ')
java=$(readlink "/proc/$pid/exe")
theirs=$(node -e 's = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
javac -cp "$dist/lib/*" -d "$work" "$noop/Noop.java" || exit 1
# shellcheck disable=SC2086  # the flags are several words
MALLOC_ARENA_MAX=2 "$java" $flags -cp "$work:$dist/lib/*" Noop "$theirs" 2> /dev/null & theirs_pid=$!
trap 'kill "$theirs_pid"; stop_bridge; rm -rf "$work"' EXIT
until curl -sf -o /dev/null "http://127.0.0.1:$theirs/health"; do kill -0 "$theirs_pid" || exit 1; sleep 0.05; done

cpu_ms() { awk -v hz="$(getconf CLK_TCK)" '{print ($14 + $15) * 1000 / hz}' "/proc/$1/stat"; }
# requests per second, and microseconds of the server's CPU for each request
run() {
  local before requests
  before=$(cpu_ms "$2")
  wrk -t1 -c100 -d"$3"s -s "$noop/post.lua" "http://127.0.0.1:$1/tool/trace" > "$work/wrk.txt"
  if grep -q "Non-2xx" "$work/wrk.txt"; then grep "Non-2xx" "$work/wrk.txt" >&2; exit 1; fi
  requests=$(awk '/requests in/ {print $1}' "$work/wrk.txt")
  awk -v r="$requests" -v a="$before" -v b="$(cpu_ms "$2")" '/Requests\/sec/ {printf "%.0f %.1f\n", $2, (b - a) * 1000 / r}' "$work/wrk.txt"
}
run "$theirs" "$theirs_pid" 5 > /dev/null; run "$ours" "$ours_pid" 5 > /dev/null   # warm up
: > "$work/ratios"
printf '%-6s %12s %12s %8s %14s %14s %8s\n' round 'no-op req/s' 'bridge req/s' ratio 'no-op us/req' 'bridge us/req' ratio
for round in $(seq "$rounds"); do
  read -r n_rate n_cpu <<< "$(run "$theirs" "$theirs_pid" "$seconds")"
  read -r b_rate b_cpu <<< "$(run "$ours" "$ours_pid" "$seconds")"
  awk -v r="$round" -v a="$n_rate" -v b="$b_rate" -v c="$n_cpu" -v d="$b_cpu" \
    'BEGIN {printf "%-6s %12d %12d %8.2f %14.1f %14.1f %8.2f\n", r, a, b, b / a, c, d, d / c}' | tee -a "$work/ratios"
done
median() { awk -v c="$1" '{print $c}' "$2" | sort -n | awk '{v[NR] = $1} END {print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2}'; }
throughput=$(median 4 "$work/ratios") cpu=$(median 7 "$work/ratios")
echo "median: $throughput of the no-op's throughput (bar: at least $bar), $cpu times its CPU per request"
awk -v x="$throughput" -v bar="$bar" 'BEGIN { exit !(x >= bar) }'
