#!/usr/bin/env bash
# Damages copies of a database at random (zeroed pages, random sectors, single bits, a cut end) and starts on each. The
# bridge must find and report all damage within a minute, and keep nearly all calls. Prints a table. Usage: damage.sh [COPIES], 200 unless given.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
copies=${1:-200}
rm -f target/damage.md
mvn -B -ntp -q -o test -Dtest=DamagedCopiesTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dsurefire.jvm.args="-Xmx512m -Dnet.bytebuddy.experimental=true -Ddamage.copies=$copies" > target/damage.log 2>&1 || { grep -E '^\[ERROR\]' target/damage.log | head -20 >&2; exit 1; }
cat target/damage.md
