// `export.pdf_ms`, `export.png_ms` and what else a journey goes out as: from the request to the last byte, of boards of 500, 2,000 and
// 5,000 cards, beside Chromium, which prints and paints the same drawing in the same run. `cargo xtask bench export` starts it; figures
// are lines of JSON on standard output.

import { randomUUID } from "node:crypto";
import { chromium } from "playwright-core";
import { make, places, somebody } from "../boards.mjs";
import { serve } from "../support.mjs";
import { median, print } from "./figure.mjs";

const SIZES = [500, 2_000, 5_000];
const MIDDLE = 2_000;
const RUNS = 5;
const FORMATS = ["pdf", "png", "xlsx", "pptx", "html"];
/** Cards of one push, as many as the API takes. */
const PUSH = 500;

const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.PUENTE_CHROMIUM,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const took = {};
  for (const cards of SIZES) {
    const path = `/api/v1/journeys/${await board(cards)}/file`;
    took[cards] = await ours(path);
    if (cards !== MIDDLE) continue;
    const peer = await theirs(path);
    print("export.pdf_ms", took[MIDDLE].pdf, "Chromium prints the same drawing", peer.pdf);
    print("export.png_ms", took[MIDDLE].png, "Chromium paints the same drawing", peer.png);
    for (const format of ["xlsx", "pptx", "html"]) {
      print(`export.${format}_ms`, took[MIDDLE][format], "the PDF of the same board", took[MIDDLE].pdf);
    }
  }
  for (const cards of SIZES.filter((cards) => cards !== MIDDLE)) {
    for (const format of FORMATS) {
      const even = (took[MIDDLE][format] * cards) / MIDDLE;
      print(`export.${format}_ms_${cards}`, took[cards][format], "in proportion to 2,000 cards", even);
    }
  }
} finally {
  await browser.close();
  await server.kill();
}

/** Milliseconds of a deed, the median of some after one that warms up. */
async function timed(deed) {
  const runs = [];
  for (let run = 0; run <= RUNS; run++) {
    const begun = performance.now();
    await deed();
    if (run > 0) runs.push(performance.now() - begun);
  }
  return median(runs);
}

/** What each format takes us. PNG has a pixel for each unit of the drawing, as Chromium's has. */
async function ours(path) {
  const took = {};
  for (const format of FORMATS) {
    took[format] = await timed(async () => {
      const answer = await fetch(`${server.url}${path}?format=${format}&scale=1`);
      if (!answer.ok) throw new Error(`${format}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
    });
  }
  return took;
}

/** What Chromium takes for the same drawing, which it has already: from the call to the last byte. */
async function theirs(path) {
  const svg = await (await fetch(`${server.url}${path}?format=svg`)).text();
  const [, width, height] = svg.match(/ width="([\d.]+)" height="([\d.]+)"/).map(Number);
  const page = await browser.newPage({ viewport: { width: Math.ceil(width), height: Math.ceil(height) } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  const size = { width: `${Math.ceil(width)}px`, height: `${Math.ceil(height) + 1}px` };
  const pdf = await timed(() => page.pdf({ ...size, printBackground: true }));
  const png = await timed(() => page.screenshot());
  await page.close();
  return { pdf, png };
}

/** A board of so many cards; its address. */
async function board(cards) {
  const { id, slug } = await make(server, { title: `Board of ${cards}`, template: "airport" });
  const { steps, lanes } = await places(server, id);
  const kinds = ["pains", "opportunities", "backstage", "promise"].filter((kind) => lanes[kind]);
  const cells = kinds.flatMap((kind) => steps.map((step) => ({ step, lane: lanes[kind] })));
  const say = somebody(server, id);
  for (let first = 0; first < cards; first += PUSH) {
    const intents = Array.from({ length: Math.min(PUSH, cards - first) }, (_, number) => ({
      journey: {
        add_card: {
          id: randomUUID(),
          cell: cells[(first + number) % cells.length],
          after: null,
          title: `Nobody says which way to go (${first + number})`,
          evidence: ["assumption", "qualitative", "measured"][number % 3],
          touchpoint: null,
          department: null,
        },
      },
    }));
    await say(...intents);
  }
  return slug;
}
