// Friction compared: periods and groups, chosen in the form, kept in the address, recomputed while a slider moves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();
const [journey] = await (await fetch(new URL("/api/v1/journeys", puente.url))).json();
const api = async (path, query) => {
  const response = await fetch(new URL(`/api/v1/${path}?${new URLSearchParams({ journey: journey.slug, ...query })}`, puente.url));
  assert.equal(response.status, 200, await response.clone().text());
  return response.json();
};

const day = (text, more) => new Date(Date.parse(text) + more * 86_400_000).toISOString().slice(0, 10);
/** The last four weeks with records against the four before. */
const { to } = await api("scores");
const weeks = { from: day(to, -27), to, base_from: day(to, -55), base_to: day(to, -28) };
const address = (query) => `/friction?${new URLSearchParams({ journey: journey.slug, ...query })}`;

/** Name, change, words of every row, by heading. */
const shown = (page) =>
  page.locator(".ranks section").evaluateAll((sections) =>
    Object.fromEntries(
      sections.map((section) => [
        section.querySelector("h2").textContent,
        [...section.querySelectorAll(".rank")].map((row) => ({
          name: row.querySelector(".rank__name").textContent,
          by: row.querySelector(".rank__by").textContent,
          words: row.querySelector(".rank__words").textContent,
        })),
      ]),
    ),
  );

const headings = { worse: "Worse", better: "Better", cannot_tell: "Cannot be told" };
const written = (points) => {
  const tenths = Math.abs(points) < 0.95;
  const text = Math.abs(points).toFixed(tenths ? 1 : 0);
  return Number(text) === 0 ? text : `${points < 0 ? "-" : "+"}${text}`;
};
/** What the API says in the same form, without the words. */
async function expected(query) {
  const { touchpoints } = await api("scores/compare", query);
  const board = await (await fetch(new URL(`/api/v1/journeys/${journey.slug}`, puente.url))).json();
  const found = {};
  for (const [verdict, heading] of Object.entries(headings)) {
    const of = touchpoints.filter(({ friction }) => friction?.verdict === verdict);
    of.sort((a, b) => (b.friction.difference - a.friction.difference) * (verdict === "better" ? -1 : 1));
    if (of.length) found[heading] = of.map(({ touchpoint, friction }) => [board.board.catalogue.touchpoints[touchpoint].name, written(friction.difference)]);
  }
  return found;
}
const told = (rows) => Object.fromEntries(Object.entries(rows).filter(([head]) => Object.values(headings).includes(head)).map(([head, rows]) => [head, rows.map(({ name, by }) => [name, by])]));
const settled = (page) => page.waitForTimeout(300);
const searching = (page) => Object.fromEntries(new URL(page.url()).searchParams);

test("the server renders what changed without JavaScript, and it is what the API says", async () => {
  const page = await puente.visit(address({ compare: "before" }), { javaScriptEnabled: false });
  const rows = await shown(page);
  assert.deepEqual(told(rows), await expected(weeks));
  // In the last four weeks of the sample the soles crack.
  const soles = rows.Worse.find(({ name }) => name === "Soles after 200 km");
  assert.equal(soles.words, `worse by ${soles.by.slice(1)}, surely`);
  await leave(page);
});

test("what to compare with is chosen by keyboard and stands in the address", async () => {
  const page = await puente.visit(address({}));
  const compare = page.getByRole("combobox", { name: "Compare with", exact: true });
  assert.equal(await page.getByLabel("Split the change by").isVisible(), false);
  await compare.focus();
  await page.keyboard.press("ArrowDown");
  await page.getByLabel("Split the change by").selectOption("region");
  await page.getByRole("button", { name: "Apply" }).press("Enter");
  await page.locator(".rank--change").first().waitFor();
  assert.deepEqual(searching(page), { journey: journey.slug, compare: "before", by: "region" });
  assert.deepEqual(told(await shown(page)), await expected(weeks));
  const soles = page.locator(".rank", { hasText: "Soles after 200 km" });
  const { touchpoints } = await api("scores/compare", { ...weeks, by: "region" });
  const split = await soles.locator(".rank__words").last().innerText();
  const id = new URL(await soles.locator(".rank__name").getAttribute("href"), puente.url).searchParams.get("touchpoint");
  const { mix, rate } = touchpoints.find(({ touchpoint }) => touchpoint === id).split;
  const tenths = (points) => Math.round(10 * points) / 10;
  const [, fared, answered] = split.match(/^([+-][\d.]+) from how they fared, ([+-]?[\d.]+) from who answered$/);
  assert.equal(Number(answered), tenths(mix));
  assert.equal(tenths(Number(fared) + Number(answered)), tenths(mix + rate));
  await page.getByRole("link", { name: "Stop comparing" }).click();
  await page.locator(".rank:not(.rank--change)").first().waitFor();
  assert.deepEqual(searching(page), { journey: journey.slug });
  await page.goBack();
  await page.locator(".rank--change").first().waitFor();
  await leave(page);
});

test("a slider changes what changed at once, and the server agrees when it rests", async () => {
  const page = await puente.visit(address({ compare: "before" }));
  const before = await shown(page);
  const slider = page.getByRole("slider", { name: "Complaints", exact: true });
  const text = await page.locator(".ranks").textContent();
  await slider.press("End");
  await page.waitForFunction((text) => document.querySelector(".ranks").textContent !== text, text);
  await page.waitForFunction(() => new URL(location.href).searchParams.has("settings"));
  await settled(page);
  const after = await shown(page);
  assert.notDeepEqual(after, before);
  const { settings, compare } = searching(page);
  assert.equal(compare, "before");
  assert.deepEqual(told(after), await expected({ ...weeks, settings }));
  // The stages as well.
  const { ease, stages } = await api("scores/compare", { ...weeks, settings });
  const cells = await page.locator(".firm tbody tr td:nth-child(4)").allInnerTexts();
  assert.deepEqual(cells, [ease, ...stages.map(({ ease }) => ease)].map((ease) => (ease ? written(ease.difference) : "—")));
  await page.reload();
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  assert.deepEqual(await shown(page), after);
  await leave(page);
});

test("two groups are compared over the days that are chosen", async () => {
  const page = await puente.visit(address({}));
  await page.getByRole("combobox", { name: "Compare with", exact: true }).selectOption("values");
  await page.getByLabel("Groups of").selectOption("region");
  await page.getByLabel("This one").selectOption("Sur");
  await page.getByRole("combobox", { name: "Compared with", exact: true }).selectOption("Norte");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.locator(".rank--change").first().waitFor();
  const values = { dimension: "region", value: "Sur", base_value: "Norte" };
  assert.deepEqual(searching(page), { journey: journey.slug, compare: "values", ...values });
  assert.deepEqual(told(await shown(page)), await expected(values));
  assert.match(await page.locator(".compare__sides").innerText(), /region: Norte[^]*region: Sur/);
  await leave(page);
});

test("few answers, none at all, and days that overlap are said", async () => {
  const page = await puente.visit(address({ from: day(to, -1), to, compare: "before" }));
  const few = await shown(page);
  assert.match(few["Cannot be told"][0].words, /^cannot tell yet: \d+\sanswers?$/);
  const long = { from: weeks.from, to, compare: "days", base_from: "2001-01-01", base_to: "2001-12-31" };
  await page.goto(new URL(address(long), puente.url).href);
  await page.getByText("There are no records to compare with.").waitFor();
  const none = await shown(page);
  assert.deepEqual(Object.keys(none), ["Not known on both sides"]);
  assert.match(none["Not known on both sides"][0].words, /^not known: 1 Jan 2001 to 31 Dec 2001/);
  await axe(page);
  await leave(page);

  const overlapping = { ...long, base_from: weeks.base_from, base_to: to };
  const spanish = await puente.visit(address(overlapping), { locale: "es-ES", expected: [/422/] });
  await spanish.getByText("Los dos periodos comparten días").waitFor();
  await axe(spanish);
  await leave(spanish);
});

for (const [name, settings] of Object.entries({
  wide: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  spanish: { locale: "es-ES" },
  narrow: { viewport: { width: 360, height: 740 } },
})) {
  test(`a comparison can be used by everybody: ${name}`, async () => {
    const page = await puente.visit(address({ compare: "before", by: "region" }), settings);
    await screenshot(page, `compare-${name}`, { fullPage: true });
    for (const summary of await page.locator(".split__main summary").all()) await summary.click();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await axe(page);
    await screenshot(page, `compare-open-${name}`, { fullPage: true });
    await leave(page);
  });
}
