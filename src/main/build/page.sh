#!/bin/sh
# Bundles src/main/web into target/page, from where it goes into the jar: page.sh TARGET. Called by Maven before resources
# are copied. It does nothing when nothing changed, so that a build without a change needs neither npm nor a network.
set -eu
target=$1
cd "$(dirname "$0")/../web"
node=$(node -p 'Number(process.versions.node.split(".")[0])' 2>/dev/null || echo 0)
if [ "$node" -lt 20 ] || ! command -v npm >/dev/null; then
  echo "page.sh: Node 20 or newer with npm is missing; it bundles the page that the bridge serves." >&2
  echo "  Debian, Ubuntu: sudo apt-get install nodejs npm    macOS: brew install node    others: https://nodejs.org" >&2
  exit 1
fi

# One line for each file; whatever else it is, a change of this script is one of the bundle.
sums=$(find . ../build/page.sh -name node_modules -prune -o -type f -exec cksum {} + | sort)
if [ "$sums" = "$(cat "$target/page.sums" 2>/dev/null)" ] && [ -f "$target/page/files.txt" ]; then
  exit 0
fi

rm -rf "$target/page.sums" "$target/classes/page" # an older bundle would stay beside the new one
mkdir -p "$target/web"
find "$target/web" -mindepth 1 -maxdepth 1 ! -name node_modules -exec rm -r {} +
cp -R . "$target/web"
cd "$target/web"
if ! cmp -s package-lock.json node_modules/.installed.json; then
  npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel error || {
    echo "page.sh: the page's libraries can't be installed (above is why); npm needs its registry, or a full cache" >&2
    exit 1
  }
  cp package-lock.json node_modules/.installed.json
fi
npm run --silent check
npm run --silent bundle -- "$target/page"
printf '%s\n' "$sums" >"$target/page.sums"
