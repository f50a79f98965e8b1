#!/bin/sh
# The life of the real unit: installed, killed, hung, stopped, removed. Called inside with-user-systemd.sh:
#   service-life.sh DISTRIBUTION FOLDER
set -eu
lightning=$1/bin/lightning
home=$2/bridge
unit=openclaw-lightning

fail() {
  echo "FAILED: $*"
  systemctl --user status --no-pager -l $unit || true
  journalctl --no-pager -n 40 -o cat 2>/dev/null || true
  exit 1
}
show() { systemctl --user show -p "$1" --value $unit; }
# within SECONDS CONDITION...: waits for it.
within() {
  limit=$1
  shift
  until "$@"; do
    limit=$((limit - 1))
    [ "$limit" -gt 0 ] || fail "in time: $*"
    sleep 1
  done
}
another_runs() {
  [ "$(show ActiveState)" = active ] && case $(show MainPID) in 0 | "$1") false ;; *) healthy 2>/dev/null ;; esac
}
ended() { [ "$(show ActiveState)" = inactive ]; }
healthy() { curl -fsS "http://127.0.0.1:$(cat "$home/bridge.port")/health" >/dev/null; }

mkdir -p "$home"
echo '{"bridge": {"port": 0}}' >"$home/config.json"

echo '== install'
"$lightning" install-service --home "$home" || fail install
systemctl --user is-enabled --quiet $unit || fail 'enabled'
[ "$(show ActiveState)" = active ] || fail 'active once installed'
case $(show StatusText) in 'ready at http://127.0.0.1:'*) ;; *) fail "status: $(show StatusText)" ;; esac
healthy || fail 'ready means that it answers'
"$lightning" install-service --home "$home" 2>&1 | grep -q 'it was already running' || fail 'again: nothing changes'
systemd-analyze --user verify "$HOME/.config/systemd/user/$unit.service" 2>&1 | grep -F $unit && fail 'verify'

echo '== killed: back again, and events are still there'
first=$(show MainPID)
curl -fsS "http://127.0.0.1:$(cat "$home/bridge.port")/session/start" -H 'Content-Type: application/json' \
  -d '{"session_key":"life","message":"hello"}' >/dev/null
kill -9 "$first"
within 90 another_runs "$first"
curl -fsS "http://127.0.0.1:$(cat "$home/bridge.port")/stats" | grep -q '"total_traces":1' || fail 'the trace is there'

echo '== hung: silence is noticed, word that it is well keeps it'
mkdir -p "$HOME/.config/systemd/user/$unit.service.d"
printf '[Service]\nWatchdogSec=20s\nTimeoutStopSec=5s\nTimeoutAbortSec=5s\nRestartSec=1s\n' \
  >"$HOME/.config/systemd/user/$unit.service.d/test.conf"
systemctl --user daemon-reload
systemctl --user restart $unit
second=$(show MainPID)
sleep 30 # longer than the watchdog's patience: it must have been fed meanwhile
[ "$(show MainPID)" = "$second" ] || fail 'a healthy bridge was killed'
kill -STOP "$second"
within 90 another_runs "$second"

echo '== stopped: asked to end, it ends with 0 and is not started again'
third=$(show MainPID)
kill -TERM "$third"
within 60 ended
sleep 12 # longer than RestartSec
ended || fail 'started again'
[ "$(show ExecMainStatus)" = 0 ] || fail "exit code $(show ExecMainStatus)"
[ "$(show Result)" = success ] || fail "result $(show Result)"

echo '== start, stop and restart mean the service'
"$lightning" start --home "$home" >"$HOME/said" || fail "start: $(cat "$HOME/said")"
grep -q "service *$unit of systemd" "$HOME/said" || fail "start does not name the service: $(cat "$HOME/said")"
fourth=$(show MainPID)
[ "$fourth" != 0 ] && healthy || fail 'the service was not started'
"$lightning" restart --home "$home" || fail restart
another_runs "$fourth" || fail 'the service was not restarted'
"$lightning" restart --home "$home" --port 0 && fail 'flags that the service would not see'
"$lightning" stop --home "$home" || fail stop
[ "$(show ActiveState)" = inactive ] || fail "state after stop: $(show ActiveState)"
[ "$(show Result)" = success ] || fail "result of stop $(show Result)"
[ ! -e "$home/storage/traces.db-wal" ] || fail 'a log was left beside the database'
code=0
"$lightning" stop --home "$home" || code=$?
[ "$code" = 3 ] || fail "stop of nothing: $code"
"$lightning" start --home "$2/other" --port 0 || fail 'another home'
[ "$(show ActiveState)" = inactive ] || fail 'the service of another home was started'
"$lightning" stop --home "$2/other" || fail 'stop of another home'

echo '== a plain bridge on its home gives way'
"$lightning" run --home "$home" >"$HOME/plain" 2>&1 &
plain=$!
within 60 test -s "$home/bridge.port"
systemctl --user start $unit && fail 'two bridges on one home'
"$lightning" restart --home "$home" || fail 'restart beside a plain bridge'
wait "$plain" || fail "the plain bridge ended with $?"
another_runs 0 || fail 'the service runs in its place'
systemctl --user stop $unit

echo '== journal'
if [ -S /run/systemd/journal/stdout ]; then
  journalctl --sync 2>/dev/null || true
  journalctl --no-pager -t $unit -p 6 -o cat >"$HOME/lines"
  grep -q '^INFO Runner: ready at http://127.0.0.1:' "$HOME/lines" || fail 'a clean line'
  grep -q '<6>' "$HOME/lines" && fail 'a priority that was not read'
  journalctl --no-pager -t $unit -p 3 -o cat | grep -q INFO && fail 'an INFO line with the priority of an error'
else
  echo 'SKIPPED: no journald of our own'
fi

echo '== a mistake in the settings is told once, not again and again'
rm -rf "$HOME/.config/systemd/user/$unit.service.d"
systemctl --user daemon-reload
echo '{"bridge": {"prot": 0}}' >"$home/config.json"
"$lightning" install-service --home "$home" >"$HOME/said" 2>&1 && fail 'installed with wrong settings'
systemctl --user start $unit && fail 'started with wrong settings'
[ "$(show ActiveState)" = failed ] || fail "state $(show ActiveState)"

echo '== uninstall'
"$lightning" uninstall-service
[ ! -e "$HOME/.config/systemd/user/$unit.service" ] || fail 'the unit is still there'
"$lightning" uninstall-service 2>&1 | grep -q 'no service is installed' || fail 'again: says so'
[ -f "$home/storage/traces.db" ] || fail 'the data is gone'
echo '== all well'
