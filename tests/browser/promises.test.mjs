// Promises: each says how it stands by the metric that proves it, and another metric can be chosen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { read, until } from "./boards.mjs";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();
const SLUG = "first-marathon-first-pair";
const { board } = await read(puente, SLUG);
const reality = await (await fetch(`${puente.url}/api/v1/metrics/reality?journey=${SLUG}`)).json();

const promises = Object.entries(board.journey.cards).filter(([, card]) => board.journey.lanes[card.cell.lane].kind === "promise");

/** How a promise stands, worked out from what the API says. */
function stands(card) {
  const told = reality.touchpoints.find(({ touchpoint }) => touchpoint === card.touchpoint);
  const by = told?.metrics.find(({ metric }) => metric.key === card.metric);
  const { estimate, interval, n } = by?.latest ?? {};
  const { target, direction, minimum_n } = by?.metric ?? {};
  if (target == null || estimate == null || n < minimum_n) return "unproven";
  const meets = (value) => (direction === "up" ? value >= target : value <= target);
  if (meets(estimate)) return "kept";
  return meets(direction === "up" ? interval.high : interval.low) ? "at risk" : "broken";
}

test("every promise says how it stands, as the numbers of its metric do", async () => {
  const page = await puente.visit(`/journeys/${SLUG}`);
  const found = {};
  for (const [id, card] of promises) {
    const wanted = stands(card);
    const text = await page.locator(`[id="c-${id}"] .promise__proof`).textContent();
    assert.ok(text === wanted || text.startsWith(`${wanted}: `), `${card.title}: ${text}, wanted ${wanted}`);
    assert.ok((await page.locator(`[id="c-${id}"]`).getAttribute("class")).includes(`promise--${wanted.replace(" ", "-")}`));
    found[wanted] = (found[wanted] ?? 0) + 1;
  }
  // The sample has something of several kinds to show.
  assert.ok(Object.keys(found).length >= 3, JSON.stringify(found));
  await screenshot(page, "promises");
  await leave(page);
});

test("what proves a promise is chosen beside it, and taken back", async () => {
  const page = await puente.visit(`/journeys/${SLUG}`, { locale: "es-ES" });
  const [id, card] = promises.find(([, card]) => card.metric === "on_time");
  await page.locator(`[id="c-${id}"]`).click();
  const choice = page.getByRole("combobox", { name: "Demostrada por" });
  assert.equal(await choice.inputValue(), "on_time");
  await axe(page);
  await choice.selectOption("csat");
  await until(puente, SLUG, ({ journey }) => journey.cards[id].metric === "csat", "the metric");
  const wanted = { kept: "cumplida", "at risk": "en riesgo", broken: "incumplida", unproven: "sin demostrar" }[stands({ ...card, metric: "csat" })];
  assert.ok((await page.locator(`[id="c-${id}"] .promise__proof`).textContent()).startsWith(wanted));
  await choice.selectOption("");
  await until(puente, SLUG, ({ journey }) => journey.cards[id].metric === null, "no metric");
  assert.equal(await page.locator(`[id="c-${id}"] .promise__proof`).textContent(), "sin demostrar");
  await screenshot(page, "promise-es");
  await page.locator(`[id="c-${id}"]`).focus();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await until(puente, SLUG, ({ journey }) => journey.cards[id].metric === "on_time", "the metric to come back");
  await leave(page);
});
