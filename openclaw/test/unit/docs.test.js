import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const packageDir = new URL('../..', import.meta.url);
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

test('installation_asWritten_works', () => {
  const folder = mkdtempSync(join(tmpdir(), 'installation-'));
  const npm = (args, cwd) => execFileSync('npm', [...args, '--silent', '--offline', '--no-audit', '--no-fund'], { cwd, encoding: 'utf8' });
  const file = read('README.md').match(/ {4}npm pack\n {4}npm install --global \.\/(\S+\.tgz)\n {4}openclaw-lightning setup/)?.[1];
  // A release has the same file beside the bridge.
  assert.equal(docs.match(/ {4}npm install --global \S+\/npm\/(\S+\.tgz)\n {4}openclaw-lightning setup/)?.[1], file);
  assert.equal(npm(['pack', '--pack-destination', folder], packageDir).trim(), file);
  npm(['install', '--global', '--prefix', folder, `./${file}`], folder);
  assert.match(execFileSync(join(folder, 'bin/openclaw-lightning'), ['--help'], { encoding: 'utf8' }), /^Usage: openclaw-lightning/);
  npm(['install', '--prefix', folder, docs.match(/npm install \/path\/to\/(\S+\.tgz)/)[1]], folder);
  const script = "import lightning from 'openclaw-lightning'; console.log(lightning.name)";
  assert.equal(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' }), 'LightningIntegration\n');
});
