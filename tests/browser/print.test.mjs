// The board on paper: vector pages, nothing of the shell, stages whole, their names on every page.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { card, make, places, somebody } from "./boards.mjs";
import { leave, start } from "./support.mjs";

const puente = await start();
const out = path.join(path.dirname(fileURLToPath(import.meta.url)), "out");

test("the board prints as tables by stages, in light colours, with its scope as the title", async () => {
  const journey = await make(puente, { title: "On paper", template: "airport" });
  const { steps, lanes, board } = await places(puente, journey.id);
  await somebody(puente, journey.id)(
    ...steps.map((step, index) => card(step, lanes.pains, `What hurts at step ${index + 1}`)),
    { journey: { set_scope: { field: { goal: "On board in time" } } } },
  );
  const page = await puente.visit(journey.path, { colorScheme: "dark" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".print h1", { hasText: "On paper" }).isVisible());
  assert.ok(await page.locator(".print").getByText("On board in time").isVisible());
  for (const hidden of [".shell__header", ".shell__nav", ".board-scroll", ".board-tools"]) {
    assert.ok(!(await page.locator(hidden).first().isVisible()), hidden);
  }
  const stages = board.journey.stage_order.map((id) => board.journey.stages[id].title);
  const heads = await page.locator(".print thead tr:first-child th").allInnerTexts();
  assert.deepEqual(heads.map((head) => head.replace(/ \(\d+\/\d+\)$/, "")).filter((head, at, all) => head !== all[at - 1]), stages);
  assert.equal(await page.locator(".print").getByText(/^What hurts at step/).count(), steps.length);
  const paper = await page.evaluate(() => getComputedStyle(document.querySelector(".print h1")).color);
  assert.equal(paper, "rgb(28, 30, 34)", "the ink of the light theme");
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".print > *").count(), 0);
  // As a browser does it: text that stays text.
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true });
  await mkdir(out, { recursive: true });
  await writeFile(path.join(out, "board.pdf"), pdf);
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  const text = execFileSync("pdftotext", ["-layout", path.join(out, "board.pdf"), "-"]).toString();
  assert.match(text, /On paper/);
  assert.match(text, /What\s+hurts/);
  await leave(page);
});
