import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const packageDir = fileURLToPath(new URL('../..', import.meta.url));
const docs = readFileSync(join(packageDir, '../docs/openclaw.md'), 'utf8');
// A user without the development tools can still run the tests; where everything has to be tested, it is a failure.
const { default: ts } = await import('typescript').catch((error) => (process.env.CI === 'true' ? Promise.reject(error) : {}));
const skip = ts ? false : 'TypeScript is not installed here: run npm install';

/** What the compiler says about a user's file that lies beside node_modules/openclaw-lightning. */
function complaints(name, source) {
  const project = mkdtempSync(join(tmpdir(), 'types-'));
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(packageDir, join(project, 'node_modules/openclaw-lightning'));
  const file = join(project, name);
  writeFileSync(file, source);
  const options = { strict: true, noEmit: true, skipLibCheck: false, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, lib: ['lib.es2022.d.ts'] };
  const program = ts.createProgram([file], options);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const example = docs.match(/```ts\n([^]*?)```/)[1];
const itsSurroundings = 'declare function search(from: string): Promise<string[]>; declare const console: { warn(text: string): void };\n';

test('types_exampleOfTheDocs_compiles', { skip }, () => {
  assert.deepEqual(complaints('example.mts', itsSurroundings + example), []);
});

test('types_wrongUse_doesNotCompile', { skip }, () => {
  assert.match(complaints('example.mts', itsSurroundings + example.replace("'metadata'", "'nothing'")).join('\n'), /"nothing"' is not assignable/);
  assert.match(complaints('health.mts', `import { create } from 'openclaw-lightning'; (await create().checkHealth()).status;`).join('\n'), /possibly 'null'/);
});

test('types_everyWayToImport_compiles', { skip }, () => {
  const use = 'const id: string | null = new Lightning({ enabled: true }).startSession("s");';
  assert.deepEqual(complaints('default.mts', `import Lightning from 'openclaw-lightning'; ${use}`), []);
  assert.deepEqual(complaints('required.cts', `import lightning = require('openclaw-lightning'); const Lightning = lightning.LightningIntegration; lightning.create(); ${use}`), []);
  assert.deepEqual(complaints('named.cts', `import { LightningIntegration as Lightning, LightningClient } from 'openclaw-lightning'; new LightningClient().send(); ${use}`), []);
});
