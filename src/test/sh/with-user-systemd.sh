#!/bin/sh
# Runs a command on what looks like a machine of its own with a systemd for its user: name spaces with their own /run,
# processes, journal and home, so that nothing of the real one is touched. Needs root, and systemd installed.
# Exit code 77: it can't be had here; the last line says why.
#   with-user-systemd.sh HOME COMMAND ...
set -eu
unavailable() {
  echo "no systemd of our own: $*"
  exit 77
}
[ "$(uname -s)" = Linux ] || unavailable "this is no Linux"
[ -x /lib/systemd/systemd ] || unavailable "systemd is not installed (apt-get install systemd)"
[ "$(id -u)" = 0 ] || unavailable "only root may make name spaces for it"
unshare -m -p -C --fork --mount-proc mount -t tmpfs tmpfs /run 2>/dev/null || unavailable "unshare is not allowed here"

exec unshare -m -p -C --fork --kill-child --mount-proc sh -euc '
  mount -t tmpfs tmpfs /run
  mkdir -p /run/systemd/system /run/lock /run/log/journal /run/user/0
  chmod 700 /run/user/0
  # What the first process of a real machine makes, for the unit to hide things behind.
  (umask 777 && cd /run/systemd && mkdir -m 755 inaccessible && cd inaccessible && mkdir dir && : >reg && mkfifo fifo &&
    mknod chr c 0 0 && mknod blk b 0 0)
  export HOME=$1 XDG_RUNTIME_DIR=/run/user/0
  shift
  unset DBUS_SESSION_BUS_ADDRESS XDG_CONFIG_HOME JAVA_HOME
  mkdir -p "$HOME"
  journald=/lib/systemd/systemd-journald
  [ ! -x $journald ] || $journald >"$HOME/journald.log" 2>&1 &
  tries=300
  until [ -S /run/systemd/journal/stdout ] || [ $tries = 200 ]; do
    tries=$((tries - 1)); sleep 0.1
  done
  /lib/systemd/systemd --user >"$HOME/systemd.log" 2>&1 &
  until systemctl --user show-environment >/dev/null 2>&1; do
    tries=$((tries - 1)); [ $tries -gt 0 ] || { echo "no systemd of our own: it does not answer"; exit 77; }
    sleep 0.1
  done
  "$@"
' sh "$@"
