#!/usr/bin/env bash
# Starts the packaged bridge on a fresh home and runs optimizer.mjs against it.
. "$(dirname "$0")/lib.sh"
start_bridge
node "$(dirname "$0")/optimizer.mjs" "$url" "$@"
