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
# The compiler that the types are tested with is all there is to install. Offline its tests are skipped, but not in CI.
if [ ! -d node_modules/typescript ] && ! npm install --silent --no-package-lock --no-audit --no-fund --fetch-retries 1; then
  echo "the types of openclaw/ are not tested: TypeScript could not be installed" >&2
  [ "${CI:-}" != true ]
fi
npm run --silent test:unit
npm run --silent test:integration
npm test --silent
