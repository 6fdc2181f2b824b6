// `friction.fit_ms`, `friction.drag_ms`, `friction.browser_ms`: 1,000 touchpoints scored by the worker of the friction page, in
// Chromium without a head, against the server with the shipped client. `cargo xtask bench friction` starts it.
//
// Timed from the message to the worker to its answer, so with the scores in bytes.

import { chromium } from "playwright-core";
import { hydrated, serve } from "../support.mjs";
import { median, print } from "./figure.mjs";

const TOUCHPOINTS = 1_000;
const PARTS = ["effort", "satisfaction", "negative_sentiment", "complaint_rate", "drop_off", "delay", "promise_gap"];
const RUNS = 9;
const DRAG_DRAWS = 200;
const FULL_DRAWS = 2_000;
// What the issue allows while a slider moves.
const DRAG_MS = 50;

const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.PUENTE_CHROMIUM,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.url}/friction`, { waitUntil: "load" });
  await hydrated(page);
  const took = await page.evaluate(score, { touchpoints: TOUCHPOINTS, parts: PARTS, runs: RUNS, draws: [DRAG_DRAWS, FULL_DRAWS] });
  const [drag, full] = took.scores;
  print("friction.fit_ms", median(took.fits) - median(drag.took), "as many logarithms as a table takes, for each table", median(took.floor));
  print("friction.drag_ms", median(drag.took), "what a slider's step may take", DRAG_MS);
  print("friction.browser_ms", median(full.took), "as many logarithms as it takes draws, in JavaScript", median(full.floor));
} finally {
  await browser.close();
  await server.kill();
}

/** In the page: a worker of its own, asked as the page asks its own. */
async function score({ touchpoints, parts, runs, draws }) {
  const worker = new Worker(document.documentElement.dataset.worker, { type: "module" });
  let job = 0;
  const ask = (evidence, settings, draws) =>
    new Promise((resolve, reject) => {
      job += 1;
      const begun = performance.now();
      worker.onerror = reject;
      worker.onmessage = ({ data: [answered, scores] }) => {
        if (answered !== job || !scores) return reject(new Error(`job ${job} came to nothing`));
        resolve({ took: performance.now() - begun, scores });
      };
      worker.postMessage([job, evidence, settings, draws]);
    });
  const evidence = JSON.stringify({
    evidence: Array.from({ length: touchpoints }, (_, index) => [
      `00000000-0000-7000-8000-${String(index).padStart(12, "0")}`,
      parts.map((part, at) => ({ part, x: (7 * index + 3 * at) % 60, n: 60 + ((13 * index + at) % 400) })),
    ]),
    groups: [],
  });
  // Another weight each time, as from a slider.
  const settings = (run) => parts.map((part, at) => `${part}:${(at === 0 ? 2 + run : 10) / 100}:0.02:0.6`).join(",");
  const logarithms = (count) => {
    const begun = performance.now();
    let sum = 0;
    for (let index = 1; index <= count; index++) sum += Math.log(index / (count + 1));
    if (!(sum < 0)) throw new Error("no logarithm is positive here");
    return performance.now() - begun;
  };

  // The first brings the part of the client that computes.
  await ask(evidence, settings(0), 20);
  const fits = [];
  const floor = [];
  for (let run = 0; run < 3; run++) {
    fits.push((await ask(evidence, settings(run), draws[0])).took);
    floor.push(logarithms(touchpoints * parts.length * 160));
  }
  const scores = [];
  for (const count of draws) {
    const took = [];
    const floor = [];
    for (let run = 1; run <= runs; run++) {
      const answer = await ask(null, settings(run), count);
      // A score with seven parts takes more than 300 bytes.
      if (answer.scores.length < 300 * touchpoints) throw new Error("not all touchpoints were scored");
      took.push(answer.took);
      floor.push(logarithms(touchpoints * parts.length * count));
    }
    scores.push({ took, floor });
  }
  worker.terminate();
  return { fits, floor, scores };
}
