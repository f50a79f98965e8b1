#!/bin/sh
# Makes all files of a release in one folder: release/build.sh [--skip-tests] [FOLDER]
# The archives for any Java and with a Java of their own, the Debian package, the npm package, the Python wheel and sdist,
# what package managers read, and SHA256SUMS of all. Nothing is published. FOLDER is target/release if it is left out.
# RELEASE_URL, if it is set, is where the files will be published: what package managers read names it as homepage, and the
# files of a version as RELEASE_URL/VERSION. --from TARGET takes what a build has put there already, and builds nothing.
set -eu
project=$(CDPATH='' cd "$(dirname "$0")/.." && pwd)
from=
tests=
while [ $# -gt 0 ]; do
  case $1 in
    --skip-tests) tests=-DskipTests ;;
    --from)
      from=$2
      shift
      ;;
    -*)
      sed -n '2,6s/^# //p' "$0" >&2
      exit 2
      ;;
    *) break ;;
  esac
  shift
done
fail() {
  echo "release/build.sh: $*" >&2
  exit 1
}

cd "$project"
version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
for file in openclaw/package.json openclaw/openclaw.plugin.json python/pyproject.toml python/openclaw_lightning/__init__.py; do
  grep -qE "version(\"|__)?(:| =) \"$version\"" "$file" || fail "$file has another version than pom.xml, $version"
done
out=${1:-target/release}
if [ -z "$from" ]; then
  ./mvnw -B -ntp clean verify $tests ${RELEASE_URL:+"-Drelease.url=$RELEASE_URL"}
  from=target
fi
[ -z "$(ls -A "$out" 2>/dev/null)" ] || fail "$out is not empty"
mkdir -p "$out"
from=$(cd "$from" && pwd)
out=$(cd "$out" && pwd)

cp "$from"/lightning-"$version"*.tar.gz "$from"/lightning-"$version".zip "$from"/lightning-"$version".cdx.json "$from"/install.sh "$out"
cp "$from"/openclaw-lightning_"$version"*.deb "$out" 2>/dev/null || echo 'without a Debian package: this machine has no dpkg-deb'
cp "$from/lightning/npm/openclaw-lightning-$version.tgz" "$out"
cp -R "$from/packages" "$out"
python3 python/build_backend.py "$out" >/dev/null

cd "$out"
sums=sha256sum
command -v sha256sum >/dev/null || sums='shasum -a 256'
find . -type f ! -name 'SHA256SUMS*' | sed 's|^\./||' | LC_ALL=C sort | while read -r file; do
  $sums "$file"
done >SHA256SUMS.new
mv SHA256SUMS.new SHA256SUMS
cat SHA256SUMS
echo "Version $version is in $out. Nothing was published."
