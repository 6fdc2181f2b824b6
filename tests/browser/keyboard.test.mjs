// From an empty workspace to a finished map, with the keyboard alone: no pointer, no focus set by a script.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, make, places, read, somebody, titles, until } from "./boards.mjs";
import { axe, leave, start } from "./support.mjs";

const puente = await start();

test("a map is made from nothing with keys alone", async () => {
  const page = await puente.visit("/");
  const keys = page.keyboard;
  const here = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      return { id: at.id, name: (at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent).trim(), tag: at.tagName };
    });
  const tabTo = async (found, what) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (found(await here())) return;
      await keys.press("Tab");
    }
    assert.fail(`the Tab key never came to ${what}`);
  };
  await tabTo(({ name, tag }) => tag === "BUTTON" && name === "New journey", "the button for a new journey");
  await keys.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "create-name");
  await keys.type("By keys alone");
  await keys.press("Enter");
  await page.waitForURL(/\/journeys\/by-keys-alone$/);
  const journey = (await (await fetch(new URL("/api/v1/journeys", puente.url))).json())[0].id;

  // Who it is about, above the board.
  await tabTo(({ name }) => name === "Add a persona", "the field for a persona");
  await keys.type("First runner");
  await keys.press("Enter");
  await until(puente, journey, (board) => board.journey.scope.personas.length === 1, "the persona");

  // Into the grid: the stage gets its name, then its steps.
  await tabTo(({ id }) => /^[gslxc]-/.test(id), "the grid");
  await keys.press("Control+Home");
  await keys.press("F2");
  await keys.press("Control+a");
  await keys.type("Find a pair");
  await keys.press("Enter");
  await until(puente, journey, (board) => Object.values(board.journey.stages).some(({ title }) => title === "Find a pair"), "the stage");
  await keys.press("Control+Home");
  await keys.press("ArrowDown");
  assert.match((await here()).id, /^s-/);
  await keys.press("F2");
  await keys.press("Control+a");
  await keys.type("Ask a friend");
  await keys.press("Enter");
  await until(puente, journey, (board) => Object.values(board.journey.steps).some(({ title }) => title === "Ask a friend"), "the step");

  // A touchpoint, by its lane, and a pain in each of two steps.
  const lane = async (kind) => {
    const { board } = await read(puente, journey);
    return board.journey.lane_order.find((id) => board.journey.lanes[id].kind === kind);
  };
  const goTo = async (kind) => {
    const wanted = await lane(kind);
    await keys.press("Control+Home");
    for (let presses = 0; presses < 40; presses += 1) {
      await keys.press("ArrowDown");
      const { id } = await here();
      if (id.startsWith(`x-${wanted}.`)) return;
    }
    assert.fail(`the arrows never came to ${kind}`);
  };
  await goTo("touchpoints");
  await keys.type("Shop window");
  await keys.press("Enter");
  await until(puente, journey, (board) => titles(board).includes("Shop window"), "the touchpoint");
  await goTo("pains");
  await keys.type("No sizes to see");
  await keys.press("Tab");
  await until(puente, journey, (board) => titles(board).includes("No sizes to see"), "the pain");
  await keys.press("Escape");
  await goTo("emotion");
  await keys.press("Enter");
  assert.match((await here()).id, /^e-/);
  await keys.press("Enter");
  for (let presses = 0; presses < 5; presses += 1) await keys.press("ArrowDown");
  await until(puente, journey, (board) => board.journey.emotions.some(([, value]) => value === -50), "the emotion");
  await keys.press("Escape");

  // Moved, duplicated, taken back, and looked at in the panel.
  await goTo("opportunities");
  await keys.type("Sizes on the tag");
  await keys.press("Enter");
  await until(puente, journey, (board) => titles(board).includes("Sizes on the tag"), "the opportunity");
  if (!(await here()).id.startsWith("c-")) await keys.press("ArrowUp");
  await keys.press("Alt+ArrowRight");
  await until(puente, journey, (board) => {
    const { cell } = Object.values(board.journey.cards).find(({ title }) => title === "Sizes on the tag");
    const steps = board.journey.stage_order.flatMap((stage) => board.journey.stages[stage].step_order);
    return cell.step === steps[1];
  }, "the move");
  await keys.press("Control+d");
  await until(puente, journey, (board) => titles(board).filter((title) => title === "Sizes on the tag").length === 2, "the copy");
  await keys.press("Control+z");
  await until(puente, journey, (board) => titles(board).filter((title) => title === "Sizes on the tag").length === 1, "the undo");
  await axe(page);

  // Every key that the sheet lists is there, and the sheet gives the focus back.
  await tabTo(({ id }) => /^[gslxc]-/.test(id), "the grid again");
  await keys.press("?");
  await page.getByRole("dialog").waitFor();
  assert.ok((await page.getByRole("dialog").locator("dt").count()) >= 20);
  await keys.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.match((await here()).id, /^[gslxce]-/);

  // On the big screen, and back.
  await tabTo(({ name, tag }) => tag === "A" && name === "Present", "the way to present it");
  await keys.press("Enter");
  await page.waitForURL(/\/present$/);
  await page.getByRole("heading", { level: 1, name: "By keys alone" }).waitFor();
  await keys.press("ArrowRight");
  await page.getByRole("heading", { level: 1, name: "Find a pair" }).waitFor();
  await keys.press("Escape");
  await page.waitForURL(/\/journeys\/by-keys-alone$/);
  await leave(page);
});

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
