#!/bin/sh
# release/build.sh on what this build made: release.sh TARGET FOLDER. Each file is there, is what its sum says, and installs.
set -eu
target=$1
own=$2
build=$(cd "$(dirname "$0")/../../.." && pwd)/release/build.sh
fail() {
  echo "FAILED: $*"
  exit 1
}
command -v python3 >/dev/null || {
  echo 'needs python3'
  exit 77
}

sh "$build" --from "$target" "$own/release"
cd "$own/release"
for kind in 'lightning-[0-9.]*.tar.gz' 'lightning-[0-9.]*-*-*.tar.gz' 'lightning-*.zip' 'lightning-*.cdx.json' install.sh \
  'openclaw-lightning-*.tgz' 'openclaw_lightning-*.whl' 'openclaw_lightning-*.tar.gz' packages/openclaw-lightning.rb; do
  # shellcheck disable=SC2086 # it is a pattern
  ls $kind >/dev/null || fail "no $kind"
done
[ "$(find . -type f | wc -l)" = "$(($(wc -l <SHA256SUMS) + 1))" ] || fail 'a file has no sum'
if command -v sha256sum >/dev/null; then
  sha256sum --quiet -c SHA256SUMS
fi
code=0
sh "$build" --from "$target" "$own/release" 2>/dev/null || code=$?
[ "$code" = 1 ] || fail 'it mixes two releases'

if command -v npm >/dev/null; then
  echo '== npm'
  npm install --silent --no-audit --no-fund --prefix "$own/npm" ./openclaw-lightning-*.tgz
  (cd "$own/npm" && node -e "require('openclaw-lightning').create({ enabled: false })")
fi
if python3 -c 'import pip' 2>/dev/null; then
  echo '== pip'
  python3 -m pip install --quiet --no-index --disable-pip-version-check --root-user-action ignore --target "$own/pip" ./openclaw_lightning-*.whl
  PYTHONPATH=$own/pip python3 -c 'import openclaw_lightning'
fi
echo '== all well'
