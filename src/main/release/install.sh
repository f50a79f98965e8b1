#!/bin/sh
# Installs OpenClaw Lightning, or a newer version of it, for one user and without root. Settings and data are elsewhere
# (~/.openclaw/lightning) and stay as they are. To remove it: lightning uninstall
#
#   sh install.sh [--prefix DIR] [ARCHIVE]
#
# DIR defaults to ~/.local. The program goes to DIR/lib/openclaw-lightning, with a link to it in DIR/bin/lightning.
# ARCHIVE defaults to the one beside this script for this system, which brings its own Java, or else the one for any
# Java. The script checks it against SHA256SUMS in its folder.
set -eu

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

prefix=${HOME:-}/.local
archive=''
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -gt 1 ] || fail '--prefix needs a folder' && prefix=$2 && shift ;;
    --prefix=*) prefix=${1#--prefix=} ;;
    -h | --help) sed -n '2,10s/^# \{0,1\}//p' "$0" && exit 0 ;;
    -*) fail "$1: no such option; see --help" ;;
    *) [ -z "$archive" ] || fail 'name only one archive' && archive=$1 ;;
  esac
  shift
done
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac

case $(uname -s) in Linux) system=linux ;; Darwin) system=macos ;; *) system=unknown ;; esac
case $(uname -m) in x86_64 | amd64) machine=x64 ;; aarch64 | arm64) machine=arm64 ;; *) machine=unknown ;; esac
if [ -z "$archive" ]; then
  here=$(CDPATH='' cd "$(dirname "$0")" && pwd)
  for candidate in "$here"/lightning-*-$system-$machine.tar.gz "$here"/lightning-[0-9]*.tar.gz; do
    case $candidate in
      *-$system-$machine.tar.gz) ;;
      *-linux-*.tar.gz | *-macos-*.tar.gz | *-windows-*.tar.gz) continue ;; # another system's
    esac
    [ ! -f "$candidate" ] || { archive=$candidate && break; }
  done
  [ -n "$archive" ] || fail "no lightning-*.tar.gz beside this script; name the archive to install"
fi
[ -f "$archive" ] || fail "$archive: no such file"

# Unpack only what was released.
sums=$(dirname "$archive")/SHA256SUMS
[ -f "$sums" ] || fail "$sums is missing, so the archive can't be checked; download it too"
name=$(basename "$archive")
expected=$(awk -v name="$name" '{ sub(/^\*/, "", $2) } $2 == name { print $1 }' "$sums")
[ -n "$expected" ] || fail "$sums does not list $name"
if command -v sha256sum >/dev/null; then
  actual=$(sha256sum "$archive" | cut -d ' ' -f 1)
else
  actual=$(shasum -a 256 "$archive" | cut -d ' ' -f 1)
fi
[ "$actual" = "$expected" ] || fail "$name is damaged or not the released file (SHA-256 is $actual, must be $expected); download it again"

program=$prefix/lib/openclaw-lightning
link=$prefix/bin/lightning
mark=.installed-by-install.sh
[ ! -e "$program" ] || [ -f "$program/$mark" ] || fail "$program was not made by install.sh; move it away, or choose another --prefix"
if [ -e "$link" ] || [ -h "$link" ]; then
  [ "$(readlink "$link" || true)" = "$program/bin/lightning" ] || fail "$link belongs to another program; choose another --prefix"
fi

if [ "$(cat "$program/.archive-sha256" 2>/dev/null || true)" = "$actual" ] && [ -x "$program/bin/lightning" ]; then
  echo "$name is already installed in $program" >&2
else
  mkdir -p "$prefix/lib" "$prefix/bin"
  fresh=$prefix/lib/.openclaw-lightning.new
  old=$prefix/lib/.openclaw-lightning.old
  rm -rf "$fresh"
  trap 'rm -rf "$fresh"' EXIT
  mkdir "$fresh"
  tar -xzf "$archive" -C "$fresh" --strip-components=1
  "$fresh/bin/lightning" version >/dev/null || fail 'the program does not run here; nothing was changed'
  printf '%s\n' "$link" >"$fresh/$mark"
  printf '%s\n' "$actual" >"$fresh/.archive-sha256"
  rm -rf "$old"
  [ ! -e "$program" ] || mv "$program" "$old"
  if ! mv "$fresh" "$program"; then
    [ ! -e "$old" ] || mv "$old" "$program"
    fail "$program can't be written"
  fi
  echo "installed $name in $program" >&2
  # A running bridge keeps its old version, whose folder stays until the next upgrade.
  if [ -e "$old" ] && systemctl --user is-active --quiet openclaw-lightning 2>/dev/null; then
    systemctl --user restart openclaw-lightning
    echo 'restarted the service openclaw-lightning' >&2
  elif [ -e "$old" ]; then
    echo 'next: a running bridge keeps the old version until you type: lightning restart' >&2
  fi
fi
mkdir -p "$prefix/bin"
[ -h "$link" ] || ln -s "$program/bin/lightning" "$link"
case :${PATH:-}: in
  *":$prefix/bin:"*) echo 'next: lightning install-service' >&2 ;;
  *) echo "next: $prefix/bin is not in your PATH; add it, or type $link" >&2 ;;
esac
