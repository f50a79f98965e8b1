#!/usr/bin/env bash
# From a clone to the page by the README's first command, with nothing in the caches of Maven and npm: how long it takes.
#
#   load-tests/first-run.sh        exit code 0: within three minutes; 1: it does not work; 2: later, or no registry answers
#
# It loads everything from the registries that this machine is set up for, so a slow network counts.
set -eu
cd "$(dirname "$0")/.."
limit_s=180
work=$(mktemp -d "${TMPDIR:-/tmp}/lightning-first-run.XXXXXX")
bridge=''
trap '[ -z "$bridge" ] || kill "$bridge" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
git clone -q . "$work/clone"
cd "$work/clone"
export MAVEN_USER_HOME=$work/maven MAVEN_ARGS=-Dmaven.repo.local=$work/repository npm_config_cache=$work/npm
export LIGHTNING_HOME=$work/home LIGHTNING_BRIDGE_PORT=0

began=$(date +%s%N)
sh src/main/build/run.sh >"$work/said" 2>&1 &
bridge=$!
until [ -s "$work/home/bridge.port" ] && curl -fsS -o "$work/page" "http://127.0.0.1:$(cat "$work/home/bridge.port")/"; do
  if ! kill -0 "$bridge" 2>/dev/null; then
    cat "$work/said" target/run.log >&2
    grep -qE 'Could not transfer|Unknown host|ENOTFOUND|ECONNREFUSED|ETIMEDOUT' target/run.log && exit 2
    exit 1
  fi
  sleep 0.2
done
seconds=$((($(date +%s%N) - began) / 1000000000))
grep -q '<script' "$work/page" || { echo "first-run.sh: that is not the page" >&2; exit 1; }
echo "From a clone to the page, with empty caches: $seconds s (bar: $limit_s s)"
[ "$seconds" -le "$limit_s" ] || exit 2
