// A browser for the tests of one file, and the page of a bridge of its own in it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { accessibilityFaults, launch, open, view } from './browser.mjs';
import { startBridge } from './bridge.mjs';

export const FOLDER = process.env.PAGE_FOLDER;
export const VIEWS = [
  '#/', '#/traces', '#/sessions', '#/failures', '#/trends', '#/suggestions', '#/experiments', '#/rules', '#/tools', '#/health',
];
const LOOKS = [{}, { dark: true }, { width: 360, height: 740 }];

export let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

export async function onBridge(config, use) {
  const bridge = await startBridge(FOLDER, config);
  try {
    await use(bridge);
  } finally {
    await bridge.close();
  }
}

export async function onPage(address, look, use) {
  const opened = await open(browser, address, look);
  try {
    await use(opened.page, opened);
    assert.deepEqual(opened.faults, [], 'the console is empty');
  } finally {
    await opened.close();
  }
}

export const text = (page) => page.textContent('main');
export const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
/** Tables with a column that somebody has to find by pushing; figures that were asked for may be that wide. */
export const cutTables = (page) =>
  page.$$eval('main .table:not(details *)', (all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent.slice(0, 80)));

/** Every view in every look: nothing to report, nothing wider than the window. */
export async function walk(bridge, views, look, looks = LOOKS) {
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
