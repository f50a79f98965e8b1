// The views of the page of the packaged bridge, with nothing, one and many to show, as a person looks through them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { accessibilityFaults, counted, settled, view } from './browser.mjs';
import { eventually, learned, store, work } from './bridge.mjs';
import { VIEWS, browser, cutTables, fits, onBridge, onPage, text, walk } from './page.mjs';

const SHOTS = process.env.PAGE_SHOTS;
/** A window of 1,200 pixels at 200 %. */
const ZOOMED = { width: 600, height: 450 };

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
      assert.match(await text(page), failed > 0 ? new RegExp(`${failed} runs? failed`) : /This holds for all 2 traces that match your filters in this time/);
      await page.click('.chips >> text=All agents');
      await page.waitForFunction(() => !location.hash.includes('agent_id='));
      await view(page, '#/tools?agent_id=nobody');
      assert.match(await text(page), /No tool call that matches your filters is recorded in this time.No trace matches them/);
      await view(page, '#/failures?agent_id=nobody');
      assert.match(await text(page), /Nothing failed.No trace matches your filters/);
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
