// From an empty workspace to a finished map, with the keyboard alone: no pointer, no focus set by a script.

import assert from "node:assert/strict";
import { test } from "node:test";
import { read, titles, until } from "./boards.mjs";
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
  await leave(page);
});
