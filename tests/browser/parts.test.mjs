// Pages come in parts of the client that are fetched when first needed; a part that does not come loses nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hydrated, leave, start } from "./support.mjs";

const puente = await start();
const PARTS = /\/assets\/.*\/(part|shared)_[^/]*\.bin$/;
const UNFETCHED = { expected: [/part_|shared_|Failed to fetch|ERR_FAILED|failed to load split module/i] };

/** Refuses the parts of pages until the returned function is called. */
async function withoutParts(page) {
  let refused = true;
  await page.context().route(PARTS, (route) => (refused ? route.abort("failed") : route.continue()));
  return () => (refused = false);
}

async function board() {
  const [journey] = await (await fetch(new URL("/api/v1/journeys", puente.url))).json();
  return journey;
}

test("the document of the first page names no part, and that of another page only its own", async () => {
  const page = await puente.visit("/", { javaScriptEnabled: false });
  assert.equal(await page.locator("link[rel=preload]").count(), 1);
  await page.goto(new URL("/friction", puente.url).href);
  const early = await page.locator("link[rel=preload]").evaluateAll((links) => links.map((link) => link.href));
  assert.ok(early.some((address) => address.includes("part_friction")));
  assert.ok(!early.some((address) => address.includes("part_board")));
  // What several pages share comes in few files: a page does not wait for hundreds of answers.
  assert.ok(early.length < 50, String(early.length));
  await leave(page);
});

test("a page whose part does not come stays readable, and comes to life when it does", async () => {
  const page = await puente.visit("/", UNFETCHED);
  const give = await withoutParts(page);
  const { slug, title } = await board();
  await page.goto(new URL(`/journeys/${slug}`, puente.url).href);
  await page.waitForTimeout(500);
  assert.ok(await page.getByText(title).first().isVisible());
  assert.equal(await page.locator("html[data-hydrated]").count(), 0);
  give();
  await hydrated(page);
  await leave(page);
});

test("a link to a page whose part does not come says so, and offers another try", async () => {
  const page = await puente.visit("/catalogue", UNFETCHED);
  const give = await withoutParts(page);
  await page.getByRole("link", { name: "Friction" }).first().click();
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByRole("alert").innerText(), /does not answer/);
  give();
  await page.getByRole("button", { name: "Try again" }).click();
  await hydrated(page);
  assert.match(page.url(), /\/friction$/);
  assert.equal(await page.getByRole("alert").count(), 0);
  await leave(page);
});
