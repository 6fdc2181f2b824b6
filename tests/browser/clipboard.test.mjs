// Copy and paste with spreadsheets, and selecting many cards at once: by keys, and by a band drawn from an empty place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, cell, make, places, read, somebody, titles, until } from "./boards.mjs";
import { leave, start } from "./support.mjs";

const puente = await start();

/** Pastes what a spreadsheet would have put on the clipboard at what has the focus. */
const paste = (page, { text, html }) =>
  page.evaluate(
    ([text, html]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      if (html) clipboardData.setData("text/html", html);
      document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    [text, html],
  );

/** Copies at what has the focus; what would be on the clipboard. */
const copy = (page, type = "copy") =>
  page.evaluate((type) => {
    const clipboardData = new DataTransfer();
    document.activeElement.dispatchEvent(new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }));
    return { text: clipboardData.getData("text/plain"), html: clipboardData.getData("text/html") };
  }, type);

const inCell = (board, step, lane) => {
  const found = board.journey.cells.find(([at]) => at.step === step && at.lane === lane)?.[1] ?? [];
  return found.map((id) => board.journey.cards[id]).filter((card) => !card.hidden).map((card) => card.title);
};

async function furnished(title) {
  const journey = await make(puente, { title });
  const push = somebody(puente, journey.id);
  return { ...journey, ...(await places(puente, journey.id)), push };
}

test("a spreadsheet's cells become cards in lanes and steps, with steps added, and one undo takes them back", async () => {
  const journey = await furnished("From a sheet");
  const { steps, lanes } = journey;
  const page = await puente.visit(journey.path);
  await page.locator(cell(steps.at(-1), lanes.pains)).focus();
  // As LibreOffice Calc writes it: a merged cell, a line break within one, an empty one, and one that looks like a formula.
  await paste(page, {
    text: 'ignored',
    html: `<html><body><table border="0"><colgroup><col></colgroup><tbody>
      <tr><td height="17">Asks twice<br>No sign</td><td colspan="2">Waits &amp; waits</td></tr>
      <tr><td></td><td>=1+1</td><td>A map</td></tr></tbody></table></body></html>`,
  });
  const after = await until(puente, journey.id, (board) => titles(board).includes("A map"));
  const columns = after.journey.stage_order.flatMap((stage) => after.journey.stages[stage].step_order);
  assert.equal(columns.length, steps.length + 2, "two steps were added");
  assert.deepEqual(inCell(after, steps.at(-1), lanes.pains), ["Asks twice", "No sign"]);
  assert.deepEqual(inCell(after, columns.at(-2), lanes.pains), ["Waits & waits"]);
  assert.deepEqual(inCell(after, columns.at(-2), lanes.opportunities), ["=1+1"]);
  assert.deepEqual(inCell(after, columns.at(-1), lanes.opportunities), ["A map"]);
  await page.getByRole("status").filter({ hasText: "5 new cards, 2 new steps" }).waitFor();
  await page.keyboard.press("Control+z");
  await until(puente, journey.id, (board) => titles(board).length === 0);
  await leave(page);
});

test("a block goes out and comes back changed: cards keep their evidence, and what cannot come is said", async () => {
  const journey = await furnished("There and back");
  const { steps, lanes } = journey;
  await journey.push(
    card(steps[0], lanes.pains, "Slow", { evidence: "measured" }),
    card(steps[1], lanes.pains, '=HYPERLINK("x")'),
    card(steps[0], lanes.opportunities, "Faster"),
  );
  const page = await puente.visit(journey.path);
  await page.getByRole("button", { name: "Slow" }).focus();
  await page.keyboard.press("Control+a");
  const out = await copy(page);
  assert.equal(out.text, "Slow\t'=HYPERLINK(\"x\")\nFaster\t");
  assert.match(out.html, /<td>'=HYPERLINK\("x"\)<\/td>/);
  await paste(page, { text: out.text.replace("Slow", "Very slow") + "\n\n\n\n\n\n\nToo far down" });
  const after = await until(puente, journey.id, (board) => titles(board).includes("Very slow"));
  assert.deepEqual(titles(after).sort(), ['=HYPERLINK("x")', "Faster", "Very slow"]);
  const changed = Object.values(after.journey.cards).find(({ title }) => title === "Very slow");
  assert.equal(changed.evidence, "measured");
  await page.getByText("1 line had no lane left to go to").first().waitFor();
  await leave(page);
});

test("a band over cards selects them, and together they are cut, pasted elsewhere and deleted", async () => {
  const journey = await furnished("Band");
  const { steps, lanes } = journey;
  await journey.push(
    card(steps[0], lanes.pains, "One"),
    card(steps[1], lanes.pains, "Two"),
    card(steps[1], lanes.opportunities, "Three"),
    card(steps[2], lanes.pains, "Other"),
  );
  const page = await puente.visit(journey.path);
  const selected = () => page.locator('[role="grid"] [aria-pressed="true"]').allInnerTexts();
  const box = (locator) => locator.boundingBox();
  await page.locator(cell(steps[0], lanes.opportunities)).scrollIntoViewIfNeeded();
  const from = await box(page.locator(cell(steps[0], lanes.opportunities)));
  const to = await box(page.getByRole("button", { name: "Two" }));
  await page.mouse.move(from.x + 20, from.y + 30);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 20, { steps: 3 });
  await page.mouse.move(to.x + to.width - 4, to.y + 4, { steps: 6 });
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelectorAll('[role="grid"] [aria-pressed="true"]').length === 3);
  assert.deepEqual((await selected()).map((text) => text.split("\n")[0]).sort(), ["One", "Three", "Two"]);
  // The focus is in the empty cell that the band began in; what is selected is meant.
  await page.locator(cell(steps[0], lanes.opportunities)).focus();
  const out = await copy(page, "cut");
  assert.equal(out.text, "One\tTwo\n\tThree");
  await until(puente, journey.id, (board) => titles(board).length === 1);
  await page.keyboard.press("Control+z");
  await until(puente, journey.id, (board) => titles(board).length === 4);
  // Escape lets a band go.
  await page.mouse.move(from.x + 20, from.y + 30);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y + 4, { steps: 6 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.equal((await selected()).length, 0);
  const { board } = await read(puente, journey.id);
  assert.equal(titles(board).length, 4);
  await leave(page);
});
