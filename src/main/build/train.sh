#!/bin/sh
# Makes the class archives of target/lightning: one demo for the JVM that builds and one for the JVM the launcher
# would take. Called by Maven's package phase: train.sh FOLDER JAVA_HOME_OF_THE_BUILD
set -eu
dist=$1
log=$dist/../train.log
train() {
  if ! OPENCLAW_LIGHTNING_TRAIN=1 "$dist/bin/lightning" demo --sessions 20 >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
}
rm -f "$dist"/lib/classes-*.jsa
unset LIGHTNING_JAVA LIGHTNING_JAVA_OPTS
if [ ! -d "$dist/runtime" ]; then # an image has one Java only
  (JAVA_HOME=$2 && export JAVA_HOME && train)
fi
(unset JAVA_HOME && train)
chmod 644 "$dist"/lib/classes-*.jsa
ls -l "$dist"/lib/classes-*.jsa
