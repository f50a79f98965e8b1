// The page of the packaged bridge, as a person uses it in a browser.
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { accessibilityFaults, counted, launch, open, settled, view } from './browser.mjs';
import { eventually, learned, startBridge, store, work } from './bridge.mjs';

const FOLDER = process.env.PAGE_FOLDER;
const SHOTS = process.env.PAGE_SHOTS;
const VIEWS = [
  '#/', '#/traces', '#/sessions', '#/failures', '#/trends', '#/suggestions', '#/experiments', '#/rules', '#/tools', '#/health',
];
const LOOKS = [{}, { dark: true }, { width: 360, height: 740 }];
/** A window of 1,200 pixels at 200 %. */
const ZOOMED = { width: 600, height: 450 };

const SECRET = 'a-key-that-nobody-shows';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function onBridge(config, use) {
  const bridge = await startBridge(FOLDER, config);
  try {
    await use(bridge);
  } finally {
    await bridge.close();
  }
}

async function onPage(address, look, use) {
  const opened = await open(browser, address, look);
  try {
    await use(opened.page, opened);
    assert.deepEqual(opened.faults, [], 'the console is empty');
  } finally {
    await opened.close();
  }
}

const text = (page) => page.textContent('main');
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
/** Tables with a column that somebody has to find by pushing; figures that were asked for may be that wide. */
const cutTables = (page) =>
  page.$$eval('main .table:not(details *)', (all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent.slice(0, 80)));

/** Every view in every look: nothing to report, nothing wider than the window. */
async function walk(bridge, views, look, looks = LOOKS) {
  for (const options of looks) {
    await onPage(bridge.address, options, async (page) => {
      for (const hash of views) {
        await view(page, hash);
        assert.deepEqual(await accessibilityFaults(page), [], `${hash} ${JSON.stringify(options)}`);
        assert.ok(await fits(page), `${hash} is wider than ${JSON.stringify(options)}`);
        await look?.(page, hash);
      }
    });
  }
}

test('an empty bridge says what is missing and what brings it', () =>
  onBridge({}, (bridge) =>
    walk(bridge, VIEWS, async (page, hash) => {
      const said = await text(page);
      const expected = {
        '#/': 'lightning connect openclaw',
        '#/traces': 'lightning connect openclaw',
        '#/sessions': 'lightning connect openclaw',
        '#/failures': 'Nothing failed',
        '#/trends': 'Nothing was recorded in the last 30 days',
        '#/suggestions': 'lightning optimize',
        '#/experiments': 'No experiment',
        '#/rules': 'told no rule',
        '#/tools': 'No tool call',
        '#/health': 'Everything works',
      }[hash];
      assert.ok(said.includes(expected), `${hash}: ${said}`);
    }),
  ));

test('one trace is shown with its first error open', () =>
  onBridge({}, async (bridge) => {
    await store(bridge, work(1));
    const { traces } = await bridge.get('/traces');
    await walk(bridge, [...VIEWS, `#/traces/${traces[0].trace_id}`], undefined, [{}]);
    await onPage(bridge.address, {}, async (page) => {
      await page.click('.strip a');
      await settled(page);
      assert.equal(await page.textContent('h1'), traces[0].message);
      await counted(page, '.calls > li', 4);
      await counted(page, 'details[open]', 1);
      assert.match(await page.textContent('details[open]'), /failed run_tests[\s\S]*AssertionError/);
      await page.keyboard.press('b');
      await eventually('the rating', async () => (await bridge.get(`/traces/${traces[0].trace_id}`)).rewards.length === 2);
      const { rewards } = await bridge.get(`/traces/${traces[0].trace_id}`);
      assert.deepEqual(rewards.map(({ source, success }) => [source, success]).at(-1), ['user', false]);
    });
  }));

test('many traces: pages, filters and keys, within the budget', () =>
  onBridge({}, async (bridge) => {
    await store(bridge, work(180));
    const [suggestion] = await learned(bridge, 150);
    const views = [...VIEWS, `#/traces/${suggestion.trace_ids[0]}`, `#/suggestions/${suggestion.id}`];
    await walk(bridge, views, async (page, hash) => {
      assert.deepEqual(await cutTables(page), [], `${hash} hides a column`);
      assert.ok(await page.isVisible('header [aria-current]'), hash);
      const shown = await page.$eval('header [aria-current]', (one) => one.getBoundingClientRect().right <= innerWidth);
      assert.ok(shown, `the navigation does not show where ${hash} is`);
    });
    await walk(bridge, views, undefined, [ZOOMED]);
    if (SHOTS) {
      await shots(bridge, suggestion);
    }

    await onPage(bridge.address, {}, async (page, { requests }) => {
      const packed = (content) => gzipSync(content, { level: 9 }).length;
      const style = packed(await page.textContent('style'));
      let script = 0;
      for (const request of requests.filter((one) => !one.url().startsWith('data:'))) {
        assert.equal(new URL(request.url()).origin, bridge.address, 'nothing comes from elsewhere');
        if (request.resourceType() === 'script') {
          script += packed(await (await request.response()).body());
        }
      }
      assert.ok(script > 0 && script <= 40_000, `${script} bytes of script`);
      assert.ok(style > 0 && style <= 12_000, `${style} bytes of style`);
      await page.waitForSelector('#failing'); // the last that the view asks for
      const sent = requests.filter((request) => !request.url().startsWith('data:'));
      assert.ok(sent.length <= 8, sent.map((one) => one.url()).join());
      const [asked, painted] = await firstAskedAndPainted(page);
      assert.ok(asked < painted, `the first view asks for its data ${asked - painted} ms after it was painted`);
      console.log(`page: ${script} bytes of script, ${style} of style, ${sent.length} requests`);

      assert.match(await text(page), /coder was last at work .*, through node/);
      assert.match(await page.textContent('section:has(#day)'), /^The last 24 hoursTraces180180 in all/);
      await counted(page, '.strip li', 100);
      await page.click('nav >> text=Traces');
      await settled(page);
      await counted(page, 'tbody tr', 50);
      await counted(page, 'td.tools .mark.bad', 50);
      await counted(page, 'td.tools .mark.tool', 100);
      assert.match(await page.textContent('td.tools'), /web_search, run_tests failed, (read|edit)_file 4 calls/);
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('k');
      await page.keyboard.press('b');
      await page.waitForSelector('.notice >> text=it failed');
      assert.match(await page.textContent('tbody tr'), /failed/);
      await eventually('rated', async () => (await bridge.get('/traces?limit=1')).traces[0].success === false);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.calls');
      await page.goBack();
      await settled(page);
      await page.click('.chips >> text=Failed');
      await page.waitForFunction(() => location.hash.includes('success=false'));
      await settled(page);
      await counted(page, 'tbody .outcome.bad', 50);
      const { traces } = await bridge.get('/traces?success=false&limit=200');
      await page.click('.pages >> text=Older');
      await counted(page, 'tbody tr', traces.length - 50);
      await page.waitForSelector('.pages >> text=Newest');
    });
  }));

/** When the last call of the first view was sent, and when the browser first painted anything. */
const firstAskedAndPainted = (page) =>
  page
    .waitForFunction(() => {
      const [painted] = performance.getEntriesByName('first-contentful-paint');
      const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/series?'));
      return painted && asked.length > 0 && [asked[0].startTime, painted.startTime];
    })
    .then((both) => both.jsonValue());

test('sessions, failures, trends and search lead to the traces behind them', () =>
  onBridge({}, async (bridge) => {
    await store(bridge, work(60));
    const { traces } = await bridge.get('/traces?limit=200');
    await walk(
      bridge,
      ['#/sessions/work-3', '#/failures?days=30', '#/trends?days=365', '#/trends?hours=48&model=large-2', '#/tools?model=large-2', '#/failures?model=large-2', '#/traces?q=leap&success=false'],
      undefined,
      [{ dark: true }, ZOOMED],
    );
    await onPage(bridge.address, {}, async (page) => {
      await page.keyboard.press('/');
      await page.waitForFunction(() => document.activeElement?.id === 'search');
      await page.keyboard.type('LEAP days');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => location.hash.includes('q=LEAP'));
      await settled(page);
      const found = traces.filter(({ message }) => message.includes('leap days'));
      await counted(page, 'tbody tr', found.length);
      assert.ok(found.length > 0 && found.length < traces.length);
      await page.click('.chips >> text=Failed');
      await page.waitForFunction(() => location.hash.includes('success=false'));
      await settled(page);
      await counted(page, 'tbody tr', found.filter(({ success }) => success === false).length);
      await page.click('.chip.chosen');
      await page.waitForFunction(() => !location.hash.includes('q='));

      await view(page, '#/traces?q=assertionerror:%201%20test%20failed%20in%20leap');
      await counted(page, 'tbody tr', found.length);

      await page.click('.kinds >> text=Sessions');
      await page.waitForSelector('th >> text=What was asked last');
      await counted(page, 'tbody tr', 20);
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.talk');
      const told = await page.locator('.talk .words').allTextContents();
      const key = decodeURIComponent((await page.evaluate(() => location.hash)).replace('#/sessions/', ''));
      const those = traces.filter(({ session_key }) => session_key === key).reverse();
      assert.deepEqual(told, those.map(({ message }) => message), 'the oldest first');
      await page.click('.talk .words');
      await page.waitForSelector('.calls');
      await page.click('text=all its traces');
      await page.waitForFunction(() => location.hash.includes('task_key='));
      await settled(page);
      assert.deepEqual(new Set(await page.locator('td .words').allTextContents()).size, 1, 'one task');
      await page.goBack();
      await page.waitForSelector('.calls');
      await page.click('.crumbs >> text=session');
      await page.waitForSelector('.talk');

      await view(page, '#/failures');
      const [row] = await page.locator('tbody tr').allTextContents();
      const { failures } = await bridge.get('/failures');
      assert.ok(failures.some(({ count, error }) => count > 1 && row.includes(error)) && row.includes('run_tests'), row);
      assert.match(await text(page), new RegExp(`${traces.filter(({ success }) => success === false).length} runs failed and nobody said why`));
      await page.click('tbody .words');
      await page.waitForSelector('.calls');
      assert.match(await page.textContent('details[open]'), /AssertionError/);

      await view(page, '#/trends');
      assert.match(await text(page), /No rule was adopted/);
      await page.click('text=As a table');
      assert.equal(await sumOfSteps(page, traces), 60);
      await page.click('tbody a');
      await page.waitForFunction(() => location.hash.includes('until='));
      await page.waitForSelector('tbody tr');

      await view(page, '#/tools');
      const tests = page.locator('tbody tr', { has: page.locator('th >> text=run_tests') });
      await tests.locator('.ways >> text=/AssertionError: 1 test failed/').first().waitFor();
      const { tools } = await bridge.get('/tools');
      const { calls, errors, duration_ms_p95 } = tools.find(({ tool_name }) => tool_name === 'run_tests');
      assert.deepEqual([calls, errors], [120, 60]);
      assert.match(await tests.textContent(), new RegExp(`12050 %.*${(duration_ms_p95 / 1_000).toFixed(1)} s`));
      await tests.locator('.ways a').first().click();
      await page.waitForSelector('.calls');

      await view(page, '#/trends?days=365');
      await page.waitForSelector('figcaption >> text=Time per trace');
      await page.click('text=As a table');
      const took = traces.map(({ duration_ms }) => duration_ms).sort((a, b) => a - b);
      for (const [column, exact] of [[5, took[30]], [6, took[57]]]) {
        const shown = Number((await page.textContent(`tbody tr:first-child td:nth-of-type(${column + 1})`)).replace(' s', '')) * 1_000;
        assert.ok(Math.abs(shown / exact - 1) < 0.25, `column ${column} shows ${shown} ms of ${exact}`);
      }

      await view(page, '#/');
      assert.match(await page.textContent('section[aria-labelledby=week]'), /Traces60/);
      assert.doesNotMatch(await text(page), /\$/, 'nobody said what tokens cost');

      const [before] = work(1, { seed: 11, endsAt: Date.now() - 400 * 86_400_000 });
      await store(bridge, [{ ...before, session_key: 'imported' }]);
      let starts = 0;
      const others = work(3, { seed: 12 }).map((event) =>
        event.session_key
          ? { ...event, session_key: 'other', agent_id: 'helper', model: 'small-1', prompt_version: `v${1 + (starts++ % 2)}` }
          : event,
      );
      await store(bridge, others);
      await view(page, '#/trends?hours=48');
      await page.click('text=As a table');
      assert.equal(await sumOfSteps(page, (await bridge.get('/traces?limit=200')).traces), 63, 'what was imported counts when it happened');
      await page.click('.chips >> text=helper');
      await page.waitForFunction(() => location.hash.includes('agent_id=helper'));
      await page.waitForSelector('.chip[aria-current=true] >> text=helper');
      await settled(page);
      await page.click('text=As a table');
      const ofHelper = (await bridge.get('/traces?agent_id=helper')).traces;
      assert.equal(await sumOfSteps(page, ofHelper), 3);
      await page.click('tbody a');
      await page.waitForFunction(() => location.hash.includes('agent_id=helper') && location.hash.includes('until='));

      await view(page, '#/trends?hours=48');
      await page.click('.chips >> text=small-1');
      await page.waitForSelector('.chip[aria-current=true] >> text=small-1');
      await settled(page);
      await page.click('text=As a table');
      assert.equal(await sumOfSteps(page, ofHelper), 3, 'of a model');
      await page.click('.chips >> text=v1');
      await page.waitForSelector('.chip[aria-current=true] >> text=v1');
      assert.match(await page.evaluate(() => location.hash), /hours=48&model=small-1&prompt_version=v1$/);
      await settled(page);
      await page.click('text=As a table');
      const ofVersion = (await bridge.get('/traces?model=small-1&prompt_version=v1')).traces;
      assert.equal(await sumOfSteps(page, ofVersion), 2, 'and of a version of the prompt');
      assert.doesNotMatch(await text(page), /there are more/);
      await page.route('**/series?*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), traces: 20_000, complete: false } });
      });
      await view(page, '#/trends?hours=48&prompt_version=v1');
      assert.match(await text(page), /These are the latest 20K traces of this time; there are more/);
      await page.click('.chips >> text=All prompt versions');
      await page.waitForFunction(() => !location.hash.includes('prompt_version='));
      await settled(page);
      assert.doesNotMatch(await text(page), /there are more/, 'the kept sums are of all');
      await page.unroute('**/series?*');
      await view(page, '#/trends?hours=48&prompt_version=v1');
      await page.click('text=As a table');
      await page.click('tbody a');
      await page.waitForFunction(() => location.hash.includes('prompt_version=v1') && location.hash.includes('until='));

      const callsOf = async () =>
        Object.fromEntries(
          await page.locator('tbody tr').evaluateAll((all) => all.map(({ cells }) => [cells[0].textContent, Number(cells[1].textContent)])),
        );
      const callsIn = (those) => those.reduce((sum, { tool_count }) => sum + tool_count, 0);
      await view(page, '#/tools?days=1');
      await page.click('.chips >> text=helper');
      await page.waitForSelector('.chip[aria-current=true] >> text=helper');
      await settled(page);
      assert.equal(Object.values(await callsOf()).reduce((sum, calls) => sum + calls), callsIn(ofHelper), 'of an agent');
      await page.click('.chips >> text=v1');
      await page.waitForSelector('.chip[aria-current=true] >> text=v1');
      assert.match(await page.evaluate(() => location.hash), /days=1&agent_id=helper&prompt_version=v1$/);
      await settled(page);
      assert.equal(Object.values(await callsOf()).reduce((sum, calls) => sum + calls), callsIn(ofVersion), 'and of a version');
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.click('.chips >> text=30 days');
      await page.waitForFunction(() => location.hash.endsWith('days=30&agent_id=helper&prompt_version=v1'));
      await settled(page);
      await page.click('text=What failed, whichever tool it was');
      await page.waitForFunction(() => location.hash.startsWith('#/failures?days=30&agent_id=helper&prompt_version=v1'));
      await settled(page);
      const failed = ofVersion.filter(({ success }) => success === false).length;
      assert.match(await text(page), failed > 0 ? new RegExp(`${failed} runs? failed`) : /That is so for all 2 traces of your choice of this time/);
      await page.click('.chips >> text=All agents');
      await page.waitForFunction(() => !location.hash.includes('agent_id='));
      await view(page, '#/tools?agent_id=nobody');
      assert.match(await text(page), /No tool call of your choice is recorded in this time.No trace fits it/);
      await view(page, '#/failures?agent_id=nobody');
      assert.match(await text(page), /Nothing failed.No trace fits your choice/);
      await page.route('**/tools?*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), complete: false } });
      });
      await view(page, '#/tools?agent_id=nobody&days=1');
      assert.match(await text(page), /Only the latest traces of this time were looked at/);
      assert.doesNotMatch(await text(page), /These are|connect/);
      await view(page, '#/tools?days=1');
      assert.match(await text(page), /These are the latest \d+ calls. There are more/);
    });
  }));

test('a part of the trends is looked at more closely, by drawing and without a pointer', () =>
  onBridge({}, async (bridge) => {
    await store(bridge, work(60));
    const { traces } = await bridge.get('/traces?limit=200');
    const asked = (page) => page.evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.split('?')[1])));
    const HOUR = 3_600_000;
    await onPage(bridge.address, {}, async (page) => {
      await view(page, '#/trends?hours=48&agent_id=coder');
      const { x, y, width } = await page.locator('.plotted svg').first().boundingBox();
      const move = (bin) => page.mouse.move(x + (width * (bin + 0.5)) / 48, y + 50, { steps: 5 });
      await move(44);
      await page.mouse.down();
      await move(32);
      await page.waitForSelector('.drawn', { state: 'attached' });
      await page.mouse.up();
      await page.waitForFunction(() => location.hash.includes('until='));
      const { since, until, agent_id, hours } = await asked(page);
      assert.deepEqual([agent_id, hours, until - since], ['coder', undefined, 13 * HOUR]);
      await settled(page);
      await page.click('text=As a table');
      await counted(page, 'details tbody tr', 13);
      const part = traces.filter(({ start_time }) => start_time >= since && start_time < until);
      assert.ok(part.length > 0 && part.length < 60);
      assert.equal(await sumOfSteps(page, traces), part.length);
      assert.deepEqual(await accessibilityFaults(page), []);
      await page.click('.chip.chosen');
      await page.waitForFunction(() => !location.hash.includes('until='));

      await view(page, '#/trends?days=7');
      await page.click('text=As a table');
      await page.click('tbody >> text=closer');
      await page.waitForFunction(() => location.hash.includes('until='));
      const day = await asked(page);
      assert.equal(day.until - day.since, 24 * HOUR);
      await settled(page);
      await page.click('text=As a table');
      await page.waitForSelector('th >> text=Hour from');
      assert.equal(await sumOfSteps(page, traces), traces.filter(({ start_time }) => start_time >= day.since).length, 'until now');
      await page.goBack();
      await settled(page);
      await page.locator('.plotted svg .bin').last().click();
      await page.waitForFunction(() => location.hash.startsWith('#/traces?'), undefined, { timeout: 10_000 });
    });
  }));

test('tokens cost what the setting says', () =>
  onBridge({ page: { price_per_million_tokens: 3 } }, async (bridge) => {
    await store(bridge, work(12));
    const { traces } = await bridge.get('/traces');
    const cost = (tokens) => `about $${((3 * tokens) / 1_000_000).toFixed(tokens < 33_333 ? 4 : 2)}`;
    const tokens = traces.reduce((sum, { tokens_used }) => sum + tokens_used, 0);
    const [{ trace_id, session_key, tokens_used }] = traces;
    const ofSession = traces.filter((one) => one.session_key === session_key).reduce((sum, one) => sum + one.tokens_used, 0);
    for (const [hash, costs] of [
      ['#/', `${cost(tokens)}; `],
      ['#/trends?days=7', `Cost by day ${cost(tokens)} together`],
      [`#/traces/${trace_id}`, cost(tokens_used)],
      [`#/sessions/${session_key}`, `tokens (${cost(ofSession)})`],
    ]) {
      // Each in a tab of its own, which nobody has told the price yet.
      await walk(bridge, [hash], async (page) => {
        await page.waitForSelector('text=Costs are at $3 a million tokens, your setting.');
        const said = await text(page);
        assert.ok(said.includes(costs), `${hash} says ${costs}: ${said}`);
        assert.equal(said.split('a million tokens').length, 2, 'once');
      }, [{}]);
    }
    await onPage(bridge.address, {}, async (page) => {
      await view(page, '#/trends?hours=48');
      const costs = page.locator('figure', { hasText: 'Cost by hour' });
      const { hours } = await bridge.get('/series?hours=48');
      const dearest = Math.max(...hours.map(({ tokens_used }) => tokens_used));
      assert.equal(await costs.locator('.top').textContent(), cost(dearest));
      const heights = await costs.locator('.bin rect.run').evaluateAll((all) => all.map((bar) => Number(bar.getAttribute('height'))));
      assert.deepEqual(heights.map(Math.round), hours.map(({ tokens_used }) => Math.round((100 * tokens_used) / dearest)));
      const hovered = await page.locator('.bin title').allTextContents();
      const told = await page.locator('details th.when').evaluateAll((all) => all.map((one) => one.title));
      const utc = hours.map(({ time }) => `from ${new Date(time).toISOString().replace('T', ' ').replace('Z', ' UTC')}`);
      assert.ok(utc.every((from, index) => hovered[index].endsWith(`\n${from}`)), hovered[0]);
      assert.deepEqual(told, utc.reverse());
      await page.click('text=As a table');
      await page.waitForSelector('th >> text=Cost');
      const rows = await page.locator('tbody tr:has(th a) td:nth-of-type(4)').allTextContents();
      assert.ok(rows.length > 0 && rows.every((cell) => /^about \$0\.\d{4}$/.test(cell)), rows.join());
    });
  }));

test('what the bridge finds is told on every view, and a rule marks the trends', () =>
  onBridge({}, async (bridge) => {
    await onPage(`${bridge.address}/#/health`, {}, async (page, { requests }) => {
      await eventually('the page looked once', () => requests.some((one) => one.url().includes('/optimize/suggestions')));
      await store(bridge, work(180));
      const [suggestion] = await learned(bridge, 150);
      await page.waitForSelector('.notice >> text=A suggestion was found', { timeout: 20_000 });
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
      await page.waitForSelector(`${section} p >> text=No finished trace of this experiment called a tool yet.`);
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
      await page.waitForSelector('main p >> text=/^From outside one sees more/');
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

/** Each row of the table of trends has the traces of its own time; how many these are together. */
async function sumOfSteps(page, traces) {
  const rows = await page.locator('tbody tr:has(th a)').evaluateAll((all) =>
    all.map((row) => {
      const asked = new URLSearchParams(row.querySelector('th a').hash.split('?')[1]);
      return { since: Number(asked.get('since')), until: Number(asked.get('until')), cells: [...row.cells].map((cell) => cell.textContent) };
    }),
  );
  return rows.reduce((sum, { since, until, cells }) => {
    const those = traces.filter(({ start_time }) => start_time >= since && start_time < until);
    const good = those.filter(({ success }) => success).length;
    assert.equal(cells[1], `${those.length}`);
    assert.ok(cells[2].startsWith(`${Math.round((100 * good) / those.length)} %`), `${cells[2]} for ${good} of ${those.length}`);
    return sum + those.length;
  }, 0);
}

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
    }).catch(expectRefusalOnly(401));

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

/** The pictures of README and docs. */
async function shots(bridge, suggestion) {
  for (const [name, hash, look] of [
    ['page-today', '#/', {}],
    ['page-suggestion', `#/suggestions/${suggestion.id}`, { dark: true }],
  ]) {
    await onPage(bridge.link(), { width: 1000, height: 680, ...look }, async (page) => {
      await view(page, hash);
      await page.screenshot({ path: `${SHOTS}/${name}.png` });
    });
  }
}
