// Inputs after public bug reports that concern the client, as scripts that stand beside this repository: each starts
// the packaged bridge and exits with 1 while the fault is there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withoutBridgeCommand } from '../bridge.js';

const folder = fileURLToPath(new URL('../../../../shared/cases/', import.meta.url));
const packageDir = fileURLToPath(new URL('../..', import.meta.url));
const skip = withoutBridgeCommand || (existsSync(folder) ? false : `${folder} is not here`)
  || (spawnSync('python3', ['-c', '']).status === 0 ? false : 'no python3');

for (const name of ['31-client-cuts-emoji-in-session-key', '33-client-bigint-loses-all-params', '34-client-error-as-result-is-empty']) {
  test(`shared_case_${name}_isRight`, { skip }, () => {
    const { status, stdout, stderr } = spawnSync('sh', [`${folder}${name}.sh`, process.env.LIGHTNING_BIN, packageDir], { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
  });
}
