#!/bin/sh
# lightning connect openclaw and disconnect, from the packaged program on settings as people have them: connect-openclaw.sh
# DIST FOLDER. With OPENCLAW_TOOLS (see openclaw/e2e/openclaw.js) the real OpenClaw says whether it loads the plugin.
set -eu
lightning=$1/bin/lightning
own=$2
export HOME="$own/user" LIGHTNING_HOME="$own/user/.openclaw/lightning"
unset OPENCLAW_CONFIG_PATH OPENCLAW_STATE_DIR
settings=$HOME/.openclaw/openclaw.json
mkdir -p "$HOME/.openclaw" "$HOME/dotfiles"
fail() {
  echo "FAILED: $*"
  exit 1
}

echo "== no file, no bridge"
code=0
"$lightning" connect openclaw >"$own/said" 2>&1 || code=$?
[ "$code" = 3 ] || fail "exit code $code: $(cat "$own/said")"
grep -q '"allowConversationAccess": true' "$settings" || fail "the grant: $(cat "$settings")"
[ -f "$LIGHTNING_HOME/openclaw-plugin/openclaw.plugin.json" ] || fail 'the plugin was not copied'
"$lightning" disconnect openclaw
[ ! -e "$settings" ] || fail "something stayed: $(cat "$settings")"
[ ! -e "$LIGHTNING_HOME/openclaw-plugin" ] || fail 'the plugin stayed'
rm -f "$HOME"/.openclaw/openclaw.json*

echo "== a link, comments, JSON5, a list of plugins"
cat >"$HOME/dotfiles/openclaw.json5" <<'END'
// mine
{
  gateway: { mode: 'local' }, // bare keys
  plugins: {
    allow: ['memory-core'],
  },
}
END
chmod 640 "$HOME/dotfiles/openclaw.json5"
cp "$HOME/dotfiles/openclaw.json5" "$own/before"
ln -s ../dotfiles/openclaw.json5 "$settings"
"$lightning" connect openclaw --print
cmp "$own/before" "$settings" || fail '--print wrote'
"$lightning" start --port 0
trap '"$lightning" stop >/dev/null 2>&1' EXIT
bridge=http://127.0.0.1:$(cat "$LIGHTNING_HOME/bridge.port")
"$lightning" connect openclaw
[ -L "$settings" ] || fail 'the link is gone'
[ "$(stat -c %a "$HOME/dotfiles/openclaw.json5" 2>/dev/null || stat -f %Lp "$HOME/dotfiles/openclaw.json5")" = 640 ] || fail 'the mode changed'
for kept in '// mine' '// bare keys' "mode: 'local'" "'memory-core', \"lightning\"" "\"$bridge\"" "$LIGHTNING_HOME/openclaw-plugin"; do
  grep -qF "$kept" "$settings" || fail "$kept is missing: $(cat "$settings")"
done
cmp "$own/before" "$HOME"/dotfiles/openclaw.json5.before-lightning-* || fail 'the copy differs'
"$lightning" connect openclaw | grep -q 'nothing to change' || fail 'a second time it changes something'
"$lightning" doctor | grep -i openclaw | grep -qi 'set up for' || fail "the doctor: $("$lightning" doctor)"

if [ -n "${OPENCLAW_TOOLS:-}" ]; then
  echo "== the real OpenClaw"
  PATH=$OPENCLAW_TOOLS/node24/node_modules/node/bin:$PATH NO_COLOR=1 OPENCLAW_NO_AUTO_UPDATE=1 \
    node "$OPENCLAW_TOOLS/app/node_modules/openclaw/openclaw.mjs" plugins inspect lightning --runtime --json >"$own/inspected"
  grep -q '"status": "loaded"' "$own/inspected" || fail 'not loaded'
  for hook in before_prompt_build agent_end llm_output; do
    grep -q "\"$hook\"" "$own/inspected" || fail "$hook is withheld"
  done
  echo 'loaded, with all hooks'
fi

echo "== disconnect"
"$lightning" disconnect openclaw
grep -q lightning "$settings" && fail "something stayed: $(cat "$settings")"
for kept in '// mine' '// bare keys' "'memory-core'"; do
  grep -qF "$kept" "$settings" || fail "$kept is missing: $(cat "$settings")"
done
cat "$settings"
echo '== all well'
