// The lane of reality: what metrics say of the touchpoints on a board, and the way from there to the same numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cell, make, places, somebody, touchpoint, until } from "./boards.mjs";
import { axe, leave, screenshot, start } from "./support.mjs";

// The sample of a new workspace has two and a half years of a shop.
const puente = await start();

async function get(address) {
  const response = await fetch(new URL(`/api/v1/${address}`, puente.url));
  assert.equal(response.status, 200, address);
  return response.json();
}

const percent = (share) => `${(Math.round(share * 1000) / 10).toFixed(1)}%`;

/** The sample's first journey, what is said of it, and its touchpoints by id. */
async function sample() {
  const [journey] = (await get("journeys")).filter(({ title }) => title.startsWith("First marathon"));
  const { touchpoints } = await get(`metrics/reality?journey=${journey.slug}`);
  const { catalogue } = await get("catalogue");
  return { ...journey, path: `/journeys/${journey.slug}`, touchpoints, names: catalogue.touchpoints };
}

const lane = (page) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^Reality/ }) });

/** The metrics in an element, each with its texts. */
const shown = (within) =>
  within.locator(".reality:not(.reality--unknown)").evaluateAll((all) =>
    all.map((one) => {
      const text = (part) => one.querySelector(`.reality__${part}`)?.textContent ?? "";
      const address = new URL(one.querySelector(".reality__name").href);
      const { metric: key, touchpoint, every } = Object.fromEntries(address.searchParams);
      const drawn = one.querySelector("svg[role=img]");
      const [name, value, month, target, margin] = ["name", "value", "month", "target", "margin"].map(text);
      return { key, touchpoint, every, name, value, month, target, margin, drawn: drawn?.getAttribute("aria-label") };
    }),
  );

test("each column says value, target, margin and course of three metrics at most, without JavaScript", async () => {
  const { path, touchpoints } = await sample();
  const page = await puente.visit(path, { javaScriptEnabled: false });
  const cells = await lane(page).getByRole("gridcell").all();
  let seen = 0;
  for (const column of cells) {
    const lines = await shown(column);
    assert.ok(lines.length <= 3, String(lines.length));
    seen += lines.length;
    for (const line of lines) {
      const said = touchpoints.find(({ touchpoint }) => touchpoint === line.touchpoint);
      const { metric, unit, latest } = said.metrics.find(({ metric }) => metric.key === line.key);
      assert.equal(line.name, metric.name.en);
      assert.equal(line.every, "month");
      assert.match(line.drawn, new RegExp(`^${metric.name.en}: from .* in .* to .* in [A-Z][a-z]{2,3} 20\\d\\d$`));
      if (unit !== "share") continue;
      assert.equal(line.value, percent(latest.estimate), metric.key);
      const margin = `${percent(latest.interval.low).slice(0, -1)} to ${percent(latest.interval.high)}`;
      assert.equal(line.margin, `margin ${margin}`, metric.key);
      if (metric.target === null) {
        assert.equal(line.target, "no target");
      } else {
        const met = metric.direction === "up" ? latest.estimate >= metric.target : latest.estimate <= metric.target;
        const least = metric.direction === "up" ? "" : "at most ";
        const [sign, word] = met ? ["✓", "meets"] : ["✗", "misses"];
        assert.equal(line.target, `${sign}${word} its target ${least}${percent(metric.target)}`, metric.key);
      }
    }
  }
  assert.ok(seen > 6, String(seen));
  await leave(page);
});

test("a metric of the lane leads to the metrics page of its touchpoint, which says the same number", async () => {
  const { path, names } = await sample();
  const page = await puente.visit(path);
  const [line] = await shown(lane(page));
  await lane(page).locator(".reality__name").first().click();
  await page.waitForURL((url) => url.pathname === "/metrics");
  const card = page.getByRole("article", { name: line.name, exact: true });
  assert.equal(await card.locator(".metric__value").innerText(), line.value);
  assert.match(await card.locator(".metric__facts").innerText(), new RegExp(`^${line.month} `));
  const only = page.getByText(`Only the touchpoint ${names[line.touchpoint].name}`);
  await only.waitFor();
  // Another choice is about the same touchpoint, until it is left.
  await page.getByRole("combobox", { name: "Period" }).selectOption("quarter");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(new RegExp(`every=quarter&touchpoint=${line.touchpoint}$`));
  assert.ok(await only.isVisible());
  await axe(page);
  await page.getByRole("link", { name: "Metrics of all touchpoints" }).click();
  await page.waitForURL((url) => !url.searchParams.has("touchpoint"));
  await page.getByText(/^Only the touchpoint/).waitFor({ state: "detached" });
  await leave(page);
});

test("what is more than three is counted and leads to all, and the inspector lists them in the same words", async () => {
  const { path, touchpoints } = await sample();
  const many = touchpoints.find(({ of }) => of > 3);
  const page = await puente.visit(`${path}?touchpoint=${many.touchpoint}`);
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByRole("heading", { name: "Reality" }).waitFor();
  const lines = await shown(inspector);
  assert.deepEqual(lines.map(({ key }) => key), many.metrics.map(({ metric }) => metric.key));
  const inLane = (await shown(lane(page))).filter((line) => line.touchpoint === many.touchpoint);
  assert.ok(inLane.length > 0);
  for (const line of inLane) assert.deepEqual(lines.find(({ key }) => key === line.key), line);
  const more = lane(page).locator(`.realities__more[href*="${many.touchpoint}"]`);
  assert.match(await more.innerText(), /^\d+ more$/);
  await inspector.getByRole("link", { name: "All on the metrics page" }).click();
  await page.waitForURL(new RegExp(`/metrics\\?every=month&touchpoint=${many.touchpoint}$`));
  await leave(page);
});

test("a column follows its touchpoints, and says where nothing is measured and how to change that", async () => {
  const journey = await make(puente, { title: "Hand to hand" });
  const push = somebody(puente, journey.id);
  const { steps, lanes } = await places(puente, journey.id);
  const { touchpoints } = await sample();
  const [told] = touchpoints.filter(({ of }) => of > 0);
  const id = crypto.randomUUID();
  const placement = { id, cell: { step: steps[0], lane: lanes.touchpoints }, after: null, title: "", evidence: "assumption" };
  await push({ journey: { add_card: { ...placement, touchpoint: told.touchpoint, department: null } } });
  await push(...touchpoint(steps[2], lanes.touchpoints, "Word of mouth"));
  const page = await puente.visit(journey.path);
  const column = (step) => page.locator(cell(steps[step], lanes.reality));
  const before = await shown(column(0));
  assert.ok(before.length > 0);
  assert.equal(await column(1).innerText(), "");
  assert.equal(await column(2).innerText(), "no metric yet");
  await page.locator(`[id="c-${id}"]`).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await until(puente, journey.id, (now) => now.journey.cards[id].cell.step === steps[1]);
  assert.deepEqual(await shown(column(1)), before);
  assert.equal(await column(0).innerText(), "");
  // By keyboard: the cell opens the inspector, which says how.
  await column(2).focus();
  await page.keyboard.press("Enter");
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByText("No record of this touchpoint feeds a metric yet.").waitFor();
  await inspector.getByRole("link", { name: "Import a file" }).waitFor();
  await axe(page);
  await leave(page);
});

test("a board of before gets the lane from its list of lanes", async () => {
  const journey = await make(puente, { title: "Older" });
  const push = somebody(puente, journey.id);
  const { lanes } = await places(puente, journey.id);
  await push({ journey: { delete: { nodes: [{ lane: lanes.reality }] } } });
  const page = await puente.visit(journey.path);
  assert.equal(await lane(page).count(), 0);
  await page.getByLabel("Add a lane").selectOption({ label: "Reality" });
  await lane(page).waitFor();
  const of = ({ kind, hidden }) => kind === "reality" && !hidden;
  await until(puente, journey.id, (now) => Object.values(now.journey.lanes).filter(of).length === 1);
  // There is one of it, so it is offered no longer.
  const offered = await page.getByLabel("Add a lane").locator("option").allInnerTexts();
  assert.ok(offered.includes("Pain points") && !offered.includes("Reality"), offered.join());
  await leave(page);
});

test("the lane speaks Spanish, in light and dark, at any width", async () => {
  const { path, touchpoints } = await sample();
  const many = touchpoints.find(({ of }) => of > 3);
  for (const [lang, locale, name] of [["en", "en-GB", /^Reality/], ["es", "es-ES", /^Realidad/]]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await puente.visit(path, { locale, colorScheme });
      const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
      await row.scrollIntoViewIfNeeded();
      const target = await row.locator(".reality__target").first().textContent();
      assert.match(target, lang === "en" ? /target/ : /objetivo/);
      await axe(page);
      await screenshot(page, `reality-${lang}-${colorScheme}`);
      await page.setViewportSize({ width: 360, height: 780 });
      await row.scrollIntoViewIfNeeded();
      await screenshot(page, `reality-${lang}-${colorScheme}-360`);
      await page.goto(new URL(`${path}?touchpoint=${many.touchpoint}`, puente.url).href);
      await page.locator(".realities--all").scrollIntoViewIfNeeded();
      await screenshot(page, `reality-inspector-${lang}-${colorScheme}-360`);
      await page.setViewportSize({ width: 1440, height: 900 });
      await axe(page);
      await screenshot(page, `reality-inspector-${lang}-${colorScheme}`);
      await page.goto(new URL(`/metrics?every=month&touchpoint=${many.touchpoint}`, puente.url).href);
      await screenshot(page, `reality-metrics-${lang}-${colorScheme}`);
      await leave(page);
    }
  }
});
