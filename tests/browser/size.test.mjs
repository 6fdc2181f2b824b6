// How large the board is drawn, and the map of a large one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, make, places, somebody, titles, until } from "./boards.mjs";
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

test("a long cell loses neither a card nor the focus, whatever of it is laid out and whoever writes in it", async () => {
  const journey = await make(puente, { title: "Long", template: "airport" });
  const { steps, lanes, board } = await places(puente, journey.id);
  const before = titles(board).length;
  const push = somebody(puente, journey.id);
  const cards = Array.from({ length: 200 }, (_, at) => card(steps[0], lanes.pains, `Pain ${at + 1}`));
  await push(...cards);
  const page = await puente.visit(journey.path, { viewport: { width: 1100, height: 700 } });
  // Where a part begins follows from the cards' ids, which are random: 17 parts of 200 cards on average, and some without an old card.
  const own = page.locator(".board__batch--one").filter({ hasText: /Pain \d+|Between|Behind/ });
  assert.ok((await own.count()) >= 4, `${await own.count()} parts`);
  assert.equal(await own.locator('[id^="c-"]').count(), 200);

  // The last is far below what is laid out: the focus brings it into view.
  const last = page.locator(`#c-${cards.at(-1).journey.add_card.id}`);
  await last.focus();
  await page.waitForFunction(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });
  const element = await last.elementHandle();
  // Cards come before it and behind it; parts begin elsewhere then, and the one in front keeps its elements.
  await push(...Array.from({ length: 30 }, (_, at) => card(steps[0], lanes.pains, `Between ${at + 1}`, { after: cards[4].journey.add_card.id })));
  await push(card(steps[0], lanes.pains, "Behind", { after: cards.at(-1).journey.add_card.id }));
  await page.getByRole("button", { name: "Behind" }).waitFor();
  assert.equal(await own.locator('[id^="c-"]').count(), 231);
  assert.ok(await element.evaluate((it) => it.isConnected && document.activeElement === it));
  await page.waitForFunction(() => document.activeElement.getBoundingClientRect().bottom <= window.innerHeight);
  await page.keyboard.press("ArrowDown");
  assert.match(await page.evaluate(() => document.activeElement.innerText), /^Behind/);

  // Everything can be selected, deleted and taken back in one step.
  await page.keyboard.press("ControlOrMeta+a");
  await page.waitForFunction((most) => document.querySelectorAll('[role="grid"] [aria-pressed="true"]').length >= most, 231);
  await page.keyboard.press("Delete");
  await until(puente, journey.id, (board) => titles(board).length === 0, "all cards to go");
  await page.keyboard.press("ControlOrMeta+z");
  await until(puente, journey.id, (board) => titles(board).length === before + 231, "all cards to come back");
  await axe(page);
  await leave(page);
});
