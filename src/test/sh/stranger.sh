#!/bin/sh
# The path of a stranger, from the README: unpack, start (or install-service), status, a session by curl, stats, logs,
# doctor, backup, uninstall. stranger.sh FOLDER_OF_ARCHIVES lightning|lightning-image FOLDER
# The image must do without any Java; the other one walks on the oldest Java that is supported, if it is there.
set -eu
own=$3
export HOME=$own/home
mkdir -p "$HOME"
unset JAVA_HOME XDG_CONFIG_HOME
fail() {
  echo "FAILED: $*"
  cat "$HOME/.openclaw/lightning/logs/bridge.log" 2>/dev/null || true
  exit 1
}
case $(uname -s)-$(uname -m) in
  Linux-x86_64) system=linux-x64 ;; Linux-*) system=linux-arm64 ;; *-arm64) system=macos-arm64 ;; *) system=macos-x64 ;;
esac

echo '== unpack'
if [ "$2" = lightning-image ]; then
  tar -xzf "$1"/lightning-*-$system.tar.gz -C "$own"
else
  archive=$(ls "$1"/lightning-[0-9]*.tar.gz | grep -v -e linux -e macos)
  tar -xzf "$archive" -C "$own"
  for java in /usr/lib/jvm/*17*/bin/java; do
    [ ! -x "$java" ] || export LIGHTNING_JAVA="$java"
  done
fi
cd "$own"/lightning-*
bin/lightning version
[ "$2" != lightning-image ] || bin/lightning version | grep -q "^Java " || fail 'its own Java'

echo '== start'
mkdir -p "$HOME/.openclaw/lightning"
echo '{"bridge": {"port": 0}}' >"$HOME/.openclaw/lightning/config.json" # the test's only liberty: a free port
bin/lightning start
trap 'bin/lightning stop >/dev/null 2>&1 || true' EXIT
url=http://127.0.0.1:$(cat "$HOME/.openclaw/lightning/bridge.port")

echo '== status'
bin/lightning status
bin/lightning status --json | grep -q '"schema_version"' || fail 'status --json'

echo '== a session'
post() { curl -fsS "$url$1" -H 'Content-Type: application/json' -d "$2" >/dev/null || fail "$1"; }
post /session/start '{"session_key":"walk","message":"Why does the build fail?"}'
post /tool/trace '{"session_key":"walk","tool_name":"run_tests","params":{"path":"tests/"},"error":"1 failed","duration_ms":740}'
post /reward/emit '{"session_key":"walk","success":true,"tokens_used":1200}'
post /session/end '{"session_key":"walk"}'

echo '== stats'
bin/lightning stats
bin/lightning stats --json | tr -d ' \n' | grep -q '"total_traces":1' || fail 'the trace is counted'

echo '== sample traces, once'
bin/lightning import --sample | grep -q '^300 traces, .* stored' || fail 'the sample is imported'
bin/lightning import --sample | grep -q '^0 traces, 0 tool calls, 0 rewards stored' || fail 'the sample came twice'

echo '== logs'
bin/lightning logs | grep -q . || fail 'no line in the log'

echo '== doctor'
bin/lightning doctor || fail "doctor on a healthy machine: $?"

echo '== backup'
bin/lightning backup "$own/traces-backup.db"
[ -s "$own/traces-backup.db" ] || fail 'no backup'

echo '== uninstall'
bin/lightning uninstall
bin/lightning status && fail 'it still runs'
[ -f "$HOME/.openclaw/lightning/storage/traces.db" ] || fail 'uninstall took the data'
bin/lightning uninstall --purge --yes
[ ! -e "$HOME/.openclaw/lightning" ] || fail 'purge left something'
trap - EXIT
echo '== all well'
