#!/bin/sh
# The Debian package of this build: dpkg installs it, it runs, and dpkg removes it without a trace. deb.sh FOLDER FOLDER
set -eu
package=$(ls "$1"/openclaw-lightning_*.deb 2>/dev/null || true)
own=$2
export HOME=$own/home
mkdir -p "$HOME"
unset JAVA_HOME
fail() {
  echo "FAILED: $*"
  exit 1
}
if [ -z "$package" ] || ! command -v dpkg >/dev/null || [ "$(id -u)" != 0 ] || [ -e /usr/bin/lightning ]; then
  echo 'needs a package, dpkg, root, and no other lightning in /usr/bin'
  exit 77
fi
trap 'lightning stop >/dev/null 2>&1 || true; dpkg -r openclaw-lightning >/dev/null 2>&1 || true' EXIT

echo '== contents'
dpkg-deb --info "$package"
dpkg-deb --contents "$package" | awk '$2 != "root/root" || $1 ~ /^[-d].......w/' | grep . && fail 'owner or mode'

echo '== install'
dpkg -i "$package"
(cd / && md5sum --quiet -c /var/lib/dpkg/info/openclaw-lightning.md5sums) || fail 'md5sums'
[ "$(command -v lightning)" = /usr/bin/lightning ] || fail "on the path: $(command -v lightning)"
lightning version | grep -q '^Java ' || fail 'its own Java'

echo '== run'
lightning start --port 0
lightning status | grep -q 'running, healthy' || fail 'status'
lightning import --sample | grep -q '^300 traces' || fail 'the sample'
lightning stop
lightning uninstall 2>&1 | grep -q 'sudo apt remove openclaw-lightning' || fail 'uninstall names the package manager'
[ -x /usr/bin/lightning ] || fail 'uninstall took what dpkg owns'

echo '== again, over itself'
dpkg -i "$package"

echo '== remove'
dpkg -r openclaw-lightning
[ ! -e /usr/bin/lightning ] && [ ! -e /usr/lib/openclaw-lightning ] || fail 'something stayed'
[ -f "$HOME/.openclaw/lightning/storage/traces.db" ] || fail 'it took the data'
dpkg -P openclaw-lightning
echo '== all well'
