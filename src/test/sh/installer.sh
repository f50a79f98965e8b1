#!/bin/sh
# install.sh on the archives of this build: installer.sh FOLDER_OF_ARCHIVES FOLDER
set -eu
release=$1
own=$2/own\ folder # with a blank, as people have them
prefix=$own/prefix
export HOME=$own/home LIGHTNING_HOME=$own/home/bridge
mkdir -p "$HOME"
fail() {
  echo "FAILED: $*"
  exit 1
}
installed() { sh "$1/install.sh" --prefix "$prefix"; }

echo '== install'
mkdir "$own/release"
cp "$release"/install.sh "$release"/SHA256SUMS "$release"/lightning-*.tar.gz "$own/release"
ls "$own/release"
installed "$own/release"
[ -x "$prefix/lib/openclaw-lightning/runtime/bin/java" ] || fail 'the image is preferred'
PATH=/usr/bin:/bin "$prefix/bin/lightning" version | grep -q 'OpenClaw Lightning' || fail 'it runs'

echo '== again: nothing to do'
installed "$own/release" 2>&1 | grep -q 'is already installed' || fail 'idempotent'

echo '== upgrade in place: a bridge goes on, settings and data stay'
mkdir -p "$LIGHTNING_HOME"
echo '{"bridge": {"port": 0}, "retention": {"days": 9}}' >"$LIGHTNING_HOME/config.json"
"$prefix/bin/lightning" run >"$own/run.log" 2>&1 &
bridge=$!
trap 'kill $bridge 2>/dev/null || true' EXIT
tries=600
until [ -s "$LIGHTNING_HOME/bridge.port" ]; do
  tries=$((tries - 1)) && [ $tries -gt 0 ] || fail "no bridge: $(cat "$own/run.log")"
  sleep 0.1
done
url=http://127.0.0.1:$(cat "$LIGHTNING_HOME/bridge.port")
curl -fsS "$url/session/start" -H 'Content-Type: application/json' -d '{"session_key":"a","message":"m"}' >/dev/null
any=$(cd "$own/release" && ls lightning-[0-9]*.tar.gz | grep -v -e linux -e macos)
sh "$own/release/install.sh" --prefix "$prefix" "$own/release/$any"
[ ! -e "$prefix/lib/openclaw-lightning/runtime" ] || fail 'the other archive replaced it'
curl -fsS "$url/stats" | grep -q '"total_traces":1' || fail 'the bridge of the old version goes on'
kill $bridge
wait $bridge || fail "exit code $? after SIGTERM"
grep -q '"days": 9' "$LIGHTNING_HOME/config.json" || fail 'the settings stayed'

echo '== refused: damaged, unknown, or in the way of something else'
cp -R "$own/release" "$own/bad"
printf x >>"$own/bad/$any"
sh "$own/bad/install.sh" --prefix "$own/bad-prefix" "$own/bad/$any" 2>"$own/said" && fail 'damaged'
grep -q 'is damaged' "$own/said" || fail "damaged: $(cat "$own/said")"
rm "$own/bad/SHA256SUMS"
sh "$own/bad/install.sh" --prefix "$own/bad-prefix" 2>"$own/said" && fail 'without checksums'
[ ! -e "$own/bad-prefix" ] || fail 'something was written'
mkdir -p "$own/taken/bin" && echo mine >"$own/taken/bin/lightning"
sh "$own/release/install.sh" --prefix "$own/taken" 2>"$own/said" && fail 'a foreign program'
[ "$(cat "$own/taken/bin/lightning")" = mine ] || fail 'a foreign program was overwritten'

echo '== uninstall keeps the data, --purge does not'
"$prefix/bin/lightning" uninstall </dev/null 2>"$own/said"
cat "$own/said"
grep -q 'removed the program in' "$own/said" || fail 'it does not say what it removed'
grep -qi 'failed\|exception' "$own/said" && fail 'the process stumbles over what it removed of itself'
[ ! -e "$prefix/lib/openclaw-lightning" ] && [ ! -h "$prefix/bin/lightning" ] || fail 'the program is still there'
[ -f "$LIGHTNING_HOME/storage/traces.db" ] || fail 'the data is gone'
installed "$own/release"
"$prefix/bin/lightning" uninstall --purge </dev/null 2>/dev/null && fail 'purged without being asked'
[ -f "$LIGHTNING_HOME/storage/traces.db" ] || fail 'purged without a yes'
echo mine >"$LIGHTNING_HOME/foreign"
echo yes | "$prefix/bin/lightning" uninstall --purge
[ ! -e "$LIGHTNING_HOME/storage" ] || fail 'purge left data'
[ "$(cat "$LIGHTNING_HOME/foreign")" = mine ] || fail 'purge took what is not ours'
echo '== all well'
