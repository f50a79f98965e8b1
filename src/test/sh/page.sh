#!/bin/sh
# Uses the page of the packaged bridge in Chromium: page.sh DIST TARGET FOLDER
# With PAGE_SHOTS=FOLDER it also takes the pictures of README and docs.
set -eu
LIGHTNING_BIN=$1/bin/lightning
target=$2
PAGE_FOLDER=$3
here=$(cd "$(dirname "$0")/../web" && pwd)
CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$CHROMIUM" ]; then
  echo "the page is not tested in a browser: there is no chromium (Debian: sudo apt-get install chromium)"
  [ "${CI:-}" != true ] || exit 1
  exit 77
fi
export LIGHTNING_BIN PAGE_FOLDER CHROMIUM

mkdir -p "$target/web-test"
cd "$target/web-test"
cp "$here"/*.mjs "$here"/package*.json .
if ! cmp -s package-lock.json node_modules/.installed.json; then
  if ! npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel error; then
    echo "the page is not tested in a browser: playwright-core and axe-core could not be installed"
    [ "${CI:-}" != true ] || exit 1
    exit 77
  fi
  cp package-lock.json node_modules/.installed.json
fi
node --test --test-concurrency=2 --test-reporter=spec page.test.mjs views.test.mjs
echo "== all well"
