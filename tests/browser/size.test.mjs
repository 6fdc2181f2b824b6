// How large the board is drawn, and the map of a large one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, make, places, somebody } from "./boards.mjs";
import { axe, leave, start } from "./support.mjs";

const puente = await start();

test("the board is drawn smaller and larger, all of it at once, and a map shows where one is", async () => {
  const journey = await make(puente, { title: "Large", template: "airport" });
  const { steps, lanes } = await places(puente, journey.id);
  await somebody(puente, journey.id)(card(steps[0], lanes.pains, "Which door?"));
  const page = await puente.visit(journey.path, { viewport: { width: 1100, height: 700 } });
  const map = page.locator("#minimap");
  await map.waitFor({ state: "visible" });
  const scroller = page.locator("#board-scroll");
  const box = await map.boundingBox();
  await page.mouse.click(box.x + box.width - 6, box.y + 10);
  await page.waitForFunction(() => document.getElementById("board-scroll").scrollLeft > 0);
  await page.locator(`[role="grid"] [tabindex="0"]`).focus();
  await page.keyboard.press("Alt+0");
  await page.waitForFunction(() => {
    const it = document.getElementById("board-scroll");
    return it.scrollWidth <= it.clientWidth + 1;
  });
  // What is dragged at another size lands where the pointer is.
  const one = page.locator('[id^="c-"]').first();
  await one.scrollIntoViewIfNeeded();
  const from = await one.boundingBox();
  await page.mouse.move(from.x + 8, from.y + 6);
  await page.mouse.down();
  await page.mouse.move(from.x + 8 + from.width * 1.3, from.y + 8, { steps: 8 });
  await page.waitForSelector("#board-drop-area:not([hidden])", { state: "attached" });
  const area = await page.locator("#board-drop-area").boundingBox();
  const x = from.x + 8 + from.width * 1.3;
  assert.ok(area.x <= x && x <= area.x + area.width, `${area.x} ≤ ${x} ≤ ${area.x + area.width}`);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await page.getByRole("button", { name: "Larger" }).click();
  await page.locator(`[role="grid"] [tabindex="0"]`).focus();
  await page.keyboard.press("Alt+0");
  await page.getByRole("button", { name: "Actual size" }).filter({ hasText: "100" }).waitFor();
  assert.equal(await scroller.evaluate((it) => it.scrollWidth > it.clientWidth), true);
  await axe(page);
  await leave(page);
});
