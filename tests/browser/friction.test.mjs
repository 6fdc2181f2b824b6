// Friction weighed by hand: sliders, presets, good and bad, in the browser and in the address.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();
const [journey] = await (await fetch(new URL("/api/v1/journeys", puente.url))).json();

/** The scores as the API gives them, with these settings. */
async function scores(settings) {
  const query = new URLSearchParams({ journey: journey.slug, ...(settings && { settings }) });
  const response = await fetch(new URL(`/api/v1/scores?${query}`, puente.url));
  assert.equal(response.status, 200);
  return response.json();
}

/** Name and score of every row of the list, as shown. */
const shown = (page) =>
  page.locator(".rank").evaluateAll((rows) =>
    rows.map((row) => [row.querySelector(".rank__name").textContent, row.querySelector(".rank__score").lastChild.textContent.trim()]),
  );

const weights = (page) => page.getByRole("region", { name: "Weights, good and bad" });
const slider = (page, name) => weights(page).getByRole("slider", { name, exact: true });
const settingsOf = (page) => new URL(page.url()).searchParams.get("settings");

/** Waits until the address carries settings other than these, and the list the scores that the server gives by them. */
async function rests(page, before = null) {
  await page.waitForFunction((before) => new URL(location.href).searchParams.get("settings") !== before, before);
  const answer = await scores(settingsOf(page));
  const known = answer.touchpoints.filter(({ friction }) => friction);
  const expected = known.map(({ friction }) => Math.round(friction.score)).sort((a, b) => b - a).join();
  await page.waitForFunction((expected) => {
    const shown = [...document.querySelectorAll(".rank__score")].map((score) => Number(score.lastChild.textContent.trim()));
    return shown.filter((score) => !Number.isNaN(score)).sort((a, b) => b - a).join() === expected;
  }, expected);
}

test("the server renders what the address asks for, without JavaScript", async () => {
  // One source, good at none and bad at all: the score is the share of those not satisfied, in percent.
  const settings = "satisfaction:1:0:1";
  const answer = await scores(settings);
  const expected = answer.touchpoints
    .filter(({ friction }) => friction)
    .map(({ friction }) => Math.min(99, Math.round(100 * friction.parts[0].value)))
    .sort((a, b) => b - a);
  const page = await puente.visit(`/friction?journey=${journey.slug}&settings=${settings}`, { javaScriptEnabled: false });
  const numbers = (await shown(page)).map(([, score]) => Number(score)).filter((score) => !Number.isNaN(score));
  assert.deepEqual(numbers.sort((a, b) => b - a), expected);
  await leave(page);
});

test("of two quick navigations the last one counts", async () => {
  const page = await puente.visit(`/friction?journey=${journey.slug}`);
  // Many scores, and a day before there were records.
  const whole = `/friction?journey=${journey.slug}&from=2020-01-01`;
  const none = `/friction?journey=${journey.slug}&from=2001-01-01&to=2001-01-02`;
  for (const [first, last] of [[whole, none], [none, whole], [whole, none], [none, whole]]) {
    await page.evaluate(
      async ([first, last]) => {
        for (const href of [first, last]) {
          const link = document.body.appendChild(Object.assign(document.createElement("a"), { href }));
          link.click();
          link.remove();
          // The first is asked for when the second comes.
          await new Promise((done) => setTimeout(done, 5));
        }
      },
      [first, last],
    );
    const from = new URL(last, puente.url).searchParams.get("from");
    await page.waitForFunction((from) => document.querySelector("input[name=from]")?.value === from, from);
    assert.ok(page.url().endsWith(last), page.url());
    if (last === none) await page.getByText("There are records, but none in this period.").waitFor();
    else await page.locator(".rank").first().waitFor();
  }
  await leave(page);
});

test("a slider moved by keyboard changes the list at once, and the address when it rests", async () => {
  const page = await puente.visit(`/friction?journey=${journey.slug}`);
  const before = await shown(page);
  assert.equal(settingsOf(page), null);
  await slider(page, "Effort").focus();
  await page.keyboard.press("End");
  await page.waitForFunction((before) => document.querySelector(".ranks").textContent !== before, await page.locator(".ranks").textContent());
  await rests(page);
  // 100 of 100 + 80 on the others' sliders.
  assert.equal(await slider(page, "Effort").getAttribute("aria-valuetext"), "56% of all weights");
  assert.ok(settingsOf(page).startsWith("effort:1:0.05:0.5,satisfaction:0.2:0.1:0.6,"), settingsOf(page));
  const after = await shown(page);
  assert.notDeepEqual(after, before);

  // The server agrees with the browser, score by score and in the order.
  const answer = await scores(settingsOf(page));
  const worst = answer.touchpoints.filter(({ friction }) => friction).sort((a, b) => b.friction.score - a.friction.score)[0];
  assert.equal(after[0][1], String(Math.round(worst.friction.score)));
  await page.reload();
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  assert.deepEqual(await shown(page), after);
  assert.equal(await slider(page, "Effort").inputValue(), "100");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "BODY");
  await leave(page);
});

test("presets set the weights, and the way back empties the address", async () => {
  const page = await puente.visit(`/friction?journey=${journey.slug}`);
  const before = await shown(page);
  const preset = (name) => weights(page).getByRole("button", { name, exact: true });
  assert.equal(await preset("Standard").getAttribute("aria-pressed"), "true");
  await preset("Complaints first").click();
  await rests(page);
  assert.equal(await preset("Complaints first").getAttribute("aria-pressed"), "true");
  assert.equal(await preset("Standard").getAttribute("aria-pressed"), "false");
  assert.equal(await slider(page, "Complaints").inputValue(), "60");
  const own = settingsOf(page);
  await preset("Back to the standard").click();
  await rests(page, own);
  assert.equal(settingsOf(page), null);
  assert.deepEqual(await shown(page), before);
  await leave(page);
});

test("good and bad are typed in their own unit; a pair that makes no sense is said and not used", async () => {
  const page = await puente.visit(`/friction?journey=${journey.slug}`);
  const bad = weights(page).getByRole("spinbutton", { name: "Complaints: bad" });
  assert.equal(await bad.inputValue(), "80");
  await bad.fill("160");
  await rests(page);
  assert.match(settingsOf(page), /complaint_rate:0\.15:0\.005:0\.16/);
  const [kept, list] = [settingsOf(page), await shown(page)];
  await bad.fill("3");
  await weights(page).getByRole("alert").waitFor();
  assert.equal(await bad.getAttribute("aria-invalid"), "true");
  await page.waitForTimeout(400);
  assert.equal(settingsOf(page), kept);
  assert.deepEqual(await shown(page), list);
  await weights(page).getByRole("button", { name: "Back to the standard" }).click();
  await rests(page, kept);
  assert.equal(await bad.inputValue(), "80");
  assert.equal(await weights(page).getByRole("alert").count(), 0);
  await leave(page);
});

test("a worker computes; without one the page does, to the same scores", async () => {
  const page = await puente.visit(`/friction?journey=${journey.slug}`);
  const [worker] = await Promise.all([page.waitForEvent("worker"), slider(page, "Satisfaction").press("Home")]);
  assert.match(worker.url(), /\/assets\/worker-.*\.js$/);
  await rests(page);
  const computed = await shown(page);
  await leave(page);

  const alone = await puente.visit("/", { expected: [/worker-/, /Failed to load/] });
  await alone.context().route(/\/assets\/worker-/, (route) => route.abort("failed"));
  await alone.goto(new URL(`/friction?journey=${journey.slug}`, puente.url).href);
  await alone.waitForSelector("html[data-hydrated]", { state: "attached" });
  await slider(alone, "Satisfaction").press("Home");
  await rests(alone);
  assert.deepEqual(await shown(alone), computed);
  await leave(alone);
});

test("settings that cannot be read are refused by the server, by name", async () => {
  const query = new URLSearchParams({ journey: journey.slug, settings: "effort:0:0:1" });
  const response = await fetch(new URL(`/api/v1/scores?${query}`, puente.url));
  assert.equal(response.status, 422);
  assert.equal((await response.json()).args.field, "settings");
});

test("stages and the whole journey follow the sliders, with their worst and their last", async () => {
  const page = await puente.visit(`/friction?journey=${journey.slug}`);
  const rows = page.getByRole("region", { name: "Stages, and the whole journey" }).last().locator("tbody tr");
  await slider(page, "Complaints").press("End");
  await rests(page);
  const { ease, stages, touchpoints } = await scores(settingsOf(page));
  const shown = await rows.locator("td:nth-child(2)").allInnerTexts();
  assert.deepEqual(shown, [ease, ...stages.map(({ ease }) => ease)].map((ease) => (ease ? String(Math.round(ease.ease)) : "—")));
  const board = await (await fetch(new URL(`/api/v1/journeys/${journey.slug}`, puente.url))).json();
  const name = (id) => board.board.catalogue.touchpoints[id].name;
  assert.equal(await rows.first().locator("td:nth-child(4)").innerText(), name(ease.worst));
  assert.equal(await rows.first().locator("td:nth-child(5)").innerText(), name(touchpoints.at(-1).touchpoint));
  await leave(page);
});

test("what a score hangs on is said for the touchpoint that is chosen, by the settings as they are", async () => {
  const page = await puente.visit(`/friction?journey=${journey.slug}`);
  const firm = page.getByRole("region", { name: "How firm is a score?" });
  const [[worst]] = await shown(page);
  assert.ok((await firm.locator(".firm__words").innerText()).startsWith(worst));
  // Two sources that weigh alike, good at none and bad at all: without one, the score is the other's share.
  const settings = "satisfaction:1:0:1,complaint_rate:1:0:1";
  await page.goto(new URL(`/friction?journey=${journey.slug}&settings=${settings}`, puente.url).href);
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  const answer = await scores(settings);
  const [soles] = answer.touchpoints.filter(({ friction }) => friction?.parts.length === 2);
  await firm.getByRole("combobox").selectOption(soles.touchpoint);
  const cells = await firm.locator("tbody tr").first().locator("td").allInnerTexts();
  const [satisfaction, complaints] = soles.friction.parts;
  assert.equal(cells[0], (Math.round(10 * satisfaction.points) / 10).toFixed(1));
  assert.equal(cells[1], String(Math.round(100 * complaints.value)));
  await leave(page);
});

test("the inspector leads to the sliders", async () => {
  const answer = await scores();
  const { touchpoint } = answer.touchpoints.find(({ friction }) => friction);
  const page = await puente.visit(`/journeys/${journey.slug}?touchpoint=${touchpoint}`);
  await page.getByRole("link", { name: "Weigh it otherwise" }).click();
  await weights(page).waitFor();
  assert.equal(await page.getByRole("combobox", { name: "Journey" }).inputValue(), journey.slug);
  await leave(page);
});

for (const [name, settings] of Object.entries({
  wide: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  spanish: { locale: "es-ES" },
  narrow: { viewport: { width: 360, height: 740 } },
})) {
  test(`the friction page can be used by everybody: ${name}`, async () => {
    const page = await puente.visit(`/friction?journey=${journey.slug}`, settings);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await screenshot(page, `friction-${name}`, { fullPage: true });
    await page.getByText("4 sources without records").or(page.getByText("4 fuentes sin registros")).click();
    await axe(page);
    await leave(page);
  });
}
