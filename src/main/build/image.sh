#!/bin/sh
# Makes target/lightning-image: target/lightning with a Java of its own that has only the modules it needs, and with
# class archives for that Java. Called by Maven's package phase: image.sh FOLDER JAVA_HOME_OF_THE_BUILD IMAGE_FOLDER
set -eu
dist=$1
java_home=$2
image=$3

# The newest Java with long-term support that is here (every fourth from 17 on).
for jdk in /usr/lib/jvm/* /usr/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/*; do
  if [ -x "$jdk/bin/jlink" ] && feature=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$jdk/release") && [ -n "$feature" ] &&
    [ "$feature" -gt "$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$java_home/release")" ] && [ $((feature % 4)) = 1 ]; then
    java_home=$jdk
  fi
done

# What is used of Java: JDBC, TLS with elliptic curves, Netty's Unsafe, management for figures, and Kerberos' exception,
# which Agroal names. Training fails if the bridge can't start, and StrangerIT walks through the rest.
modules=java.base,java.logging,java.management,java.naming,java.security.jgss,java.sql,jdk.crypto.ec,jdk.management,jdk.unsupported

[ -x "$java_home/bin/jlink" ] || {
  echo "image.sh: $java_home has no jlink; build with a whole JDK" >&2
  exit 1
}
rm -rf "$image"
mkdir "$image"
cp -Rp "$dist/." "$image" # with their times, which class archives remember
"$java_home/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages \
  --output "$image/runtime"
grep '^JAVA_RUNTIME_VERSION=' "$java_home/release" >>"$image/runtime/release" || true # jlink leaves it out
find "$image/runtime" -exec touch -r "$dist/lib/openclaw-lightning.jar" {} +
"$image/runtime/bin/java" -XX:+UseSerialGC -Xshare:dump -Xlog:disable -Xlog:all=error
sh "$(dirname "$0")/train.sh" "$image" "$java_home"
du -sh "$image/runtime" "$image"
