#!/bin/sh
# From a clone to a running bridge: builds what is missing or older than its sources, without the tests, and runs it.
#
#   sh src/main/build/run.sh [COMMAND...]
#
# COMMAND is one of lightning's, such as demo; without one the bridge runs until Ctrl-C.
set -eu
cd "$(dirname "$0")/../../.."

# install_hint APT DNF BREW PACMAN LINK: what installs it with the package manager that is here.
install_hint() {
  if command -v apt-get >/dev/null; then
    echo "sudo apt-get install $1"
  elif command -v dnf >/dev/null; then
    echo "sudo dnf install $2"
  elif command -v brew >/dev/null; then
    echo "brew install $3"
  elif command -v pacman >/dev/null; then
    echo "sudo pacman -S $4"
  else
    echo "see $5"
  fi
}

missing=''
javac=javac
[ -z "${JAVA_HOME:-}" ] || javac=$JAVA_HOME/bin/javac
jdk=$("$javac" -version 2>/dev/null | sed -n 's/^javac \([0-9]*\).*/\1/p')
if [ "${jdk:-0}" -lt 17 ]; then
  missing="$missing
  a JDK, 17 or newer${jdk:+ ($javac is $jdk)}: $(install_hint openjdk-17-jdk-headless java-latest-openjdk-devel openjdk jdk-openjdk https://adoptium.net)"
fi
node=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
if [ "$node" -lt 20 ] || ! command -v npm >/dev/null; then
  missing="$missing
  Node, 20 or newer, with npm: $(install_hint 'nodejs npm' nodejs node 'nodejs npm' https://nodejs.org)
    If that one is older: https://nodejs.org/en/download"
fi
if [ -n "$missing" ]; then
  echo "run.sh: this machine lacks$missing" >&2
  exit 1
fi

built=target/run.built
log=target/run.log
if [ ! -f "$built" ] || [ -n "$(find pom.xml src/main conf docs openclaw -name node_modules -prune -o -newer "$built" -print)" ]; then
  echo "run.sh: building target/lightning without the tests; the first time takes a minute or two" >&2
  mkdir -p target
  # Only what runs here: no tests, no checks of the source, no archives, no image, no list of the parts.
  TRAIN_FOR=launcher ./mvnw -B -ntp package -Dmaven.test.skip=true -Dspotless.check.skip=true -Derror-prone.skip=true \
    -Dassembly.skipAssembly=true -Dcyclonedx.skip=true -Dimage.skip=true >"$log" 2>&1 || {
    sed -n '/^\[WARNING\]/p; /^\[ERROR\]/p' "$log" | sed 30q >&2
    echo "run.sh: the build failed; $log has all that it said" >&2
    exit 1
  }
  touch "$built"
fi
[ $# -gt 0 ] || set -- run
exec target/lightning/bin/lightning "$@"
