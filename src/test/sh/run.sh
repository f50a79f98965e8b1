#!/bin/sh
# src/main/build/run.sh: names what the machine lacks, builds only what is missing, and passes on the command.
# run.sh CLONE FOLDER
set -eu
clone=$1
own=$2
fail() {
  echo "FAILED: $*"
  cat "$own/said"
  exit 1
}
mkdir -p "$own/clone/src/main/build" "$own/tools"
cd "$own/clone"
mkdir conf docs openclaw
cp "$clone/src/main/build/run.sh" src/main/build
echo '<project/>' >pom.xml
for tool in sh cat dirname sed find touch mkdir chmod; do
  ln -s "$(command -v $tool)" "$own/tools/$tool"
done
tool() {
  printf '#!/bin/sh\n%s\n' "$2" >"$own/tools/$1"
  chmod 755 "$own/tools/$1"
}
run() { env -i PATH="$own/tools" HOME="$own" sh src/main/build/run.sh "$@" >"$own/said" 2>&1; }

echo '== nothing is there'
run && fail 'it went on'
grep -q 'a JDK, 17 or newer: see https://adoptium.net' "$own/said" || fail 'JDK'
grep -q 'Node, 20 or newer, with npm: see https://nodejs.org' "$own/said" || fail 'Node'

echo '== too old'
tool apt-get ''
tool javac 'echo javac 11.0.2'
tool node 'echo 18'
tool npm ''
run && fail 'it went on'
grep -q 'a JDK, 17 or newer (javac is 11): sudo apt-get install openjdk-17-jdk-headless' "$own/said" || fail 'JDK'
grep -q 'sudo apt-get install nodejs npm' "$own/said" || fail 'Node'

echo '== builds, and runs the command'
tool javac 'echo javac 17.0.15'
tool node 'echo 20'
cat >mvnw <<'MVN'
#!/bin/sh
echo "built: $*"
mkdir -p target/lightning/bin
printf '#!/bin/sh\necho "ran: $*"\n' >target/lightning/bin/lightning
chmod 755 target/lightning/bin/lightning
MVN
chmod 755 mvnw
run || fail 'it failed'
grep -q '^built: .*package -Dmaven.test.skip=true' target/run.log && grep -q '^ran: run$' "$own/said" || fail 'first run'
rm target/run.log

echo '== the second time there is nothing to build'
run demo --sessions 3 || fail 'it failed'
[ ! -e target/run.log ] || fail 'it was built again'
grep -q '^ran: demo --sessions 3$' "$own/said" || fail 'the command'

echo '== a change is built'
touch -d '+5 seconds' pom.xml 2>/dev/null || { sleep 1 && touch pom.xml; }
run || fail 'it failed'
grep -q '^built' target/run.log || fail 'the change'

echo '== a build that fails says why'
printf '#!/bin/sh\necho "[INFO] much"\necho "[ERROR] the reason"\nexit 1\n' >mvnw
touch -d '+10 seconds' pom.xml 2>/dev/null || { sleep 1 && touch pom.xml; }
run && fail 'it went on'
grep -q 'the reason' "$own/said" && grep -q 'target/run.log has all' "$own/said" || fail 'the reason'
grep -q much "$own/said" && fail 'all of it'

echo '== the wrapper checks what it downloads'
[ -x "$clone/mvnw" ] || fail 'mvnw'
grep -Eq '^distributionSha256Sum=[0-9a-f]{64}$' "$clone/.mvn/wrapper/maven-wrapper.properties" || fail 'no checksum'
echo '== all well'
