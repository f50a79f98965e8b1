# What the scripts of this folder share; sourced, from the repository's root.

free_port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }

await_http() { # URL: until it answers 200, at most 20 s
  for _ in $(seq 400); do curl -fs -o /dev/null "$1" && return; sleep 0.05; done
  echo "nothing answers at $1" >&2; return 1
}

# start_bridge HOME [FLAGS...]: sets bridge_pid and bridge_port
start_bridge() {
  local home=$1; shift
  mkdir -p "$home"
  LIGHTNING_HOME=$home target/lightning/bin/lightning run --port 0 "$@" 2> "$home/stderr.log" & bridge_pid=$!
  for _ in $(seq 400); do [ -s "$home/bridge.port" ] && break; sleep 0.05; done
  bridge_port=$(cat "$home/bridge.port")
  await_http "http://127.0.0.1:$bridge_port/health"
}

java_of() { readlink "/proc/$1/exe"; }

# launcher_flags PID: the -X flags it runs with, but for those that belong to its own class archive
launcher_flags() { tr '\0' '\n' < "/proc/$1/cmdline" | grep -E '^-X' | grep -vE 'Shared|Xshare|Xlog' | tr '\n' ' '; }

# median COLUMN FILE
median() { awk -v c="$1" '{print $c}' "$2" | sort -n | awk '{v[NR] = $1} END {print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }

resident_mb() { awk '/VmRSS/ {printf "%.1f", $2 / 1024}' "/proc/$1/status"; }
