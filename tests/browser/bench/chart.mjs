// `chart.hover_frame_p95_ms`: the pointer led over charts of 100,000 points, in Chromium without a head, against the server
// with the shipped client. `cargo xtask bench chart` starts it.
//
// No answer of ours has so many: fifty groups of two thousand weeks are put into the mouth of the server, with the shape of
// its own answer. Frames are not held to the screen's rate: what is timed is from the event to the painted frame.

import { chromium } from "playwright-core";
import { hydrated, serve } from "../support.mjs";
import { print, quantile } from "./figure.mjs";

const GROUPS = 50;
const WEEKS = 2_000;
const MOVES = 400;
const FRAME_MS = 1000 / 60;
const WEEK = 7 * 86_400_000;

const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.PUENTE_CHROMIUM,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
});
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  await page.route(/\/api\/v1\/metrics\/series\?/, async (route) => {
    const response = await route.fetch();
    const reply = await response.json();
    const grown = route.request().url().includes("by=") ? grow(reply) : reply;
    await route.fulfill({ response, json: grown });
  });
  await page.goto(`${server.url}/metrics?metric=on_time`, { waitUntil: "load" });
  await hydrated(page);
  await page.getByRole("combobox", { name: "Split by" }).selectOption("region");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForFunction((groups) => document.querySelectorAll(".metric--group").length === groups, GROUPS, { timeout: 60_000 });
  const plot = page.locator(".metric--group .chart__plot").nth(4);
  await plot.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await plot.boundingBox();
  await page.mouse.move(x + 4, y + height / 2);
  await page.locator(".readable__box:not([hidden])").waitFor();
  await page.evaluate(watch);
  for (let move = 0; move < MOVES; move++) {
    // No whole number of turns: each goes over values of its own.
    const turn = (move / MOVES) * 7.7 * Math.PI;
    await page.mouse.move(x + width * (0.5 + 0.48 * Math.sin(turn)), y + height * (0.5 + 0.3 * Math.sin(3 * turn)));
  }
  const { frames, read } = await page.evaluate(() => window.seen());
  if (frames.length < MOVES / 2) throw new Error(`only ${frames.length} of ${MOVES} moves were seen`);
  if (read < MOVES / 8) throw new Error(`only ${read} values were read`);
  print("chart.hover_frame_p95_ms", quantile(frames, 0.95), "a frame at 60 Hz", FRAME_MS);
} finally {
  await browser.close();
  await server.kill();
}

/** The same answer with so many weeks and groups. */
function grow(reply) {
  const last = Date.parse("2026-11-16");
  const periods = Array.from({ length: WEEKS }, (_, week) => new Date(last - (WEEKS - 1 - week) * WEEK).toISOString().slice(0, 10));
  const [series] = reply.metrics;
  const point = series.groups[0].points.find(({ estimate }) => estimate !== null);
  const groups = Array.from({ length: GROUPS }, (_, group) => ({
    ...series.groups[0],
    group: `Region ${group}`,
    points: periods.map((_, week) => {
      const estimate = 0.8 + 0.1 * Math.sin((week + 13 * group) / 17) + 0.02 * Math.sin(week * 1.7);
      return { ...point, estimate, interval: { ...point.interval, low: estimate - 0.04, high: estimate + 0.04 }, signal: null };
    }),
  }));
  return { ...reply, every: "week", periods, metrics: [{ ...series, groups }] };
}

/** In the page: the time from each move to the frame that shows it, and how many values were read. */
function watch() {
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(null);
      });
    });
  const frames = [];
  const periods = [];
  window.addEventListener(
    "pointermove",
    () => {
      const begun = performance.now();
      painted().then((at) => {
        frames.push(at - begun);
        periods.push(document.querySelector(".readable__period")?.textContent);
      });
    },
    { capture: true },
  );
  window.seen = () => ({ frames, read: new Set(periods).size });
}
