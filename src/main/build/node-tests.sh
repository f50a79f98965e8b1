#!/bin/sh
# Tests the Node package against the packaged bridge. Called by Maven's integration-test phase: node-tests.sh FOLDER
# Without Node 20 or newer they are skipped, and it says so; in CI they are required.
set -eu
LIGHTNING_BIN=$1/bin/lightning
export LIGHTNING_BIN
if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null; then
  echo "the tests of openclaw/ are skipped: no Node 20 or newer" >&2
  [ "${CI:-}" != true ]
  exit
fi
cd "$(dirname "$0")/../../../openclaw"
npm run --silent test:unit
npm run --silent test:integration
npm test --silent
