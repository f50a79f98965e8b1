#!/bin/sh
# Runs every block of a page that is marked sh, in order: operations.sh DISTRIBUTION PAGE FOLDER
set -eu
page=$2
own=$3
export HOME=$own/home PATH="$1/bin:$PATH"
unset XDG_CONFIG_HOME
home=$HOME/.openclaw/lightning
mkdir -p "$home"

# A block says sh, or sh with the reason why it is not run.
awk '/^```/ && !inside { inside = 1; if ($0 !~ /^```(sh|powershell|sh not run: .+)$/) { print FILENAME ": " $0; bad = 1 } next }
  /^```/ { inside = 0 } END { exit bad }' "$page"
awk -v folder="$own" '/^```sh$/ { inside = 1; file = sprintf("%s/%02d.block", folder, ++count); next }
  /^```/ { inside = 0 } inside { print >file }' "$page"

echo '{"bridge": {"port": 0}}' >"$home/config.json" # 8765 may be taken on this machine
lightning start
trap 'lightning stop >/dev/null 2>&1 || true' EXIT
count=0
for block in "$own"/*.block; do
  # A block may begin with a bridge of another port than it ends with, so it is asked for where it is used.
  sed "s#http://127.0.0.1:8765#http://127.0.0.1:\$(cat $home/bridge.port)#" "$block" >"$block.sh"
  echo "== $(tr '\n' ';' <"$block")"
  sh -eu "$block.sh" || { echo "FAILED with $?: $(cat "$block")"; exit 1; }
  count=$((count + 1))
done
[ "$count" -ge 15 ] || { echo "FAILED: only $count blocks were found"; exit 1; }
echo '== all well'
