#!/bin/sh
# Installs the frameworks of the examples into FOLDER, runs all five against a bridge and a fake model, and checks what the
# bridge has of each: run-all.sh LIGHTNING_BIN FOLDER. Needs a clone, PyPI and npm, and 0.4 GB.
set -eu
lightning=$1
mkdir -p "$2"
own=$(cd "$2" && pwd)
here=$(CDPATH='' cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)

echo "== install"
[ -d "$own/venv" ] || python3 -m venv "$own/venv"
python3 "$project/python/build_backend.py" "$own" >"$own/built"
wheel=$own/$(head -n 1 "$own/built")
"$own/venv/bin/pip" install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheel"
"$own/venv/bin/pip" install --quiet --disable-pip-version-check "$wheel[langchain,openai-agents]" \
  langchain langchain-openai 'pydantic-ai-slim[openai]'
mkdir -p "$own/node"
[ -f "$own/node/package.json" ] || echo '{"private":true}' >"$own/node/package.json"
(cd "$project/openclaw" && npm pack --silent --pack-destination "$own" >/dev/null)
npm install --prefix "$own/node" --silent --no-audit --no-fund ai@6 @ai-sdk/openai@3 zod@4 "$own"/openclaw-lightning-*.tgz
cp "$here/vercel_ai_sdk.mjs" "$own/node/"
"$own/venv/bin/pip" list --disable-pip-version-check 2>/dev/null | grep -E '^(langchain|langgraph|openai-agents|pydantic-ai-slim|openclaw-lightning) '
for package in ai @ai-sdk/openai openclaw-lightning; do
  echo "$package $(node -p "require('$own/node/node_modules/$package/package.json').version")"
done

export LIGHTNING_HOME="$own/home"
"$lightning" start --port 0 >/dev/null
"$own/venv/bin/python" "$here/fake_model.py" >"$own/model" &
model=$!
trap 'kill "$model"; "$lightning" stop >/dev/null' EXIT
bridge=http://127.0.0.1:$(cat "$LIGHTNING_HOME/bridge.port")
until [ -s "$own/model" ]; do sleep 0.1; done
OPENAI_BASE_URL=$(cat "$own/model")
export OPENAI_BASE_URL OPENAI_API_KEY=none ENABLE_AGENT_LIGHTNING=true LIGHTNING_BRIDGE_URL="$bridge" OPENAI_AGENTS_DISABLE_TRACING=0
cd "$own" # where no build.log is

echo "== run"
run() {
  agent=$1
  shift
  said=$("$@" "$agent-$$")
  [ "$said" = "The port is taken." ] || { echo "$agent said: $said"; exit 1; }
  "$own/venv/bin/python" "$here/check.py" "$bridge" "$agent" "$agent-$$"
}
run plain-python "$own/venv/bin/python" "$here/plain_python.py"
run langgraph "$own/venv/bin/python" "$here/langgraph_agent.py"
run openai-agents "$own/venv/bin/python" "$here/openai_agents_sdk.py"
run pydantic-ai "$own/venv/bin/python" "$here/pydantic_ai_agent.py"
run vercel-ai node "$own/node/vercel_ai_sdk.mjs"
echo "== all well"
