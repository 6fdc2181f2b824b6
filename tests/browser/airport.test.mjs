// The proof on real input: a public survey of an airport becomes a journey whose touchpoints are scored.
//
// It follows docs/guide/import.md, and takes the picture that the README shows. The survey is not part of the project;
// where it is not beside it, the file says so and is skipped.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { axe, leave, run, screenshot, start } from "./support.mjs";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const survey = path.join(root, "../shared/data/sfo_survey");
const mapping = path.join(root, "docs/examples/sfo.toml");
const skip = existsSync(survey) ? false : `the survey is not in ${survey}: docs/guide/import.md says where it comes from`;

const puente = skip ? null : await start();

const importYear = (year, ...more) =>
  run(["import", "records", "--mapping", mapping, "--set", `year=${year}`, "--database", puente.database, ...more, path.join(survey, `${year}.csv`)]);

const asked = async (...args) => {
  const { code, stdout, stderr } = await run([...args, "--database", puente.database, "--json"]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
};

test("both years go in while the server runs, and no row is lost to a respondent number used again", { skip }, async () => {
  for (const year of [2017, 2016]) {
    const { code, stderr } = await importYear(year, "--json");
    assert.equal(code, 0, stderr);
  }
  const again = await importYear(2017, "--json");
  assert.equal(again.code, 0, again.stderr);
  const { added, unchanged } = JSON.parse(again.stdout).report.rows;
  assert.deepEqual({ added, unchanged }, { added: 0, unchanged: 2831 });
});

test("the net promoter score is the one that was computed elsewhere", { skip }, async () => {
  const nps = await asked("metric", "nps", "--from", "2017-01-01", "--to", "2017-12-31");
  assert.equal(nps.estimate.toFixed(1), "39.8");
  assert.equal(nps.weighted.estimate.toFixed(1), "40.4");
  assert.ok(nps.interval.low < nps.estimate && nps.estimate < nps.interval.high);
});

test("the page shows what the command line says", { skip }, async () => {
  const scores = await asked("score", "--journey", "airport");
  const scored = scores.touchpoints.filter(({ friction }) => friction);
  assert.ok(scored.length >= 15, `${scored.length} touchpoints are scored`);
  const worst = scored.reduce((a, b) => (a.friction.score >= b.friction.score ? a : b));

  const page = await puente.visit("/friction?journey=airport");
  const shown = page.locator("main").getByText(worst.name, { exact: true }).first();
  assert.ok(await shown.isVisible(), `${worst.name} is on the friction page`);
  await axe(page);
  await screenshot(page, "airport-friction");
  await leave(page);

  const board = await puente.visit(`/journeys/airport?touchpoint=${worst.touchpoint}`);
  const inspector = board.getByRole("complementary");
  await inspector.getByText(worst.name).first().waitFor();
  assert.match(await inspector.innerText(), new RegExp(`\\b${Math.round(worst.friction.score)}\\b`));
  await axe(board);
  await leave(board);
});

for (const [name, settings] of Object.entries({
  light: { colorScheme: "light", viewport: { width: 1640, height: 940 } },
  dark: { colorScheme: "dark" },
  spanish: { locale: "es-ES" },
  narrow: { viewport: { width: 360, height: 740 } },
})) {
  test(`the airport's journey is a picture that can be shown: ${name}`, { skip }, async () => {
    const page = await puente.visit("/journeys/airport", settings);
    const unscored = await page.locator(".heat--unknown").count();
    const steps = await page.locator(".heat:not(.heat--unknown)").count();
    assert.ok(steps > 0 && unscored === 0, `${steps} steps have a score, ${unscored} have none`);
    const placed = await page.locator('[role="gridcell"] .card').count();
    assert.ok(placed >= 15, `${placed} touchpoints are placed`);
    await screenshot(page, `airport-${name}`);
    await leave(page);
  });
}
