// Two journeys side by side: as is with to be, and one journey with itself at another time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, make, places, read, somebody } from "./boards.mjs";
import { axe, hydrated, leave, open, screenshot, start } from "./support.mjs";

const puente = await start();

async function two() {
  const asIs = await make(puente, { title: "Today", template: "retail" });
  const toBe = await make(puente, { title: "Tomorrow", template: "retail" });
  const left = await places(puente, asIs.id);
  const right = await places(puente, toBe.id);
  await somebody(puente, asIs.id)(
    card(left.steps[0], left.lanes.pains, "Queues at the till"),
    card(left.steps[1], left.lanes.pains, "No price on it"),
    { journey: { set_scope: { field: { counterpart: toBe.id } } } },
  );
  await somebody(puente, toBe.id)(
    card(right.steps[1], right.lanes.pains, "Queues at the till"),
    card(right.steps[0], right.lanes.opportunities, "Pay at the shelf"),
    { journey: { rename: { node: { step: right.steps[2] }, title: "Leave without waiting" } } },
  );
  return { asIs, toBe, left, right };
}

test("two journeys are drawn as one, with a list that jumps and keys that go on", async () => {
  const { asIs, toBe } = await two();
  const page = await puente.visit(asIs.path);
  await page.getByRole("link", { name: "Show the differences" }).click();
  await page.waitForURL(/\/compare\?left=/);
  const list = page.getByRole("navigation", { name: "Differences" });
  await list.getByRole("link", { name: /added.*Pay at the shelf/ }).waitFor();
  assert.ok(await list.getByRole("link", { name: /moved.*Queues at the till/ }).isVisible());
  assert.ok(await list.getByRole("link", { name: /removed.*No price on it/ }).isVisible());
  assert.ok(await list.getByRole("link", { name: /Leave without waiting/ }).isVisible());
  assert.match(await page.getByRole("status").filter({ hasText: "added" }).innerText(), /1 moved/);
  await axe(page);
  await screenshot(page, "versus");
  const focused = () => page.evaluate(() => document.activeElement.id);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Alt+n");
  assert.equal(await focused(), "d-0");
  await page.keyboard.press("Alt+n");
  assert.equal(await focused(), "d-1");
  await page.keyboard.press("Alt+p");
  assert.equal(await focused(), "d-0");
  await list.getByRole("link", { name: /Pay at the shelf/ }).click();
  // On the board, not in the list, where it is called the same.
  assert.match(await focused(), /^d-\d+$/);
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Pay at the shelf/);
  // The other way round, what was added is removed.
  await page.getByRole("link", { name: /Swap the sides/ }).click();
  await list.getByRole("link", { name: /removed.*Pay at the shelf/ }).waitFor();
  assert.match(page.url(), new RegExp(`left=${toBe.id}|left=${toBe.slug}`));
  await leave(page);
});

test("a journey is compared with itself as it was", async () => {
  const journey = await make(puente, { title: "Then and now" });
  const { steps, lanes } = await places(puente, journey.id);
  const push = somebody(puente, journey.id);
  await push(card(steps[0], lanes.pains, "Old pain", { id: "00000000-0000-7000-8000-00000000c0de" }));
  const { heads } = await read(puente, journey.id);
  await push({ journey: { rename: { node: { card: "00000000-0000-7000-8000-00000000c0de" }, title: "New pain" } } });
  const page = await puente.visit(`/compare?left=${journey.slug}&left_at=${heads.journey}&right=${journey.slug}`);
  const list = page.getByRole("navigation", { name: "Differences" });
  await list.getByText("text: Old pain → New pain").waitFor();
  assert.equal(await list.getByRole("link").count(), 1);
  await page.getByLabel("From: As of").selectOption({ index: 1 });
  await list.getByRole("link", { name: /added.*New pain/ }).waitFor();
  await page.getByLabel("From: As of").selectOption("now");
  await page.getByText("Nothing differs.").waitFor();
  await leave(page);
  const version = await fetch(new URL(`/api/v1/journeys/${journey.id}/versions/${heads.journey}`, puente.url));
  const { board } = await version.json();
  assert.equal(Object.values(board.journey.cards)[0].title, "Old pain");
  const none = await fetch(new URL(`/api/v1/journeys/${journey.id}/versions/9999`, puente.url));
  assert.equal(none.status, 404);
});

test("it fits 360 pixels, in Spanish, and reads without scripts", async () => {
  const { asIs, toBe } = await two();
  const address = `/compare?left=${asIs.slug}&right=${toBe.slug}`;
  const small = await puente.visit(address, { viewport: { width: 360, height: 740 }, locale: "es-ES", colorScheme: "dark" });
  const wider = await small.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wider, 0);
  await axe(small);
  await screenshot(small, "versus-small-es-dark");
  await leave(small);
  const plain = await open(puente.browser, new URL(address, puente.url).href, { javaScriptEnabled: false });
  assert.ok(await plain.getByRole("cell", { name: /Pay at the shelf/ }).isVisible());
  await leave(plain);
  const empty = await puente.visit("/compare");
  await empty.getByText("Choose two journeys, or one journey at two times.").waitFor();
  await empty.getByLabel("From").selectOption(asIs.slug);
  await empty.getByRole("navigation", { name: "Differences" }).waitFor();
  await hydrated(empty);
  await axe(empty);
  await leave(empty);
});
