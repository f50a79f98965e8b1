#!/bin/sh
# Makes the class archives of target/lightning, for the JVM that builds and for the JVM the launcher would take (only for that
# one with TRAIN_FOR=launcher): one for a bridge, and one of the short commands. Called by Maven's package phase:
# train.sh FOLDER JAVA_HOME
# archives.of says which jar they belong to, by its time and size; the launcher passes them over for any other.
set -eu
dist=$1
jar=$dist/lib/openclaw-lightning.jar

# train NAME: in a subshell, so that two go beside each other.
train() (
  home=$(mktemp -d)
  log=$dist/../train.$1.log
  archives=$dist/../train.$1
  bridge=''
  trap '[ -z "$bridge" ] || kill "$bridge" 2>/dev/null || true; rm -rf "$home"' EXIT
  rm -rf "$archives"
  mkdir "$archives"
  rehearse rehearse-run --home "$home"
  start_bridge
  rehearse rehearse --home "$home"
  kill "$bridge"
  wait "$bridge" || true
  bridge=''
  mv "$archives"/*.jsa "$dist/lib"
  rmdir "$archives"
)

rehearse() {
  OPENCLAW_LIGHTNING_TRAIN=$archives "$dist/bin/lightning" "$@" >"$log" 2>&1 || {
    cat "$log" >&2
    exit 1
  }
}

start_bridge() {
  "$dist/bin/lightning" run --background --home "$home" --port 0 >"$log" 2>&1 &
  bridge=$!
  until [ -s "$home/bridge.port" ]; do
    kill -0 "$bridge" 2>/dev/null || {
      cat "$log" >&2
      exit 1
    }
    sleep 0.1
  done
}

rm -f "$dist"/lib/*.jsa "$dist"/lib/archives.of
unset LIGHTNING_JAVA LIGHTNING_JAVA_OPTS LIGHTNING_HOME
of_build=''
if [ ! -d "$dist/runtime" ] && [ "${TRAIN_FOR:-}" != launcher ]; then # an image has one Java only
  JAVA_HOME=$2
  export JAVA_HOME
  train build &
  of_build=$!
fi
unset JAVA_HOME
train launcher
[ -z "$of_build" ] || wait "$of_build"
{ stat -c '%Y %s' "$jar" 2>/dev/null || stat -f '%m %z' "$jar"; } >"$dist/lib/archives.of"
chmod 644 "$dist"/lib/*.jsa
ls -l "$dist"/lib/*.jsa
