#!/bin/sh
# A stranger's first ten minutes, from the README: unpack, start, status, a session by curl, sample traces, the first
# suggestion, accepted, the page, an agent connected, logs, doctor, backup, uninstall. What each step says and shows stays in
# FOLDER_OF_ARCHIVES/stranger. stranger.sh FOLDER_OF_ARCHIVES lightning|lightning-image FOLDER
# The image must do without any Java; the other one walks on the oldest Java that is supported, if it is there.
set -eu
own=$3
seen=$1/stranger/$2
rm -rf "$seen"
mkdir -p "$seen"
# look NAME PATH: keeps a picture of a view of the page, where there is a browser; it must show more than its frame.
look() {
  command -v chromium >/dev/null || return 0
  chromium --headless --no-sandbox --disable-gpu --user-data-dir="$own/browser" --window-size=1200,900 \
    --virtual-time-budget=5000 --screenshot="$seen/$1.png" "$url/#/$2" >/dev/null 2>&1 || fail "no picture of $1"
  [ "$(wc -c <"$seen/$1.png")" -gt 25000 ] || fail "the page shows nothing for $1"
}
# told NAME COMMAND...: runs a step and keeps what it says.
told() {
  name=$1
  shift
  "$@" >"$seen/$name.txt" 2>&1 || fail "$*: $? $(cat "$seen/$name.txt")"
  cat "$seen/$name.txt"
}
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
began=$(date +%s)
mkdir -p "$HOME/.openclaw/lightning"
echo '{"bridge": {"port": 0}}' >"$HOME/.openclaw/lightning/config.json" # the test's only liberty: a free port
told start bin/lightning start
trap 'bin/lightning stop >/dev/null 2>&1 || true' EXIT
url=http://127.0.0.1:$(cat "$HOME/.openclaw/lightning/bridge.port")

echo '== status'
told status bin/lightning status
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
bin/lightning import --sample | grep -q '^nothing new$' || fail 'the sample came twice'

echo '== the first suggestion, accepted'
told optimize bin/lightning optimize
told suggestions bin/lightning suggestions
id=$(sed -n 's/^\([0-9a-f]\{8\}\) .*proposed.*/\1/p' "$seen/suggestions.txt" | sed -n 1p)
[ -n "$id" ] || fail 'no suggestion in the sample traces'
told show bin/lightning suggestions show "$id"
told accept bin/lightning suggestions accept "$id"
told experiments bin/lightning experiments
grep -q "$id" "$seen/experiments.txt" || fail 'no experiment began'

echo '== the page'
look today ''
look suggestions suggestions
look experiments experiments

echo '== an agent is connected, and sends'
mkdir -p "$HOME/.claude"
told connect bin/lightning connect claude-code
for event in '"UserPromptSubmit","prompt":"Tidy the imports"' '"Stop"'; do
  post /hooks/claude-code "{\"session_id\":\"s-1\",\"cwd\":\"/tmp\",\"hook_event_name\":$event}"
done
bin/lightning status | grep -q 'claude-code' || fail 'status does not name the agent'
told disconnect bin/lightning disconnect claude-code
echo "from start to a connected agent: $(($(date +%s) - began)) s" | tee "$seen/seconds.txt"

echo '== logs'
told logs bin/lightning logs
grep -q . "$seen/logs.txt" || fail 'no line in the log'

echo '== doctor'
told doctor bin/lightning doctor

echo '== backup'
bin/lightning backup "$own/traces-backup.db"
[ -s "$own/traces-backup.db" ] || fail 'no backup'

echo '== uninstall, with an agent connected'
bin/lightning connect claude-code
told uninstall bin/lightning uninstall
grep -qs hooks/claude-code "$HOME/.claude/settings.json" && fail 'the agent still sends to the port'
bin/lightning status && fail 'it still runs'
[ -f "$HOME/.openclaw/lightning/storage/traces.db" ] || fail 'uninstall took the data'
bin/lightning uninstall --purge --yes
[ ! -e "$HOME/.openclaw/lightning" ] || fail 'purge left something'
trap - EXIT
echo '== all well'
