import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const docs = read('../docs/openclaw.md');
const manifest = JSON.parse(read('openclaw.plugin.json'));

test('pluginSettings_eachHasARowWithItsDefault', () => {
  const table = docs.split('## Settings of the plugin')[1].split('\n## ')[0];
  const rows = Object.fromEntries([...table.matchAll(/^\| `(\w+)` \| (?:`([^`]*)`)? *\|/gm)].map(([, key, value]) => [key, value]));
  const schema = manifest.configSchema.properties;
  assert.deepEqual(rows, Object.fromEntries(Object.entries(schema).map(([key, { default: value }]) => [key, value?.toString()])));
});

test('versions_areTheSameInPackageAndManifest', () => {
  assert.equal(manifest.version, JSON.parse(read('package.json')).version);
});

test('clientOptions_eachIsDeclared', () => {
  const declared = read('lib/index.d.ts').split('interface LightningOptions')[1].split('\n}')[0];
  const options = [...read('lib/settings.js').split('const DEFAULTS = {')[1].split('};')[0].matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
  assert.ok(options.length > 10);
  for (const option of options) assert.match(declared, new RegExp(`\\n  ${option}\\?:`), option);
});

test('environment_eachVariableIsDocumented', () => {
  const variables = [...read('lib/settings.js').matchAll(/environment\.(\w+)/g)].map(([, name]) => name);
  for (const variable of variables) assert.ok(docs.includes(`| \`${variable}\` |`), variable);
});

test('licence_inThePackage_isTheProjects', () => {
  assert.equal(read('LICENSE'), read('../LICENSE'));
});
