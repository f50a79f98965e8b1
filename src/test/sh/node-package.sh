#!/bin/sh
# The Node package's own tests, against the packaged bridge: node-package.sh DIST
# Without Node 20 or newer they are skipped; in CI they are required.
set -eu
LIGHTNING_BIN=$1/bin/lightning
export LIGHTNING_BIN
if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null; then
  echo "the tests of openclaw/ need Node 20 or newer"
  [ "${CI:-}" != true ] || exit 1
  exit 77
fi
cd openclaw
# The compiler that the types are tested with is all there is to install. Offline its tests are skipped, but not in CI.
if [ ! -d node_modules/typescript ] && ! npm install --silent --no-package-lock --no-audit --no-fund --fetch-retries 1; then
  echo "the types of openclaw/ are not tested: TypeScript could not be installed"
  [ "${CI:-}" != true ]
fi
npm run --silent test:unit
npm run --silent test:integration
npm test --silent
echo '== all well'
