#!/bin/sh
# The Python package's own tests, against the packaged bridge: python-package.sh DIST
# Without Python 3.9 or newer they are skipped; in CI they are required.
set -eu
LIGHTNING_BIN=$1/bin/lightning
export LIGHTNING_BIN
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
  echo "the tests of python/ need Python 3.9 or newer"
  [ "${CI:-}" != true ] || exit 1
  exit 77
fi
cd python
PYTHONDONTWRITEBYTECODE=1 python3 -m unittest discover -s . -t .
echo '== all well'
