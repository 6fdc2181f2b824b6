// `client.interactive_ms`, `board.open_ms`, `board.drag_frame_p95_ms`, `board.scroll_frame_p95_ms`, `board.edit_to_paint_ms`,
// `board.peer_ratio`: what a person waits for, in Chromium without
// a head, against the server with the shipped client. `cargo xtask bench board` starts it; figures are lines of JSON on
// standard output.
//
// Frames are not held to the screen's rate: what is timed is the work from the input event to the painted frame, which on a
// screen of 60 Hz has to fit into 16.7 ms.

import { randomUUID } from "node:crypto";
import { chromium } from "playwright-core";
import { hydrated, serve } from "../support.mjs";
import { median, print, quantile } from "./figure.mjs";
import { peer } from "./peer.mjs";

const VISITS = 9;
const CARDS = 2_000;
const SIZES = [500, 2_000, 5_000];
const SCROLLS = 150;
const ROUNDS = 3;
const MOVES = 400;
const EDITS = 30;
const FRAME_MS = 1000 / 60;

const server = await serve();
const browser = await chromium.launch({
  executablePath: process.env.PUENTE_CHROMIUM,
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
});
try {
  await interactive();
  await large();
} finally {
  await browser.close();
  await server.kill();
}

/** A first visit to the sample's board, with nothing cached: from the navigation to a page that answers. */
async function interactive() {
  const path = `/journeys/${await sample()}`;
  const ready = [];
  const readable = [];
  for (let visit = 0; visit <= VISITS; visit++) {
    const page = await newPage();
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.documentElement?.hasAttribute("data-hydrated")) return;
        observer.disconnect();
        window.interactiveAt = performance.now();
      }).observe(document, { attributes: true, subtree: true, childList: true });
    });
    await page.goto(server.url + path, { waitUntil: "load" });
    await hydrated(page);
    const [interactiveAt, paintedAt] = await page.evaluate(() => [
      window.interactiveAt,
      performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    ]);
    await page.context().close();
    // The first visit warms the server and the browser's processes.
    if (visit === 0) continue;
    ready.push(interactiveAt);
    readable.push(paintedAt);
  }
  print("client.interactive_ms", median(ready), "first contentful paint of the same visits", median(readable));
}

/** Opening, dragging, scrolling and editing on boards of more and more cards. */
async function large() {
  for (const cards of SIZES) {
    const path = `/journeys/${await board(cards)}`;
    const page = await newPage();
    const opened = [];
    for (let visit = 0; visit < 4; visit++) {
      const begun = performance.now();
      await page.goto(server.url + path, { waitUntil: "load" });
      await hydrated(page);
      // The first visit fetches the client as well.
      if (visit > 0) opened.push(performance.now() - begun);
    }
    figure(`board.open_ms, ${cards} cards`, median(opened));
    await page.evaluate(measure);
    const frames = await drag(page);
    const name = cards === CARDS ? "board.drag_frame_p95_ms" : `board.drag_frame_p95_ms, ${cards} cards`;
    print(name, quantile(frames, 0.95), "a frame at 60 Hz", FRAME_MS);
    if (cards === CARDS) await beside(page);
    print(`board.scroll_frame_p95_ms, ${cards} cards`, quantile(await scroll(page), 0.95), "a frame at 60 Hz", FRAME_MS);
    if (cards === CARDS) await edit(page);
    await page.context().close();
  }
}

/** The same cards in the same moves in a drawing program: in turns, so that what else the machine does falls on both. */
async function beside(own) {
  const other = await peer();
  if (!other) return;
  const page = await newPage();
  const cards = Array.from({ length: CARDS }, (_, number) => ({
    x: 20 + (number % 20) * 180,
    y: 90 + Math.floor(number / 20) * 74,
    width: 160,
    height: 60,
    text: `Nobody says which way to go (${number})`,
  }));
  await page.addInitScript((cards) => { window.CARDS = cards; }, cards);
  await page.goto(other.url, { waitUntil: "load" });
  await page.waitForFunction((cards) => window.peer?.getSceneElements().length >= cards, CARDS, { timeout: 120_000 });
  await page.evaluate(measure);
  const rounds = { ours: [], theirs: [] };
  for (let round = 0; round < ROUNDS; round++) {
    await own.bringToFront();
    rounds.ours.push(quantile(await drag(own), 0.95));
    await page.bringToFront();
    const card = cards[62 + round];
    const [x, y] = [card.x + 80, card.y + 8];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 12, y + 12, { steps: 4 });
    rounds.theirs.push(quantile(await moves(page), 0.95));
    await page.mouse.up();
    const moved = await page.evaluate(([x, y]) => window.peer.getSceneElements().every((one) => one.x !== x || one.y !== y), [card.x, card.y]);
    if (!moved) throw new Error("the peer's card was not dragged");
    await page.keyboard.press("Control+z");
  }
  await page.context().close();
  other.close();
  await own.bringToFront();
  print("board.peer_ratio", median(rounds.ours), `the same drag in Excalidraw ${other.version}`, median(rounds.theirs));
}

/** One card, led over the board in many small moves. */
async function drag(page) {
  const card = await visibleCard(page);
  await page.mouse.move(card.x, card.y);
  await page.mouse.down();
  await page.mouse.move(card.x + 12, card.y + 12, { steps: 4 });
  await page.waitForSelector("[data-dragging]", { state: "attached", timeout: 5_000 });
  const frames = await moves(page);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return frames;
}

/** A figure of eight through the middle of the window, clear of the edges that scroll; how long each move took. */
async function moves(page) {
  await page.evaluate(() => window.watchMoves());
  const { width, height } = page.viewportSize();
  for (let move = 0; move < MOVES; move++) {
    const turn = (move / MOVES) * 4 * Math.PI;
    await page.mouse.move(width * (0.5 + 0.28 * Math.sin(turn)), height * (0.5 + 0.22 * Math.sin(2 * turn)));
  }
  const frames = await page.evaluate(() => window.movesTook());
  if (frames.length < MOVES / 2) throw new Error(`only ${frames.length} of ${MOVES} moves were seen`);
  return frames;
}

/** Down and across the board, a step at a time; how long from each step to its painted frame. */
function scroll(page) {
  return page.evaluate((steps) => window.scrolled(steps), SCROLLS);
}

function figure(name, value) {
  process.stdout.write(`${JSON.stringify({ name, value, unit: "ms", peer: null, peer_value: null, ratio: null })}\n`);
}

/** New titles for one card after the other, from the Enter that ends each to its paint. */
async function edit(page) {
  const took = [];
  const floor = [];
  for (let number = 0; number < EDITS; number++) {
    const card = await visibleCard(page, number);
    await page.mouse.dblclick(card.x, card.y);
    const field = page.locator("textarea:focus, input:focus");
    await field.waitFor({ timeout: 5_000 });
    const title = `Said again, ${number}`;
    await field.fill(title);
    await page.evaluate(([id, title]) => window.watchTitle(id, title), [card.id, title]);
    await page.keyboard.press("Enter");
    took.push(await page.evaluate(() => window.titleTook));
    floor.push(await page.evaluate((id) => window.bareTextTook(id), card.id));
    // The press that begins the next edit should not meet this one on its way to the server.
    await page.waitForTimeout(50);
  }
  print("board.edit_to_paint_ms", median(took), "a bare change of text on the same board", median(floor));
}

/** In the page: times from an input event to the frame that shows it. */
function measure() {
  // A message is delivered after the frame that the callback before it belongs to was painted.
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(null);
      });
    });
  const moves = [];
  let watching = false;
  window.watchMoves = () => {
    moves.length = 0;
    if (watching) return;
    watching = true;
    // In the capture phase, so that the page's own work is inside.
    window.addEventListener(
      "pointermove",
      () => {
        const begun = performance.now();
        painted().then((at) => moves.push(at - begun));
      },
      { capture: true },
    );
  };
  window.movesTook = () => [...moves];
  window.scrolled = async (steps) => {
    const scroller = document.getElementById("board-scroll");
    const took = [];
    for (let step = 0; step < steps; step++) {
      const begun = performance.now();
      scroller.scrollBy(step % 3 === 0 ? 60 : 0, step < steps / 2 ? 120 : -120);
      took.push((await painted()) - begun);
    }
    return took;
  };
  window.watchTitle = (id, title) => {
    window.titleTook = new Promise((resolve, reject) => {
      const enter = async (event) => {
        if (event.key !== "Enter") return;
        window.removeEventListener("keydown", enter, { capture: true });
        const begun = performance.now();
        for (let frame = 0; frame < 200; frame++) {
          const at = await painted();
          if (document.getElementById(id)?.textContent.includes(title)) return resolve(at - begun);
        }
        reject(new Error(`the title of ${id} was never painted`));
      };
      window.addEventListener("keydown", enter, { capture: true });
    });
  };
  window.bareTextTook = async (id) => {
    const title = document.querySelector(`[id="${id}"] .card__title`);
    const text = title.firstChild.data;
    const begun = performance.now();
    title.firstChild.data = `${text} `;
    const at = await painted();
    title.firstChild.data = text;
    return at - begun;
  };
}

/** A card that lies open in the window; the `number`th of them, beginning anew when there are fewer. */
async function visibleCard(page, number = 0) {
  const cards = await page.evaluate(() =>
    [...document.querySelectorAll('[id^="c-"]')].flatMap((card) => {
      const { left, top, width, height } = card.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      return document.elementFromPoint(x, y)?.closest('[id^="c-"]') === card ? [{ id: card.id, x, y }] : [];
    }),
  );
  if (cards.length === 0) throw new Error("no card lies open in the window");
  return cards[number % cards.length];
}

async function newPage() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  return context.newPage();
}

/** The name of the sample journey; of an airport's template where there is none. */
async function sample() {
  const [journey] = await ask("/api/v1/journeys");
  return (journey ?? (await create("Sample"))).slug;
}

function create(title) {
  return ask("/api/v1/journeys", { id: randomUUID(), title, template: "airport" });
}

/** The name of a journey with so many cards, spread over the lanes that hold them. */
async function board(cards) {
  const { id, slug } = await create("Large");
  const { lineage, heads, board } = await ask(`/api/v1/journeys/${slug}`);
  const steps = Object.keys(board.journey.steps);
  const lanes = Object.entries(board.journey.lanes).filter(
    ([, lane]) => !["touchpoints", "emotion", "friction", "reality", "images"].includes(lane.kind),
  );
  const cells = lanes.flatMap(([lane]) => steps.map((step) => ({ step, lane })));
  const intents = Array.from({ length: cards }, (_, number) => ({
    journey: {
      add_card: {
        id: randomUUID(),
        cell: cells[number % cells.length],
        after: null,
        title: `Nobody says which way to go (${number})`,
        evidence: ["assumption", "qualitative", "measured"][number % 3],
        touchpoint: null,
        department: null,
      },
    },
  }));
  const client_id = randomUUID();
  for (let first = 0; first < cards; first += 500) {
    const push = {
      protocol: 2,
      lineage,
      client_id,
      client_seq: first / 500 + 1,
      base: heads,
      intents: intents.slice(first, first + 500),
    };
    const { outcome } = await ask(`/api/v1/journeys/${id}/pushes`, push);
    if (!outcome.accepted) throw new Error(`the board was refused: ${JSON.stringify(outcome)}`);
  }
  return slug;
}

async function ask(path, body) {
  const sent = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(server.url + path, sent || undefined);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
