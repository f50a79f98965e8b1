#!/usr/bin/env bash
# One command for all figures: runs the rows, prints the table and keeps it in load-tests/results/DATE-COMMIT.md.
#
#   load-tests/benchmark.sh [--quick] [ROW...]     all rows: writes first-minute small batches steady busy reads otlp memory startup commands stored-bytes client
#
# Each row compares two sides in one run, in turns, and gives the median of several rounds with minimum and maximum.
# By name only: original, which takes packages from PyPI, and page, which takes an hour (LIVE_MINUTES=5 shortens it).
# --quick takes a few minutes, the full run most of an hour. Needs Linux, a JDK, Node 20, curl, wrk, a built target/lightning and,
# for the references, ../shared/noop (or NOOP=folder) and ../shared/traces (or TRACES=folder).
# WRAP=command runs every row under that command (to keep other work off the machine, say); OUT=file names another result file.
# Exit code: 0 all bars met, 1 a bar missed, 2 a row could not be measured.
set -u
cd "$(dirname "$0")" || exit 2
quick=''
[ "${1:-}" = --quick ] && { quick=1; shift; }
usual='writes first-minute small batches steady busy reads otlp memory startup commands stored-bytes client'
known="$usual original page"
chosen=${*:-$usual}
for row in $chosen; do
  case " $known " in *" $row "*) ;; *) echo "benchmark: unknown row $row; the rows are: $known" >&2; exit 2 ;; esac
done
commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
git diff --quiet HEAD -- ../src ../pom.xml 2>/dev/null || commit=$commit-changed
out=${OUT:-results/$(date +%F)-$commit${quick:+-quick}.md}
dist=${LIGHTNING_DIST:-$PWD/../target/lightning}
# Of the Java that the launcher takes.
java=$(LIGHTNING_JAVA_OPTS=-showversion "$dist/bin/lightning" version 2>&1 | sed -nE 's/^(openjdk|java) version "([^"]*)".*/\2/p')
mkdir -p "$(dirname "$out")"
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT
failed='' begun=$(date '+%H:%M') load_before=$(cut -d' ' -f1-3 /proc/loadavg)
for row in $chosen; do
  echo "== $row" >&2
  if [[ $row =~ ^(reads|busy|page)$ ]]; then PREPARE=1 QUICK=$quick rows/"$row".sh || failed+=" $row"; fi
  # shellcheck disable=SC2086  # a command and its arguments
  ROWS=$rows QUICK=$quick ${WRAP:-} rows/"$row".sh || failed+=" $row"
done
{
  echo "# Figures of $(date +%F), commit $commit${quick:+, quick run}"
  echo
  echo "\`load-tests/benchmark.sh${quick:+ --quick} $*\`, $begun to $(date '+%H:%M %Z')."
  echo
  echo "- machine: $(nproc) × $(awk -F': ' '/model name/ {print $2; exit}' /proc/cpuinfo), $(awk '/MemTotal/ {printf "%.0f GB", $2 / 1e6}' /proc/meminfo), $(uname -sr)"
  echo "- disk: $(df --output=fstype,source . | tail -1 | tr -s ' ')"
  echo "- load average before, from other work: $load_before; after: $(cut -d' ' -f1-3 /proc/loadavg)"
  echo "- bridge: $("$dist/bin/lightning" version 2>/dev/null | head -1) on Java $java; Node $(node --version)"
  echo
  echo '| what | figure | compared with | ratio | least … greatest | bar | |'
  echo '| --- | --- | --- | --- | --- | --- | --- |'
  cat "$rows"
  [ -z "$failed" ] || printf '\nNot measured:%s.\n' "$failed"
} > "$out"
cat "$out"
[ -z "$failed" ] || exit 2
! grep -q '| MISSED |$' "$rows"
