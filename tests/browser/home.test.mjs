// The first page: it arrives readable, comes to life without a word, and everybody can use it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();

test("the first page hydrates without a warning", async () => {
  const page = await puente.visit("/");
  assert.match(await page.title(), /Puente/);
  assert.ok(await page.locator("h1").first().isVisible());
  await screenshot(page, "home");
  await leave(page);
});

test("the first page can be read without JavaScript", async () => {
  const page = await puente.visit("/", { javaScriptEnabled: false });
  assert.ok(await page.locator("h1").first().isVisible());
  await leave(page);
});

for (const colorScheme of ["light", "dark"]) {
  test(`the first page has no accessibility violation, ${colorScheme}`, async () => {
    const page = await puente.visit("/", { colorScheme });
    await axe(page);
    await leave(page);
  });
}

test("the first page fits a narrow telephone", async () => {
  const page = await puente.visit("/", { viewport: { width: 360, height: 740 } });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
  await leave(page);
});

test("the client comes compressed, with names that are cached for good", async () => {
  const html = await (await fetch(puente.url)).text();
  const wasm = html.match(/\/assets\/[^"]+\.wasm/)[0];
  const response = await fetch(new URL(wasm, puente.url), { headers: { "accept-encoding": "br" } });
  assert.equal(response.headers.get("content-type"), "application/wasm");
  assert.equal(response.headers.get("content-encoding"), "br");
  assert.match(response.headers.get("cache-control"), /immutable/);
});
