import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { answer, startFakeBridge } from '../fake-bridge.js';

const command = fileURLToPath(new URL('../../bin/openclaw-lightning.js', import.meta.url));
const openclaw = fileURLToPath(new URL('../fake-openclaw.js', import.meta.url));
let directory;
let file;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'openclaw-'));
  file = join(directory, 'openclaw.json');
});

const config = () => JSON.parse(readFileSync(file, 'utf8'));
const backups = () => readdirSync(directory).filter((name) => name.includes('before-lightning'));
const write = (object) => writeFileSync(file, JSON.stringify(object));

/** Runs the command; { code, output }. */
function run(args, environment = {}) {
  const env = { PATH: process.env.PATH, OPENCLAW_BIN: openclaw, FAKE_OPENCLAW: file, LIGHTNING_BRIDGE_URL: 'http://127.0.0.1:1', ...environment };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [command, ...args], { env }, (error, stdout, stderr) => resolve({ code: error?.code ?? 0, output: stdout + stderr }));
    child.stdin.end();
  });
}

test('setup_withoutATerminal_showsAndChangesNothing', async () => {
  write({ plugins: { allow: ['other'] } });
  const { code, output } = await run(['setup']);
  assert.equal(code, 1);
  assert.match(output, /allowConversationAccess[^]*Nothing was changed/);
  assert.deepEqual(config(), { plugins: { allow: ['other'] } });
});

test('setup_yes_writesTheEntryKeepsTheRestAndABackup', async () => {
  write({ gateway: { port: 1 }, plugins: { allow: ['other'], entries: { other: {} } } });
  const { code, output } = await run(['setup', '--yes', '--capture', 'metadata', '--url', 'http://127.0.0.1:9']);
  assert.equal(code, 0, output);
  const { installed, ...rest } = config();
  assert.equal(readFileSync(join(installed, 'openclaw.plugin.json'), 'utf8').includes('"lightning"'), true);
  assert.deepEqual(rest, {
    gateway: { port: 1 },
    plugins: {
      allow: ['other', 'lightning'],
      entries: { other: {}, lightning: { enabled: true, hooks: { allowConversationAccess: true }, config: { url: 'http://127.0.0.1:9', capture: 'metadata' } } },
    },
  });
  assert.deepEqual(JSON.parse(readFileSync(join(directory, backups()[0]), 'utf8')).plugins.allow, ['other']);
});

test('setup_says_whatItDoesBeforeItDoesIt', async () => {
  write({});
  const { output } = await run(['setup', '--yes']);
  const steps = [/Asking OpenClaw for its configuration/, /Will install/, /Backup: /, /Installing the plugin/, /Writing its entry/, /Asking OpenClaw whether it loads/, /Installed\./];
  const places = steps.map((step) => output.search(step));
  assert.deepEqual(places, [...places].sort((a, b) => a - b), output);
  assert.ok(places[0] >= 0, output);
});

test('setup_firstQuestionHangs_hasSaidWhatItWaitsFor', async () => {
  const slow = join(directory, 'slow');
  writeFileSync(slow, '#!/bin/sh\nsleep 60\n', { mode: 0o755 });
  const child = spawn(process.execPath, [command, 'setup'], { env: { PATH: process.env.PATH, OPENCLAW_BIN: slow } });
  const [said] = await once(child.stdout, 'data');
  child.kill('SIGKILL');
  assert.match(String(said), /^Asking OpenClaw for its configuration/);
});

test('setup_commentsInTheFile_saysThatTheyGo', async () => {
  const warning = /OpenClaw rewrites .* without its comments and layout; the backup keeps them/;
  const text = '{\n  // mine\n  "gateway": { "note": "http://a//b", "port": 1 }\n}';
  writeFileSync(file, text);
  assert.match((await run(['setup'])).output, warning);
  assert.match((await run(['setup', '--yes'])).output, warning);
  assert.equal(readFileSync(join(directory, backups()[0]), 'utf8'), text);
  assert.doesNotMatch((await run(['uninstall'])).output, warning, 'what looks like a comment inside a text is none');
});

for (const [shortened, home] of [['~/openclaw.json', 'HOME'], ['$OPENCLAW_HOME/openclaw.json', 'OPENCLAW_HOME'], ['~/openclaw.json', 'OPENCLAW_HOME']]) {
  test(`setup_configurationAs_${shortened}_in${home}_keepsABackup`, async () => {
    const text = '{\n  // mine\n  "gateway": { "port": 1 }\n}';
    writeFileSync(file, text);
    const { output } = await run(['setup', '--yes'], { FAKE_SHORTENED: shortened, [home]: directory });
    assert.match(output, /without its comments/);
    assert.equal(readFileSync(join(directory, backups()[0]), 'utf8'), text);
  });
}

test('setup_noConfigurationYet_saysThatThereIsNoBackup', async () => {
  assert.match((await run(['setup', '--yes'])).output, /No backup: there is no .*openclaw\.json yet/);
});

test('backup_ofAFileForAll_isForTheOwnerOnly', async () => {
  write({ gateway: { auth: { token: 'x' } } });
  chmodSync(file, 0o666);
  await run(['setup', '--yes']);
  await run(['uninstall', '--yes']);
  assert.equal(backups().length, 2);
  for (const name of backups()) assert.equal(statSync(join(directory, name)).mode & 0o777, 0o600);
});

test('uninstall_allowListOfTheUserWithLightningAlone_staysAsAnEmptyList', async () => {
  write({ plugins: { allow: ['lightning'] } });
  await run(['setup', '--yes']);
  assert.equal((await run(['uninstall', '--yes'])).code, 0);
  assert.deepEqual(config().plugins.allow, []);
});

test('doctor_brokenConfiguration_saysWhatIsBrokenAndNotThatOpenClawIsMissing', async () => {
  writeFileSync(file, '{ "plugins": {');
  const { code, output } = await run(['doctor']);
  assert.equal(code, 1);
  assert.ok(output.startsWith(`configuration: OpenClaw config is invalid: ${file}: <root>: JSON5 parse failed: `), output);
  assert.match(output, /-> fix the file where the error says, or run: openclaw doctor --fix/);
  assert.doesNotMatch(output, /install OpenClaw|plugin: /);
  assert.match((await run(['setup', '--yes'])).output, /openclaw-lightning setup: OpenClaw config is invalid: .*JSON5 parse failed/);
});

test('setup_noAllowList_addsNone', async () => {
  write({ plugins: {} });
  assert.equal((await run(['setup', '--yes'])).code, 0);
  assert.equal(config().plugins.allow, undefined, 'a list with one entry would switch off every other plugin');
});

test('setup_hooksStillWithheld_saysSo', async () => {
  const { code, output } = await run(['setup', '--yes'], { FAKE_WITHHOLD: '1' });
  assert.equal(code, 1);
  assert.match(output, /OpenClaw withholds before_prompt_build, agent_end, llm_output/);
});

test('uninstall_takesOutWhatSetupWrote', async () => {
  const before = { plugins: { allow: ['other'], entries: { other: {} } } };
  write(before);
  await run(['setup', '--yes']);
  assert.equal((await run(['uninstall', '--yes'])).code, 0);
  assert.deepEqual(config(), before);
  assert.equal((await run(['uninstall', '--yes'])).code, 0, 'again');
});

test('doctor_nothingInstalled_saysWhatToDo', async () => {
  const { code, output } = await run(['doctor']);
  assert.equal(code, 1);
  assert.match(output, /plugin: not installed\n {2}-> run: openclaw-lightning setup/);
  assert.match(output, /bridge: http:\/\/127.0.0.1:1: unreachable.*\n {2}-> run: openclaw-lightning start/);
});

test('doctor_openclawMissing_saysSo', async () => {
  const { code, output } = await run(['doctor'], { OPENCLAW_BIN: '/nowhere/openclaw' });
  assert.equal(code, 1);
  assert.match(output, /"\/nowhere\/openclaw" was not found/);
});

test('status_allIsWell_showsTheLastTrace', async () => {
  const bridge = await startFakeBridge({
    fault: (request, response) => request.url.startsWith('/traces')
      && (answer(response, 200, { traces: [{ start_time: Date.UTC(2026, 0, 2), session_key: 's1', status: 'ended' }] }), true),
  });
  await run(['setup', '--yes', '--url', bridge.url]);
  const status = await run(['status']);
  const doctor = await run(['doctor']);
  await bridge.kill();
  assert.equal(status.output.includes('PROBLEM'), false, status.output);
  assert.match(status.output, /last trace: 2026-01-02T00:00:00.000Z, session s1, ended/);
  assert.deepEqual([doctor.code, doctor.output], [0, 'All 4 checks passed.\n']);
});

test('status_apiKeyOfTheEnvironment_isSentEvenWhereTheEntryHasAHiddenOne', async () => {
  const bridge = await startFakeBridge({
    fault: (request, response) => request.url !== '/health'
      && (request.headers.authorization === 'Bearer k' ? answer(response, 200, { traces: [] }) : answer(response, 401, {}), true),
  });
  write({ plugins: { entries: { lightning: { config: { url: bridge.url, apiKey: 'k' } } } } });
  const withKey = await run(['status'], { LIGHTNING_BRIDGE_API_KEY: 'k' });
  const without = await run(['doctor']);
  await bridge.kill();
  assert.match(withKey.output, /ok {6}last trace: none yet/);
  assert.match(without.output, /last trace: status 401\n {2}-> OpenClaw hides the apiKey of the plugin entry from this command/);
});

test('setup_again_keepsTheBridgesAddress', async () => {
  assert.equal((await run(['setup', '--yes', '--url', 'http://127.0.0.1:9'])).code, 0);
  assert.equal((await run(['setup', '--yes', '--capture', 'metadata'])).code, 0);
  assert.deepEqual(config().plugins.entries.lightning.config, { url: 'http://127.0.0.1:9', capture: 'metadata' });
});

test('status_wrongApiKey_isNamed', async () => {
  const bridge = await startFakeBridge({ fault: (request, response) => request.url !== '/health' && (answer(response, 401, {}), true) });
  const { output } = await run(['doctor', '--url', bridge.url]);
  await bridge.kill();
  assert.match(output, /last trace: status 401\n {2}-> set LIGHTNING_BRIDGE_API_KEY/);
});

test('startStopAndStats_areHandedToTheBridgesCommandWithOptionsAndExitCode', async () => {
  const lightning = join(directory, 'lightning');
  writeFileSync(lightning, '#!/bin/sh\necho "ran $* for $LIGHTNING_HOME"\necho wrong >&2\nexit "$FAKE_EXIT"\n', { mode: 0o755 });
  const environment = { LIGHTNING_BIN: lightning, LIGHTNING_HOME: '/h' };
  for (const [args, exit] of [[['start'], 0], [['start', '--port', '0'], 5], [['stop'], 3], [['stats', '--json'], 1], [['stats', '--bogus'], 2]]) {
    assert.deepEqual(await run(args, { ...environment, FAKE_EXIT: String(exit) }), { code: exit, output: `ran ${args.join(' ')} for /h\nwrong\n` });
  }
});

test('start_bridgesCommandOnThePath_isFound', async () => {
  const lightning = join(directory, 'lightning');
  writeFileSync(lightning, '#!/bin/sh\necho "the $1 of the path"\n', { mode: 0o755 });
  assert.deepEqual(await run(['start'], { PATH: `${directory}:${process.env.PATH}` }), { code: 0, output: 'the start of the path\n' });
});

test('start_bridgesCommandMissingKilledOrNoProgram_isAnError', async () => {
  assert.deepEqual(await run(['stop'], { LIGHTNING_BIN: '/nowhere/lightning' }),
    { code: 1, output: 'openclaw-lightning stop: "/nowhere/lightning" was not found; install the bridge or set LIGHTNING_BIN\n' });
  assert.match((await run(['stop'], { LIGHTNING_BIN: directory })).output, /^openclaw-lightning stop: .*EACCES/);
  const killed = join(directory, 'killed');
  writeFileSync(killed, '#!/bin/sh\nkill -9 $$\n', { mode: 0o755 });
  assert.equal((await run(['start'], { LIGHTNING_BIN: killed })).code, 137);
});

test('onWindows_batchFiles_areStartedThroughCmd', async () => {
  const inFolder = (name, text) => {
    writeFileSync(join(directory, name), text, { mode: 0o755 });
    return join(directory, name);
  };
  const preload = inFolder('win32.mjs', "Object.defineProperty(process, 'platform', { value: 'win32' });\n");
  // cmd.exe takes the carets away and runs what is left; this one also keeps what it was given.
  const cmd = inFolder('cmd.exe', `#!/bin/sh\necho "$1 $2 $3" >>'${directory}/given'\nline=\${4#?}\neval "$(printf %s "\${line%?}" | sed 's/\\^\\(.\\)/\\1/g')"\n`);
  const environment = {
    NODE_OPTIONS: `--import=${preload}`,
    COMSPEC: cmd,
    OPENCLAW_BIN: inFolder('openclaw.cmd', `#!/bin/sh\nNODE_OPTIONS= exec '${openclaw}' "$@"\n`),
    LIGHTNING_BIN: inFolder('lightning.bat', '#!/bin/sh\nprintf "%s|" "$@"\nexit 5\n'),
  };
  assert.deepEqual(await run(['start', '--home', 'my folder', '--log', 'a&b'], environment), { code: 5, output: 'start|--home|my folder|--log|a&b|' });
  assert.equal((await run(['setup', '--yes'], environment)).code, 0);
  assert.equal(config().plugins.entries.lightning.enabled, true);
  assert.deepEqual([...new Set(readFileSync(join(directory, 'given'), 'utf8').trim().split('\n'))], ['/d /s /c']);
});

test('misuse_showsTheUsage', async () => {
  for (const args of [[], ['bogus'], ['toString'], ['status', 'extra'], ['status', '--bogus']]) assert.equal((await run(args)).code, 2);
  assert.equal((await run(['--help'])).code, 0);
});
