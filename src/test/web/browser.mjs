// A page in Chromium whose every fault and foreign request is kept.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });

export async function open(browser, address, { dark = false, width = 1200, height = 900 } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(address).origin });
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => requests.push(request));
  await page.goto(address);
  await settled(page);
  return {
    page,
    faults,
    requests,
    async close() {
      // A handler may still wait for an answer that the page asked for last; closing takes that away.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await context.close();
    },
  };
}

/** Until what the view loads is there. An address changes before its view does, which is drawn in the next frames. */
export async function settled(page) {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.waitForFunction(
    () => document.querySelector('main') && !document.querySelector('main')?.textContent?.includes('Loading…'),
  );
}

/** Until there are so many; a list that is asked for comes after what was there before it. */
export async function counted(page, selector, expected) {
  await page.waitForFunction(([all, count]) => document.querySelectorAll(all).length === count, [selector, expected]);
}

export async function view(page, hash) {
  await page.evaluate((to) => (location.hash = to), hash);
  await page.waitForTimeout(50);
  await settled(page);
}

/** Runs in the page's debugger, which its Content-Security-Policy does not concern. */
export async function accessibilityFaults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
