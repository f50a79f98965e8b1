#!/bin/sh
# Makes a Debian package of the image, without root and without Debian's tools: deb.sh IMAGE VERSION FOLDER
# Called by Maven after the archives are made. It needs GNU tar, so it makes none on macOS.
set -eu
image=$1
version=$2
target=$3
tar --version 2>/dev/null | grep -q 'GNU tar' || {
  echo "deb.sh: no GNU tar here, so no Debian package"
  exit 0
}
case $(uname -m) in aarch64 | arm64) machine=arm64 ;; *) machine=amd64 ;; esac
stage=$target/deb
time=$(stat -c %Y "$image/lib/openclaw-lightning.jar") # as in the other archives, so that two builds are the same
rm -rf "$stage"

home=$stage/data/usr/lib/openclaw-lightning
mkdir -p "$home" "$stage/control" "$stage/data/usr/bin" "$stage/data/usr/share/doc/openclaw-lightning" \
  "$stage/data/usr/share/bash-completion/completions" "$stage/data/usr/share/zsh/vendor-completions" \
  "$stage/data/usr/share/fish/vendor_completions.d"
cp -Rp "$image/." "$home" # with their times, which class archives remember
echo 'sudo apt remove openclaw-lightning' >"$home/.removed-by" # for "lightning uninstall"
cp "$image/LICENSE" "$stage/data/usr/share/doc/openclaw-lightning/copyright"
cp "$image/completions/lightning.bash" "$stage/data/usr/share/bash-completion/completions/lightning"
cp "$image/completions/_lightning" "$stage/data/usr/share/zsh/vendor-completions/_lightning"
cp "$image/completions/lightning.fish" "$stage/data/usr/share/fish/vendor_completions.d/lightning.fish"
ln -s ../lib/openclaw-lightning/bin/lightning "$stage/data/usr/bin/lightning"
find "$stage/data" -type d -exec chmod 755 {} +
find "$stage/data" -type f -exec chmod 644 {} +
chmod 755 "$home/bin/lightning" "$home"/runtime/bin/* "$home/runtime/lib/jspawnhelper"

cat >"$stage/control/control" <<CONTROL
Package: openclaw-lightning
Version: $version
Architecture: $machine
Maintainer: The OpenClaw Lightning authors
Installed-Size: $(du -sk "$stage/data" | cut -f1)
Depends: libc6, libgcc-s1, libstdc++6, zlib1g
Section: utils
Priority: optional
Description: learns from the work of your AI agent
 A small program that runs in the background beside an AI agent, stores what it
 does, finds out which decisions lead to success, and tests rules for its prompt.
 It brings its own Java, contacts nobody, and keeps all data in the user's home.
CONTROL
(cd "$stage/data" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k2) >"$stage/control/md5sums"
echo 2.0 >"$stage/debian-binary"

# pack FOLDER FILE: all of it as root's.
pack() {
  find "$1" -newermt "@$time" -exec touch -h -d "@$time" {} +
  tar -C "$1" --sort=name --owner=root:0 --group=root:0 --format=gnu -cf - . | gzip -n >"$2"
}
pack "$stage/control" "$stage/control.tar.gz"
pack "$stage/data" "$stage/data.tar.gz"

# A package is an ar archive of these three, in this order.
package=$target/openclaw-lightning_${version}_$machine.deb
printf '!<arch>\n' >"$package"
for part in debian-binary control.tar.gz data.tar.gz; do
  size=$(wc -c <"$stage/$part")
  printf '%-16s%-12s%-6s%-6s%-8s%-10s`\n' "$part" "$time" 0 0 100644 "$((size))" >>"$package"
  cat "$stage/$part" >>"$package"
  [ $((size % 2)) -eq 0 ] || printf '\n' >>"$package"
done
rm -rf "$stage"
ls -l "$package"
