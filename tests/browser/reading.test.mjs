// Reading charts value by value, under the pointer and by keyboard: what is read is what the table behind the chart says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();
const card = (page, name) => page.getByRole("article", { name, exact: true });
const box = (page) => page.locator(".readable__box:not([hidden])");

/** The table behind a chart, oldest period first. */
async function rows(shown) {
  await shown.locator("summary", { hasText: "The numbers" }).click();
  const rows = await shown.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  return rows.toReversed();
}

async function read(page) {
  const [period, value, ...rest] = await box(page).locator("span, strong").allInnerTexts();
  return { period, value, rest };
}

test("the value under the pointer is read, with its margin and its records", async () => {
  const page = await puente.visit("/metrics?metric=on_time&every=month");
  const shown = card(page, "On-time delivery");
  const table = await rows(shown);
  const plot = shown.locator(".chart__plot").first();
  await plot.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await plot.boundingBox();
  assert.equal(await box(page).isVisible(), false);
  await page.mouse.move(x + 2, y + height / 2);
  await box(page).waitFor();
  let now = await read(page);
  const [first, last] = [table[0], table.at(-1)];
  assert.deepEqual([now.period, now.value], [first[0], first[1]]);
  assert.ok(now.rest.some((line) => line.includes(first[2])), `${now.rest} ${first[2]}`);
  assert.ok(now.rest.some((line) => line.startsWith(`${first[3]}\u00a0`)), `${now.rest} ${first[3]}`);
  await page.mouse.move(x + width - 1, y + height / 2);
  await page.waitForFunction((period) => document.querySelector(".readable__period").textContent === period, last[0]);
  now = await read(page);
  assert.equal(now.value, last[1]);
  // The line stands where the pointer is.
  const line = await page.locator(".readable__line").boundingBox();
  assert.ok(Math.abs(line.x - (x + width)) < 2, `${line.x} ${x + width}`);
  await screenshot(page, "reading-light");
  await page.mouse.move(2, 2);
  await box(page).waitFor({ state: "hidden" });
  await leave(page);
});

test("the arrow keys go through the values, and each is announced", async () => {
  const page = await puente.visit("/metrics?metric=on_time&every=month&by=region");
  const shown = page.getByRole("region", { name: "By region" }).getByRole("article").nth(1);
  const table = await rows(shown);
  await shown.locator(".chart__plot").first().focus();
  await page.keyboard.press("ArrowLeft");
  await box(page).waitFor();
  assert.equal((await read(page)).period, table.at(-1)[0]);
  await page.keyboard.press("ArrowLeft");
  const before = table.at(-2);
  await page.waitForFunction((period) => document.querySelector(".readable__period").textContent === period, before[0]);
  assert.equal((await read(page)).value, before[1]);
  const status = page.getByRole("status").filter({ hasText: before[0] });
  assert.match(await status.first().innerText(), new RegExp(before[1].replaceAll(".", "\\.")));
  await page.keyboard.press("Home");
  await page.waitForFunction((period) => document.querySelector(".readable__period").textContent === period, table[0][0]);
  await axe(page);
  await page.keyboard.press("Escape");
  await box(page).waitFor({ state: "hidden" });
  await leave(page);
});

for (const [name, settings] of Object.entries({
  narrow: { viewport: { width: 360, height: 740 }, locale: "es-ES", hasTouch: true },
  dark: { colorScheme: "dark" },
})) {
  test(`what is read stays on the page: ${name}`, async () => {
    const page = await puente.visit("/metrics?metric=on_time", settings);
    const plot = page.locator(".chart__plot").first();
    await plot.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await plot.boundingBox();
    for (const share of [0.02, 0.3, 0.49, 0.51, 0.98]) {
      await page.mouse.move(x + width * share, y + height / 2);
      await box(page).waitFor();
      const { x: left, width: wide } = await box(page).boundingBox();
      assert.ok(left >= 0 && left + wide <= page.viewportSize().width, `${share}: ${left} ${wide}`);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await screenshot(page, `reading-${name}`);
    await leave(page);
  });
}
