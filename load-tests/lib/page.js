#!/usr/bin/env node
// The page in a browser, measured: node page.js usable|sizes|calls|live|shown URL [NUMBER...]. Prints figures on one line.
// WEB_TEST names the folder with playwright-core, CHROMIUM the browser.
import { createRequire } from "node:module";
import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { Client, sleep } from "./http.js";
import { Latencies } from "./latency.js";

const WEEK_MS = 7 * 86_400_000;
const FIRST_VIEW_MS = 50;
const SEARCH_MS = 300;
/** A page that has settled asks for nothing more by itself for a while. */
const SETTLED_MS = 3_000;

const [what, url, ...numbers] = process.argv.slice(2);
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

async function inBrowser(work) {
  const { chromium } = createRequire(`${process.env.WEB_TEST}/`)("playwright-core");
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--enable-precise-memory-info", ...(root ? ["--no-sandbox"] : [])],
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

const loaded = (page) =>
  page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("main").textContent.includes("Loading…"));

/** From the request for the page until a person can read the view; each time by a browser that has nothing of it. */
async function usableAfter(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const look = () => {
      const main = document.querySelector("main");
      if (main?.querySelector("h1") && !main.textContent.includes("Loading…")) globalThis.usable = performance.now();
      else requestAnimationFrame(look);
    };
    look();
  });
  await page.goto(address);
  await page.waitForFunction(() => globalThis.usable);
  const time = await page.evaluate(() => globalThis.usable);
  await context.close();
  return time;
}

async function usable(browser, rounds) {
  const nothing = [];
  const today = [];
  await usableAfter(browser, url); // the browser's own start
  for (let i = 0; i < rounds; i++) {
    nothing.push(await usableAfter(browser, `${url}/#/nothing`));
    today.push(await usableAfter(browser, url));
  }
  return [median(nothing), median(today), Math.min(...today), Math.max(...today)].map((ms) => ms.toFixed(0));
}

/** What the first view asks for, and what the page's files take on the way. */
async function sizes(browser) {
  const page = await browser.newPage();
  const asked = [];
  page.on("requestfinished", (request) => asked.push(request));
  await page.goto(url);
  await loaded(page);
  const scripts = asked.filter((request) => request.resourceType() === "script");
  const script = (await Promise.all(scripts.map((request) => request.sizes()))).reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  const style = gzipSync(await page.textContent("style"), { level: 9 }).length; // in the document itself
  const foreign = asked.filter((request) => /^https?:/.test(request.url()) && !request.url().startsWith(url)).length;
  const own = asked.filter((request) => request.url().startsWith(url) && !request.url().endsWith("/live")).length;
  return [own, kilobytes(script), kilobytes(style), foreign];
}

/** Every call of the first view and the dearest of the others, as of the time of the latest trace. */
async function calls(requests) {
  const client = new Client(new URL(url), 1);
  const [latest] = (await client.json("/traces?limit=1")).traces;
  const from = (ms) => latest.start_time - ms;
  const word = (latest.message ?? "a").split(" ")[0];
  const paths = [
    ["/stats", FIRST_VIEW_MS],
    [`/traces?since=${from(WEEK_MS / 7)}&limit=100`, FIRST_VIEW_MS],
    ["/optimize/suggestions?limit=200", FIRST_VIEW_MS],
    ["/series?days=14&hours=25", FIRST_VIEW_MS],
    [`/tools?since=${from(WEEK_MS)}&traces=1000`, FIRST_VIEW_MS],
    [`/tools?since=${from(WEEK_MS)}`, "-"],
    ["/series?days=365", "-"],
    ["/sessions?limit=50", "-"],
    [`/failures?since=${from(WEEK_MS)}`, "-"],
    [`/traces?limit=50&q=${encodeURIComponent(word)}`, SEARCH_MS],
    ["/traces?limit=50&q=a%20word%20that%20nobody%20wrote", SEARCH_MS],
  ];
  const lines = [];
  for (const [path, bar] of paths) {
    const latencies = new Latencies();
    for (let n = -20; n < requests; n++) {
      const begin = performance.now();
      await client.json(path);
      if (n >= 0) latencies.record(performance.now() - begin);
    }
    lines.push([path.replace(/since=\d+/, "since=…"), latencies.at(50).toFixed(1), latencies.at(95).toFixed(1), bar].join(" "));
  }
  client.close();
  return [lines.join("\n")];
}

/** Tabs that stay open while others write; the greatest heap among them in the end. Without tabs it only waits. */
async function live(browser, tabs, minutes) {
  const context = await browser.newContext();
  const pages = [];
  for (const view of ["", "#/traces", "#/tools", "#/trends", "#/health"].slice(0, tabs)) {
    const page = await context.newPage();
    await page.goto(`${url}/${view}`);
    await loaded(page);
    pages.push(page);
  }
  console.log("open");
  await sleep(Math.max(minutes * 60_000, 30_000)); // the writes that are measured take 25 s
  const heaps = await Promise.all(
    pages.map(async (page) => {
      const session = await context.newCDPSession(page);
      await session.send("HeapProfiler.collectGarbage");
      const { usedSize } = await session.send("Runtime.getHeapUsage");
      return usedSize;
    }),
  );
  return [(Math.max(0, ...heaps) / 1e6).toFixed(1)];
}

/** From the answer to a trace's end until an open tab shows it. */
async function shown(browser, times) {
  const client = new Client(new URL(url), 1);
  const page = await browser.newPage();
  await page.goto(`${url}/#/traces`);
  await loaded(page);
  const waits = [];
  for (let i = 0; i < times; i++) {
    const trace_id = randomBytes(16).toString("hex");
    await sleep(SETTLED_MS);
    const events = [
      { type: "session.start", trace_id, message: `shown ${trace_id}` },
      { type: "session.end", trace_id, success: true },
    ];
    await client.request("POST", "/v1/events", JSON.stringify({ events }));
    const begin = performance.now();
    await page.waitForSelector("button:has-text('new – show')", { timeout: 60_000 });
    waits.push(performance.now() - begin);
    await page.click("button:has-text('new – show')");
    await page.waitForSelector(`text=shown ${trace_id}`);
  }
  client.close();
  return [median(waits), Math.max(...waits)].map((ms) => ms.toFixed(0));
}

const figures = {
  usable: () => inBrowser((browser) => usable(browser, Number(numbers[0]))),
  sizes: () => inBrowser(sizes),
  calls: () => calls(Number(numbers[0])),
  live: () => inBrowser((browser) => live(browser, Number(numbers[0]), Number(numbers[1]))),
  shown: () => inBrowser((browser) => shown(browser, Number(numbers[0]))),
};
console.log((await figures[what]()).join(" "));
