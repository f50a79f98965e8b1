#!/bin/sh
# Tests the Python package against the packaged bridge. Called by Maven's integration-test phase: python-tests.sh FOLDER
# Without Python 3.9 or newer they are skipped, and it says so; in CI they are required.
set -eu
LIGHTNING_BIN=$1/bin/lightning
export LIGHTNING_BIN
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
  echo "the tests of python/ are skipped: no Python 3.9 or newer" >&2
  [ "${CI:-}" != true ]
  exit
fi
cd "$(dirname "$0")/../../../python"
PYTHONDONTWRITEBYTECODE=1 python3 -m unittest discover -s . -t .
