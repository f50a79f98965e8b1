// What the page of the packaged bridge tells, and what a person decides on it.
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accessibilityFaults, counted, open, settled, view } from './browser.mjs';
import { eventually, learned, store, work } from './bridge.mjs';
import { FOLDER, VIEWS, browser, fits, onBridge, onPage, text, walk } from './page.mjs';

const SECRET = 'a-key-that-nobody-shows';

test('what the bridge finds is told on every view, and a rule marks the trends', () =>
  onBridge({}, async (bridge) => {
    await onPage(`${bridge.address}/#/health`, {}, async (page, { requests }) => {
      await eventually('the page looked once', () => requests.some((one) => one.url().includes('/optimize/suggestions')));
      await store(bridge, work(180));
      const [suggestion] = await learned(bridge, 150);
      await page.waitForSelector('.notice >> text=A suggestion was found', { timeout: 60_000 });
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.click('.notice >> text=See it');
      await page.waitForFunction(() => location.hash.startsWith('#/suggestions/'));

      await bridge.post(`/optimize/suggestions/${suggestion.id}/accept`, { mode: 'full' });
      await eventually('adopted', async () =>
        (await bridge.get('/optimize/suggestions')).suggestions.some(({ id, status }) => id === suggestion.id && status === 'adopted'),
      );
      await bridge.post(`/optimize/suggestions/${suggestion.id}/rollback`, {});
      await view(page, '#/rules');
      await counted(page, 'figure svg .turn', 2);
      await view(page, '#/trends?days=7');
      await page.waitForSelector('.turns li:nth-child(2)');
      assert.match(await page.textContent('.turns'), /adopted.*rolled back/);
      await counted(page, 'figure:first-of-type svg .turn', 2);
      assert.deepEqual(await accessibilityFaults(page), []);
    });
  }));

test('Today tells which tool fails more often than before, and which rule the bridge took back', () =>
  onBridge({}, async (bridge) => {
    const calls = (days, count, failures, tool_name) =>
      Array.from({ length: count }, (_, i) => {
        const trace_id = Buffer.from(`${tool_name} ${days} ${i}`).toString('hex').padStart(32, '0');
        const timestamp = Date.now() - days * 86_400_000 + i;
        const error = i < failures ? 'no such host' : undefined;
        return ['session.start', 'tool.call', 'session.end'].map((type) => ({
          type, trace_id, timestamp, session_key: trace_id, ...(type === 'tool.call' && { tool_name, error }),
        }));
      }).flat();
    const always = [...calls(20, 60, 15, 'flaky'), ...calls(2, 40, 12, 'flaky')];
    await store(bridge, [...always, ...calls(20, 60, 0, 'deploy'), ...calls(2, 40, 20, 'deploy'), ...work(180)]);
    const [suggestion] = await learned(bridge, 150);
    await bridge.post(`/optimize/suggestions/${suggestion.id}/accept`, { mode: 'full' });
    await eventually('adopted', async () =>
      (await bridge.get('/optimize/suggestions')).suggestions.some(({ id, status }) => id === suggestion.id && status === 'adopted'),
    );
    await bridge.post(`/optimize/suggestions/${suggestion.id}/rollback`, {});

    await onPage(bridge.address, {}, async (page) => {
      const needs = await page.waitForSelector('section:has(#needs) >> text=fails more often').then((card) => card.textContent());
      assert.match(needs, /^deploy fails more often than before: 20 of 40 calls in the last 7 days, and 0 % until then/);
      const all = await page.textContent('section:has(#needs)');
      assert.doesNotMatch(all, /flaky|took it back/, 'neither what is as before nor what a person decided');
      assert.match(await page.textContent('section:has(#failing)'), /run_tests180 of 360 calls.*deploy20 of 40 calls.*flaky12 of 40 calls/);

      // What the bridge does by itself after a month of a hold-out, here by another name in the answer.
      await page.route('**/optimize/suggestions?*', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('"actor":"person"', '"actor":"auto"') });
      });
      await page.reload();
      await page.waitForSelector('section:has(#needs) >> text=A rule in effect got worse, and the bridge took it back');
      assert.deepEqual(await accessibilityFaults(page), []);
    });
  }));

test('Today says of the last 7 days what changed by more than chance', () =>
  onBridge({}, async (bridge) => {
    const week = (days, seconds) =>
      Array.from({ length: 60 }, (_, i) => {
        const trace_id = Buffer.from(`week ${days} ${i}`).toString('hex').padStart(32, '0');
        const timestamp = Date.now() - days * 86_400_000;
        const of = { trace_id, session_key: trace_id };
        return [
          { type: 'session.start', ...of, timestamp },
          { type: 'reward', trace_id, success: i % 2 === 0, timestamp },
          { type: 'session.end', trace_id, timestamp: timestamp + 1_000 * seconds + 10 * i },
        ];
      }).flat();
    await store(bridge, [...week(9, 1), ...week(2, 3)]);
    await onPage(bridge.address, {}, async (page) => {
      const said = await page.textContent('section:has(#week)');
      assert.match(said, /Success50 % .*about as before/);
      assert.match(said, /Median time3\.\d s▲ 2(\.\d)? s; 95 % take less than [34](\.\d)? s; before: 1\.\d s and 1\.\d s/);
    });
  }));

test('what was in effect when is told with who decided so, however many decisions there were', () =>
  onBridge({}, async (bridge) => {
    const agent = HOSTILE[1].replace(/\0/g, '');
    await store(bridge, work(180).map((event) => (event.agent_id ? { ...event, agent_id: agent } : event)));
    const [suggestion] = await learned(bridge, 150);
    const decide = (verb, body) => bridge.post(`/optimize/suggestions/${suggestion.id}/${verb}`, body);
    const section = 'section[aria-labelledby=told-when]';
    const decided = (count) =>
      eventually(`${count} changes`, async () => (await bridge.get('/guidance/history?limit=200')).changes.length === count);

    await decide('accept', { mode: 'full' });
    await decided(1);
    await onPage(`${bridge.address}/#/rules`, {}, async (page) => {
      await counted(page, `${section} tbody tr`, 1);
      await page.waitForSelector(`${section} td >> text=/^adopted: /`);
      await page.waitForSelector(`${section} td bdi:text-is("a person")`);
      await page.waitForSelector(`${section} td >> text=Adopted at once, unverified.`);
      await page.click(`${section} summary:text-is("1 rule")`);
      await page.waitForSelector(`${section} details[open] li:has-text("read_file")`);
      await page.waitForSelector('.turns li >> text=/adopted by a person: .*; 1 rule from then on/');
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.click(`${section} td.asked a`);
      await page.waitForFunction((id) => location.hash === `#/suggestions/${id}`, suggestion.id);
    });

    await decide('rollback', { note: HOSTILE[0] + HOSTILE[1].replace(/\0/g, '') });
    for (let i = 0; i < 28; i++) {
      await decide('accept', { mode: 'full' });
      await decide('rollback', {});
    }
    await decided(58);
    await walk(bridge, ['#/rules', '#/rules?cursor=50', '#/trends'], async (page, hash) => {
      await counted(page, 'main img, main script', 0);
      assert.doesNotMatch(await text(page), /[\u0000-\u0008\u001b\u200b\u202e\u2066]/);
      if (hash !== '#/trends') {
        await counted(page, `${section} tbody tr`, hash === '#/rules' ? 50 : 8);
        await page.waitForSelector(`${section} .pages >> text=${hash === '#/rules' ? 'Older' : 'Newest'}`);
      }
    }, [{ dark: true }, { width: 360, height: 740 }]);
    await onPage(`${bridge.address}/#/rules`, {}, async (page) => {
      await counted(page, 'figure svg .turn', 58);
      await page.click(`${section} .pages >> text=Older`);
      await counted(page, `${section} tbody tr`, 8);
      await page.waitForSelector(`${section} td:has-text("${HOSTILE[0].slice(0, 8)}")`);
    });
  }));

test('an experiment shows what each arm calls, whatever the tools are called', () =>
  onBridge({}, async (bridge) => {
    await store(bridge, work(180));
    const [suggestion] = await learned(bridge, 150);
    await bridge.post(`/optimize/suggestions/${suggestion.id}/accept`, {});
    const [{ id }] = await eventually('the experiment', async () => {
      const { experiments } = await bridge.get('/guidance?agent_id=coder');
      return experiments.length > 0 && experiments;
    });
    const place = `#/experiments/${id}`;
    const section = 'section[aria-labelledby=arms]';
    await onPage(`${bridge.address}/${place}`, {}, async (page) => {
      await page.waitForSelector(`${section} p >> text=No finished trace of this experiment has called a tool yet.`);
      assert.deepEqual(await accessibilityFaults(page), []);
    });

    const evil = HOSTILE[0];
    const told = { control: 0, treatment: 0 };
    for (let i = 0; i < 40; i++) {
      const { trace_id, guidance } = await bridge.post('/session/start', { session_key: `s${i}`, agent_id: 'coder', message: 'a task' });
      const { arm } = guidance.arms[0];
      told[arm]++;
      await store(bridge, [
        { type: 'tool.call', trace_id, tool_name: 'read_file', duration_ms: 5 },
        ...(arm === 'treatment' ? [{ type: 'tool.call', trace_id, tool_name: evil, error: 'no', duration_ms: 5 }] : []),
        { type: 'session.end', trace_id }, // without an outcome, so that no verdict ends the experiment
      ]);
    }
    assert.ok(told.control > 0 && told.treatment > 0, JSON.stringify(told));
    await walk(bridge, [place], async (page) => {
      await counted(page, `${section} tbody tr`, 2);
      await counted(page, 'main img, main script', 0);
    });
    await onPage(`${bridge.address}/${place}`, {}, async (page) => {
      const row = (number) => page.locator(`${section} tbody tr:nth-child(${number}) > *`).allTextContents();
      await counted(page, `${section} tbody tr`, 2);
      assert.deepEqual((await row(1)).slice(0, 3), ['read_file', '1.00', '1.00']);
      const [name, treated, untreated, failed, never] = await row(2);
      assert.deepEqual([name, treated, untreated, never], [evil, '1.00', '0.00', '–']);
      assert.match(failed, /^100 %/);
      assert.match(await page.textContent(section), new RegExp(`Of ${told.treatment} finished traces? .*, and ${told.control} that`));
      await page.click(`${section} tbody a`);
      await page.waitForFunction(() => location.hash.includes('tool=read_file'));
    });
  }));

test('health shows the settings with their origin and what is wrong around the bridge, and no secret', () =>
  onBridge({ bridge: { api_key: SECRET }, retention: { days: 7 }, masking: { extra_keys: [HOSTILE[0], '\u202Egnp.exe'] } }, async (bridge) => {
    await onPage(bridge.link(), {}, async (page) => {
      await view(page, '#/health');
      const given = 'main .table[aria-label="Settings that were given"]';
      await counted(page, `${given} tbody tr`, 4);
      await page.waitForSelector(`${given} tr:has(th:text-is("bridge.port")) td >> text=the command line`);
      await page.waitForSelector(`${given} tr:has(th:text-is("retention.days")) td >> text=/config\\.json:1$/`);
      await page.waitForSelector(`${given} tr:has(th:text-is("bridge.api_key")) code bdi:text-is('"[secret]"')`);
      await page.waitForSelector(`${given} tr:has(th:text-is("masking.extra_keys"))`);
      await page.click('main details summary >> text=at the default');
      await page.waitForSelector('main .table[aria-label="Settings at their default"] tr:has(th:text-is("bridge.host"))');
      // What else is wrong depends on the machine, on which other bridges may run.
      await page.waitForSelector('main p >> text=/^This command sees more than the page can/');
      assert.ok(!(await text(page)).includes('can be read or changed by other users'));
      assert.ok(!(await page.content()).includes(SECRET), 'a secret is on the page');
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.setViewportSize({ width: 360, height: 740 });
      assert.deepEqual(await accessibilityFaults(page), []);
      assert.ok(await fits(page));
      await counted(page, 'main img, main script', 0);
      assert.doesNotMatch(await text(page), /[\u0000-\u0008\u001b\u200b\u202e\u2066]/);

      chmodSync(bridge.home, 0o755);
      await page.reload();
      await page.waitForSelector('main .card.problem >> text=can be read or changed by other users');
      await page.waitForSelector(`main .card.problem code >> text=chmod -R go-rwx`);
      assert.deepEqual(await accessibilityFaults(page), []);
    });
  }));

test('how sharing with a team goes is told', async () => {
  const key = join(FOLDER, 'team.key');
  writeFileSync(key, `lightning_key_${'x'.repeat(43)}\n`, { mode: 0o600 });
  // nobody listens at port 1
  await onBridge({ team: { url: 'http://127.0.0.1:1', key_file: key, share: 'metadata' } }, async (bridge) => {
    await store(bridge, work(3));
    await eventually('three traces wait', async () => (await bridge.get('/stats')).sharing.waiting_traces === 3);
    await eventually('it knows that nobody answers', async () => (await bridge.get('/stats')).sharing.problem !== null);
    await onPage(`${bridge.address}/#/health`, {}, async (page) => {
      await page.waitForSelector('main p >> text=Names and outcomes with http://127.0.0.1:1');
      await page.waitForSelector('main .figure:has(dt:text-is("Waiting to be shared")) .value:text-is("3")');
      await page.waitForSelector('main p.warn >> text=can\'t be reached');
      await page.waitForSelector('main tr:has(th:text-is("sharing")) >> text=warns');
      assert.deepEqual(await accessibilityFaults(page), []);
      assert.ok(await fits(page));
    });
  });
});

/** Until a person can read the view, in milliseconds from the request for the page. */
async function usableAfter(address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const look = () => {
      const main = document.querySelector('main');
      if (main?.querySelector('h1') && !main.textContent.includes('Loading…')) {
        globalThis.usable = performance.now();
      } else {
        requestAnimationFrame(look);
      }
    };
    look();
  });
  await page.goto(address);
  await page.waitForFunction(() => globalThis.usable);
  const time = await page.evaluate(() => globalThis.usable);
  await context.close();
  return time;
}

/** Where others use the machine as well, only the ratio says something. */
test('the first view of a thousand traces is there within 300 ms, or five times a view of nothing', () =>
  onBridge({}, async (bridge) => {
    await store(bridge, work(1_000));
    await eventually('the bridge has learned', async () => (await bridge.get('/stats')).optimizer.caught_up);
    const best = { nothing: Infinity, today: Infinity };
    for (let i = 0; i < 7; i++) {
      best.nothing = Math.min(best.nothing, await usableAfter(`${bridge.address}/#/nothing`));
      best.today = Math.min(best.today, await usableAfter(bridge.address));
    }
    console.log(`page: usable after ${Math.round(best.today)} ms, a view of nothing after ${Math.round(best.nothing)} ms`);
    assert.ok(best.today <= Math.max(300, 5 * best.nothing), JSON.stringify(best));
  }));

test('a run that another run began says so, and why it failed', () =>
  onBridge({}, async (bridge) => {
    const [parent_trace_id, child] = ['a', 'b'].map((letter) => letter.repeat(32));
    await store(bridge, [
      { type: 'session.start', trace_id: parent_trace_id, agent_id: 'coder', message: 'the whole' },
      { type: 'session.start', trace_id: child, agent_id: 'helper', message: 'a part', origin: 'subagent', parent_trace_id },
      { type: 'session.end', trace_id: child, success: false, failure: 'model_http_500' },
    ]);
    await onPage(`${bridge.address}/#/failures`, {}, async (page) => {
      assert.match(await page.textContent('tbody tr'), /model_http_500the whole run1/);
      await page.click('tbody .words');
      await page.waitForSelector('text=as its sub-agent');
      assert.match(await text(page), /failed: model_http_500/);
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.click('text=The trace behind it');
      await page.waitForSelector('h1 >> text=the whole');
      await view(page, '#/traces');
      await counted(page, 'tbody tr', 2);
      await page.click('text=Asked by a person');
      await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
      await page.click('.chip.chosen');
      await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 2);
      await page.click('.filter >> text=helper');
      await page.waitForFunction(() => location.hash.includes('agent_id=helper'));
      await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    });
  }));

test('a tool that fails nearly always needs the person', () =>
  onBridge({}, async (bridge) => {
    const events = Array.from({ length: 60 }, (_, i) => `${i + 1}`.padStart(32, '0')).flatMap((trace_id) => [
      { type: 'session.start', trace_id, agent_id: 'coder', message: 'list the files' },
      { type: 'tool.call', trace_id, tool_name: 'bash', error: 'sh: no such command', duration_ms: 5 },
      { type: 'session.end', trace_id },
    ]);
    await store(bridge, events);
    await eventually('the finding', async () => {
      await bridge.post('/optimize/run', {});
      return (await bridge.get('/stats')).optimizer.failing_tools[0]?.calls === events.length / 3;
    });
    await onPage(bridge.address, {}, async (page) => {
      assert.match(await page.textContent('section[aria-labelledby=needs]'), /bash fails nearly always: 60 of 60 calls by coder/);
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.click('text=What it says');
      await page.waitForSelector('td >> text=no such command');
    });
  }));

test('five tabs share one connection and all show what comes', () =>
  onBridge({}, async (bridge) => {
    await store(bridge, work(5));
    const tabs = await open(browser, `${bridge.address}/#/traces`);
    const streams = [];
    const pages = [tabs.page];
    tabs.page.context().on('request', (request) => request.url().endsWith('/live') && streams.push(request));
    for (let i = 1; i < 5; i++) {
      const page = await tabs.page.context().newPage();
      await page.goto(`${bridge.address}/#/traces`);
      await settled(page);
      pages.push(page);
    }
    await eventually('the first tab listens', () => tabs.requests.find((one) => one.url().endsWith('/live'))?.response());
    await store(bridge, work(3, { seed: 11, hours: 0.01, endsAt: Date.now() }));
    for (const page of pages) {
      await page.bringToFront();
      await page.waitForSelector('text=3 new', { timeout: 20_000 });
    }
    assert.equal(streams.length, 0, 'no other tab opened a stream');
    assert.deepEqual(tabs.faults, []);
    await tabs.close();
  }));

test('rows stay where they are when traces come in', () =>
  onBridge({}, async (bridge) => {
    await store(bridge, work(5));
    await onPage(`${bridge.address}/#/traces`, {}, async (page, { requests }) => {
      await counted(page, 'tbody tr', 5);
      await eventually('the page listens', () => requests.find((request) => request.url().endsWith('/live'))?.response());
      await store(bridge, work(3, { seed: 11, hours: 0.01, endsAt: Date.now() }));
      await page.waitForSelector('text=3 new', { timeout: 20_000 });
      await counted(page, 'tbody tr', 5);
      await page.click('text=3 new');
      await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 8);
    });
  }));

test('a suggestion is accepted, undone, rejected and rolled back by keyboard alone', () =>
  onBridge({}, async (bridge) => {
    await store(bridge, work(180));
    const [suggestion] = await learned(bridge, 150);
    const status = async () =>
      (await bridge.get('/optimize/suggestions')).suggestions.find(({ id }) => id === suggestion.id).status;

    await onPage(bridge.address, {}, async (page) => {
      await page.keyboard.press('a');
      await page.waitForSelector('dialog >> text=lightning dashboard');
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.keyboard.press('Escape');
      await page.waitForSelector('dialog', { state: 'detached' });
      assert.equal(await status(), 'proposed');

      const { key } = await bridge.post('/keys', { name: 'ann', scopes: ['read', 'decide'] });
      await page.keyboard.press('a');
      await page.fill('dialog input', key);
      await page.keyboard.press('Enter');
      await page.waitForSelector('dialog', { state: 'detached' });
      await page.keyboard.press('a');
      await page.waitForSelector('.notice >> text=Undo');
      await page.keyboard.press('u');
      await page.waitForSelector('.notice >> text=nothing was sent');
    });

    await onPage(bridge.link(), {}, async (page) => {
      assert.ok(!page.url().includes('code'), 'the code is gone from the address bar');
      assert.match(await page.textContent('footer'), /This tab may decide/);
      await page.keyboard.press('a');
      await page.waitForSelector('.notice >> text=Undo');
      await page.keyboard.press('u');
      await page.waitForSelector('.notice >> text=nothing was sent');
      await page.keyboard.press('r');
      await page.waitForSelector('.notice >> text=Rejected');
      assert.deepEqual(await accessibilityFaults(page), []);
      assert.equal(await status(), 'proposed', 'nothing is sent before its time');
      await eventually('rejected', async () => (await status()) === 'rejected', 20_000);

      await view(page, `#/suggestions/${suggestion.id}`);
      await counted(page, '.beside .outcome.good', 3);
      await counted(page, '.beside .outcome.bad', 3);
      await press(page, 'Try it');
      await page.waitForSelector('.notice >> text=Send now');
      await press(page, 'Send now');
      await eventually('tried', async () => (await status()) === 'in_experiment', 20_000);
      await view(page, '#/experiments');
      await page.focus('td .words');
      await page.keyboard.press('Enter');
      await page.waitForSelector('text=that it helps');
      assert.deepEqual(await accessibilityFaults(page), []);
      const state = async () => (await bridge.get('/optimize/experiments')).experiments[0].status;
      await press(page, 'Pause');
      await page.waitForSelector('.notice >> text=Send now');
      await press(page, 'Send now');
      await eventually('paused', async () => (await state()) === 'paused', 20_000);
      await page.waitForSelector('text=Paused by a person');
      assert.deepEqual(await accessibilityFaults(page), []);
      await press(page, 'Go on');
      await page.waitForSelector('.notice >> text=Send now');
      await press(page, 'Send now');
      await eventually('goes on', async () => (await state()) === 'running', 20_000);
      await view(page, '#/rules');
      await page.waitForSelector('text=/in experiment .* by a person/');
      assert.deepEqual(await accessibilityFaults(page), []);
      await press(page, 'Roll back');
      await eventually('rolled back', async () => (await status()) === 'rolled_back', 20_000);
      await page.waitForSelector('text=No longer');
      assert.deepEqual(await accessibilityFaults(page), []);
    });

    const link = bridge.link();
    await onPage(link, {}, async (page) => {
      assert.match(await page.textContent('footer'), /This tab may decide/);
      assert.equal(await page.evaluate(() => document.cookie + JSON.stringify(localStorage)), '{}', 'the key is the tab’s');
    });
  }));

test('tasks that are compared are called by what was asked, as long as a trace of them is stored', () =>
  onBridge({}, async (bridge) => {
    const asked = (message) => `${message} \u202e\n and do so with the greatest care`;
    await store(bridge, work(180).map(({ task_key, ...event }) => (event.message ? { ...event, message: asked(event.message) } : event)));
    const [{ id, strata }] = await learned(bridge, 150);
    assert.ok(strata.length > 1 && strata.every(({ name }) => /^message [0-9a-f]{12} \| large-2$/.test(name)), JSON.stringify(strata));
    const told = (page) => page.locator('.forest th[scope=row] bdi').allTextContents();
    await onPage(`${bridge.address}/#/suggestions/${id}`, {}, async (page) => {
      await page.waitForSelector('.forest >> text=“');
      const names = await told(page);
      const { traces } = await bridge.get('/traces?limit=200');
      const messages = traces.map(({ message }) => message.replace('\u202e', '⟨U+202E⟩').replace(/\s+/g, ' '));
      assert.equal(names.pop(), 'All together');
      assert.deepEqual(names.map((name) => name.replace(/“.*”/, '')), strata.map(() => ' | large-2'));
      const shown = names.map((name) => /“(.*?)…?”/.exec(name)[1]);
      assert.equal(new Set(shown).size, strata.length, 'each its own');
      assert.ok(shown.every((words) => words.length <= 60 && messages.some((message) => message.startsWith(words))), shown.join('\n'));
      assert.deepEqual(await accessibilityFaults(page), []);
    });
    await onPage(bridge.address, {}, async (page) => {
      await page.route('**/traces/*', (route) => route.fulfill({ status: 404, json: { detail: 'no such trace' } }));
      await view(page, `#/suggestions/${id}`);
      await page.waitForSelector('text=They are not stored any more');
      assert.deepEqual(await told(page), [...strata.map(() => 'one repeated task | large-2'), 'All together']);
    }).catch(expectRefusalOnly(404));
  }));

/** The browser writes a line for each refused request; here some are meant to be refused. */
function expectRefusalOnly(status) {
  return (failure) => {
    if (!/the console is empty/.test(failure.message) || !failure.actual.every((fault) => fault.includes(`status of ${status}`))) {
      throw failure;
    }
  };
}

/** Goes to that button by Tab, and presses it. */
async function press(page, label) {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((name) => document.activeElement?.textContent?.startsWith(name), label)) {
      await page.keyboard.press('Enter');
      return;
    }
  }
  throw new Error(`no button "${label}" can be reached by keyboard`);
}

test('with an API key the page is empty until the command opens it', () =>
  onBridge({ bridge: { api_key: 'an-api-key-for-the-page' } }, async (bridge) => {
    const opened = await open(browser, bridge.address);
    await opened.page.waitForSelector('text=shows nothing without a key');
    assert.deepEqual(await accessibilityFaults(opened.page), []);
    await opened.close();
    const link = bridge.link();
    await onPage(link, {}, async (page) => {
      await page.waitForSelector('text=No agent has sent anything yet');
      assert.match(await text(page), /had no API key, or a wrong one/, 'the page itself asked without one');
    });
    const late = await open(browser, link);
    await late.page.waitForSelector('text=used already');
    await late.close();
  }));

const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(2)>"\'`${7*7}',
  '\u202Egnp.exe\u2066 \u200Bhidden \u0007 \u001b[31mred\u001b[0m \u0000end',
  '--><svg/onload=alert(3)>&lt;b&gt; javascript:alert(4) ]]>',
  'x'.repeat(3_000),
  '\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 '.repeat(20),
  `${'<b>'.repeat(33_000)}end`,
];

test('hostile text in every field is text, and stays in its place', () =>
  onBridge({}, async (bridge) => {
    const ids = [];
    for (const [index, evil] of HOSTILE.entries()) {
      const name = evil.replace(/\0/g, '').slice(0, 200);
      const id = `${index + 1}`.padStart(32, '0');
      ids.push(id);
      const deep = { [name]: [evil, { [evil.slice(0, 50)]: evil }] };
      await store(bridge, [
        { type: 'session.start', trace_id: id, session_key: name, agent_id: name, model: name, task_key: name,
          prompt_version: name, message: evil, metadata: deep },
        { type: 'tool.call', trace_id: id, tool_name: name, call_id: name, params: deep, result: evil, error: evil, duration_ms: 5 },
        { type: 'reward', trace_id: id, success: false, source: 'user', user_rating: 1, metadata: deep },
        { type: 'session.end', trace_id: id },
      ]);
    }
    const check = async (page) => {
      await counted(page, 'main img, main script, main svg[onload]', 0);
      assert.doesNotMatch(await text(page), /[\u0000-\u0008\u001b\u200b\u202e\u2066]/);
    };
    const { sessions } = await bridge.get('/sessions');
    assert.equal(sessions.length, HOSTILE.length);
    const views = [
      ...VIEWS,
      ...ids.map((id) => `#/traces/${id}`),
      ...sessions.map(({ session_key }) => `#/sessions/${encodeURIComponent(session_key)}`),
      `#/traces?q=${encodeURIComponent(HOSTILE[0])}&tool=${encodeURIComponent(HOSTILE[1])}`,
    ];
    await walk(bridge, views, check, [{ width: 360, height: 740 }]);
    await onPage(bridge.address, {}, async (page) => {
      await view(page, `#/traces/${ids[0]}`);
      assert.equal(await page.textContent('h1'), HOSTILE[0]);
      await view(page, `#/traces/${encodeURIComponent('"><img src=x onerror=alert(5)>')}`).catch(() => undefined);
    }).catch(expectRefusalOnly(404));
  }));
