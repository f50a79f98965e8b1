#!/bin/sh
# The official clients of the Model Context Protocol, in TypeScript and Python, use the packaged bridge: mcp.sh DIST FOLDER
# They come from npm and PyPI. Where these can't be reached, the script skips, but not in CI.
set -eu
dist=$1
own=$2
clients=$(cd "$(dirname "$0")/../mcp" && pwd)
skip() {
  echo "$*"
  [ "${CI:-}" = true ] && exit 1
  exit 77
}

command -v npm >/dev/null || skip 'needs npm'
mkdir -p "$own/ts"
cp "$clients/client.mjs" "$own/ts/"
npm install --prefix "$own/ts" --silent --no-package-lock --no-audit --no-fund --fetch-retries 1 \
  @modelcontextprotocol/client@2.4.0 @modelcontextprotocol/sdk@1.32.2 || skip 'the TypeScript SDK can not be installed'
python3 -m venv "$own/py" || skip 'needs python3 with venv'
"$own/py/bin/pip" install --quiet --disable-pip-version-check --retries 1 'mcp==2.3.0' || skip 'the Python SDK can not be installed'

export LIGHTNING_HOME="$own/home"
"$dist/bin/lightning" start --port 0
trap '"$dist/bin/lightning" stop' EXIT
url=http://127.0.0.1:$(cat "$LIGHTNING_HOME/bridge.port")/mcp
node "$own/ts/client.mjs" "$url" "$(cat "$LIGHTNING_HOME/decision.key")"
"$own/py/bin/python" "$clients/client.py" "$url"
echo '== all well'
