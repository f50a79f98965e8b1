#!/bin/sh
# systemd's own opinion of the unit, as install-service fills it: unit-rating.sh DISTRIBUTION FOLDER
set -eu
if ! command -v systemd-analyze >/dev/null; then
  echo 'skipped: systemd-analyze is not installed (apt-get install systemd)'
  exit 77
fi
export HOME=$2 XDG_RUNTIME_DIR=$2/run
unset XDG_CONFIG_HOME
mkdir -p "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
"$1/bin/lightning" install-service --no-start --home "$HOME/a home"
unit=$HOME/.config/systemd/user/openclaw-lightning.service

complaints=$(systemd-analyze --user verify "$unit" 2>&1 | grep -F openclaw-lightning || true)
[ -z "$complaints" ] || { echo "verify: $complaints" && exit 1; }

# 5 of 10, less is better: what is left are the network, a JIT compiler, and capabilities a user does not have anyway.
systemd-analyze --user security --offline=true --threshold=50 "$unit" >"$HOME/rating" || { cat "$HOME/rating" && exit 1; }
grep -F 'Overall exposure' "$HOME/rating"
echo '== all well'
