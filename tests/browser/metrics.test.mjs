// Metrics over time, on one axis: what the page shows is what the API says, in both languages, by keyboard, at any width.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { axe, leave, run, screenshot, start, temporaryDirectory } from "./support.mjs";

// The sample of a new workspace has two and a half years of a shop and of its team.
const puente = await start();

async function series(query = {}) {
  const response = await fetch(new URL(`/api/v1/metrics/series?${new URLSearchParams(query)}`, puente.url));
  assert.equal(response.status, 200);
  return response.json();
}

/** The latest complete period with a value. */
function latest({ periods }, { points }) {
  const at = points.findLastIndex((point) => point.complete && point.estimate !== null);
  return { period: periods[at], ...points[at] };
}

const card = (page, name) => page.getByRole("article", { name, exact: true });
const percent = (share) => `${(Math.round(share * 1000) / 10).toFixed(1)}%`;

test("all metrics that have records are there, by area, with what the API says of each, without JavaScript", async () => {
  const reply = await series();
  const page = await puente.visit("/metrics", { javaScriptEnabled: false });
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Metrics");
  const areas = await page.getByRole("heading", { level: 2 }).allInnerTexts();
  assert.deepEqual(areas, ["Marketing and sales", "Customer experience", "Operations", "People"]);
  const names = await page.locator(".metric__name").allInnerTexts();
  assert.deepEqual(names, reply.metrics.map(({ metric }) => metric.name.en));
  for (const key of ["on_time", "defects"]) {
    const { metric, groups: [group] } = reply.metrics.find(({ metric }) => metric.key === key);
    const now = latest(reply, group);
    const shown = card(page, metric.name.en);
    assert.equal(await shown.locator(".metric__value").innerText(), percent(now.estimate));
    const margin = `margin ${percent(now.interval.low).slice(0, -1)} to ${percent(now.interval.high)}`;
    assert.equal(await shown.locator(".metric__margin").innerText(), margin);
    assert.match(await shown.locator(".metric__facts").innerText(), new RegExp(`${now.n}\\srecords`));
    const met = key === "defects" ? now.estimate <= metric.target : now.estimate >= metric.target;
    assert.match(await shown.locator(".metric__marks").innerText(), new RegExp(met ? "meets the target" : "misses the target"));
    // Two and a half years of months are enough for limits.
    assert.match(await shown.locator(".metric__words").innerText(), /^Normal variation: /);
  }
  await leave(page);
});

test("all charts lie on one axis", async () => {
  const page = await puente.visit("/metrics");
  // The days stand four pixels above the foot of a chart that is 148 high.
  const axes = await page.locator(".metric .chart__plot").evaluateAll((charts) =>
    charts.map((chart) => [...chart.querySelectorAll('text[y="144"]')].map((text) => `${text.getAttribute("x")} ${text.textContent}`).join()),
  );
  assert.ok(axes.length > 8 && axes[0].length > 0, axes.join(" | "));
  assert.equal(new Set(axes).size, 1, [...new Set(axes)].join(" | "));
  await leave(page);
});

test("a metric opens large by its name, is split by a dimension by keyboard alone, and the address carries it all", async () => {
  const page = await puente.visit("/metrics");
  await card(page, "Defects").getByRole("link", { name: "Defects" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/metrics\?metric=defects$/);
  await page.getByRole("heading", { level: 2, name: "Defects" }).waitFor();
  const by = page.getByRole("combobox", { name: "Split by" });
  await by.focus();
  // A letter chooses the option that begins with it.
  await page.keyboard.press("r");
  const every = page.getByRole("combobox", { name: "Period" });
  await every.focus();
  await page.keyboard.press("q");
  await page.getByRole("button", { name: "Apply" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/metric=defects&every=quarter&by=region$/);
  await page.getByRole("heading", { name: "By region" }).waitFor();
  const reply = await series({ metric: "defects", every: "quarter", by: "region" });
  const groups = page.getByRole("region", { name: "By region" }).getByRole("article");
  assert.equal(await groups.count(), reply.metrics[0].groups.length);
  for (const group of reply.metrics[0].groups) {
    const shown = card(page, group.group);
    assert.equal(await shown.locator(".metric__value").innerText(), percent(latest(reply, group).estimate));
  }
  // One axis down: the same values beside every group.
  const labels = await groups.evaluateAll((all) =>
    all.map((one) => [...one.querySelectorAll("text.c-axis")].map((text) => text.textContent).filter((text) => text.endsWith("%")).join()),
  );
  assert.equal(new Set(labels).size, 1, labels.join(" | "));
  await page.reload();
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  assert.equal(await page.getByRole("combobox", { name: "Split by" }).inputValue(), "region");
  await page.goBack();
  await page.getByRole("link", { name: "All metrics" }).first().waitFor();
  await leave(page);
});

test("one metric is said over all days together too, with the margin by the customers who answer again", async () => {
  const response = await fetch(new URL("/api/v1/metrics?metric=first_contact&customers=true", puente.url));
  const { values: [value], customers } = await response.json();
  assert.ok(customers.repeated > 0 && customers.interval.high > customers.interval.low, JSON.stringify(customers));
  const page = await puente.visit("/metrics?metric=first_contact", { javaScriptEnabled: false });
  const together = page.getByRole("region", { name: "All these days together" });
  assert.equal(await together.locator(".metric__value").innerText(), percent(value.estimate));
  const facts = await together.locator(".metric__facts").innerText();
  const number = (n) => n.toLocaleString("en");
  assert.ok(facts.includes(`${number(customers.customers)}\u00a0customers`) || facts.includes(`${number(customers.customers)} customers`), facts);
  assert.ok(facts.includes(number(value.n)), facts);
  const margin = `${percent(customers.interval.low).slice(0, -1)} to ${percent(customers.interval.high)}`;
  const words = await together.locator(".metric__words").innerText();
  assert.ok(words.includes(margin), `${words}: ${margin}`);
  await leave(page);
  // What is no mean of what each record says has one number and no customers.
  const returned = await puente.visit("/metrics?metric=return_rate", { locale: "es-ES" });
  const all = returned.getByRole("region", { name: "Todos estos días juntos" });
  await all.locator(".metric__value").waitFor();
  assert.equal(await all.locator(".metric__words").count(), 0);
  await axe(returned);
  await leave(returned);
});

test("what is left of the records by a choice on the page is what the API says of them", async () => {
  const page = await puente.visit("/metrics?metric=on_time");
  const only = page.getByRole("combobox", { name: "Only" });
  const values = await only.locator("option").evaluateAll((options) => options.map(({ value }) => value));
  const filter = values.find((value) => value.startsWith("region:"));
  await only.selectOption(filter);
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(/filter=region/);
  const [reply, all] = [await series({ metric: "on_time", filter }), await series({ metric: "on_time" })];
  const now = latest(reply, reply.metrics[0].groups[0]);
  assert.notEqual(now.n, latest(all, all.metrics[0].groups[0]).n);
  const facts = card(page, "On-time delivery").locator(".metric__facts");
  await facts.filter({ hasText: new RegExp(`· ${now.n}\\srecords`) }).waitFor();
  assert.equal(await card(page, "On-time delivery").locator(".metric__value").innerText(), percent(now.estimate));
  await leave(page);
});

test("the table and the file say what the chart shows", async () => {
  const reply = await series({ metric: "nps", every: "month" });
  const page = await puente.visit("/metrics?metric=nps&every=month");
  const shown = card(page, "NPS");
  await shown.locator("summary", { hasText: "The numbers" }).click();
  const cells = await shown.locator("tbody tr").last().locator("th, td").allInnerTexts();
  const first = reply.metrics[0].groups[0].points[0];
  assert.equal(cells[1].replace("−", "-"), String(Math.round(first.estimate)));
  assert.equal(cells[3], String(first.n));
  const [download] = await Promise.all([page.waitForEvent("download"), shown.getByRole("link", { name: "CSV file" }).click()]);
  assert.equal(download.suggestedFilename(), "metrics.csv");
  await shown.locator("summary", { hasText: "Definition" }).click();
  await shown.getByText("Share of 9 to 10 less share of 0 to 6, in points, of answers from 0 to 10.").waitFor();
  await leave(page);
});

test("few weeks are said to be too early for limits, and days without records to be empty", async () => {
  const all = await series({ every: "week" });
  const from = all.periods.at(-5);
  const page = await puente.visit(`/metrics?from=${from}&every=week`);
  assert.match(await card(page, "On-time delivery").locator(".metric__words").innerText(), /Too early for limits of normal variation: 1[0-2]\sweeks to go\./);
  assert.match(await card(page, "On-time delivery").locator(".metric__marks").innerText(), /too early to tell/);
  await page.goto(new URL("/metrics?from=2001-01-01&to=2001-12-31", puente.url).href);
  await page.getByText("No records in these days").waitFor();
  await page.getByRole("link", { name: "All records" }).click();
  await card(page, "NPS").waitFor();
  await leave(page);
});

test("what cannot be is said, and the filter stays to put it right", async () => {
  const page = await puente.visit("/metrics?metric=defects&by=colour", { expected: [/422/] });
  assert.match(await page.getByRole("alert").innerText(), /by/);
  assert.equal(await page.getByRole("combobox", { name: "Metric" }).inputValue(), "defects");
  await leave(page);
});

test("a metric of few answers, fed by an imported file, says so", async () => {
  const directory = await temporaryDirectory();
  const [mapping, file] = ["desk.toml", "desk.csv"].map((name) => path.join(directory, name));
  await writeFile(
    mapping,
    `[source]\nname = "desk"\nkind = "survey_answer"\n[id]\ntemplate = "{id}"\n[time]\nzone = "UTC"\nprecision = "day"\n` +
      `forms = [{ template = "{day}", format = "%Y-%m-%d" }]\n[scale.yes]\nmin = 0\nmax = 1\n` +
      `[[item]]\ncolumn = "stayed"\nscale = "yes"\nmetric = "retention"\n`,
  );
  const [{ periods }] = [await series({ metric: "nps", every: "month" })];
  const day = periods.at(-2);
  await writeFile(file, `id,day,stayed\n1,${day},yes\n2,${day},no\n3,${day},yes\n`);
  const imported = await run(["import", "records", "--mapping", mapping, "--database", puente.database, file]);
  assert.equal(imported.code, 0, imported.stderr);
  const page = await puente.visit("/metrics");
  const retention = card(page, "Retention");
  assert.equal(await retention.locator(".metric__value").innerText(), "66.7%");
  assert.match(await retention.locator(".metric__marks").innerText(), /few records: read with care/);
  assert.match(await retention.locator(".metric__words").innerText(), /14\smonths to go/);
  await leave(page);
});

test("an event of the catalogue is drawn on every chart, said in words, and can be taken off", async () => {
  const page = await puente.visit("/catalogue?section=events");
  await page.getByLabel("New event").fill("Shop rebuilt");
  await page.keyboard.press("Enter");
  await page.getByLabel("Kind of Shop rebuilt").selectOption({ label: "Release" });
  const { periods } = await series({ metric: "nps", every: "month" });
  const day = `${periods.at(-3).slice(0, 8)}15`;
  await page.getByLabel("Day of Shop rebuilt").fill(day);
  await page.getByLabel("Note of Shop rebuilt").fill("Two tills more");
  await page.keyboard.press("Enter");
  await page.getByText("All saved").waitFor();
  const { catalogue } = await (await fetch(new URL("/api/v1/catalogue", puente.url))).json();
  const kept = Object.values(catalogue.events).find(({ name }) => name === "Shop rebuilt");
  assert.deepEqual(kept, { name: "Shop rebuilt", kind: "release", day, note: "Two tills more", retired: false });

  await page.goto(new URL("/metrics?metric=nps&every=month", puente.url).href);
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  const happened = await page.locator(".metrics__happened").innerText();
  assert.match(happened, /Shop rebuilt \(release, 15 \w+ \d{4}\)/);
  assert.match(await page.getByRole("list", { name: "What is drawn" }).innerText(), /campaign\s+event/);
  const shown = card(page, "NPS");
  assert.match(await shown.locator(".chart__plot").getAttribute("aria-label"), /Shop rebuilt \(release/);
  const rules = await shown.locator(".m-rule.c-mark").count();
  await shown.locator("summary", { hasText: "The numbers" }).click();
  await shown.getByRole("cell", { name: "Shop rebuilt" }).waitFor();

  await page.getByLabel("Campaigns and events").selectOption({ label: "hidden" });
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(/overlays=off/);
  await page.locator(".metrics__happened").waitFor({ state: "detached" });
  assert.ok(rules >= 2);
  assert.equal(await shown.locator(".m-rule.c-mark").count(), 0);
  await page.goto(new URL("/catalogue?section=events", puente.url).href);
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  await page.getByRole("button", { name: "Retire Shop rebuilt" }).click();
  await page.getByText("All saved").waitFor();
  await axe(page);
  await screenshot(page, "catalogue-events");
  await leave(page);
});

test("numbers about people say of which months they are", async () => {
  const page = await puente.visit("/metrics?metric=enps&every=week");
  const reply = await series({ metric: "enps", every: "week" });
  const { points } = reply.metrics[0].groups[0];
  const told = points.filter(({ estimate }) => estimate !== null);
  assert.ok(told.length > 20 && told.every(({ covers }) => covers.from.endsWith("-01")), "whole months");
  const shown = card(page, "eNPS");
  await shown.locator("summary", { hasText: "The numbers" }).click();
  await shown.getByText(/of 1 \w+ \d{4} – \d+ \w+ \d{4}, counted together/).first().waitFor();
  await shown.locator("summary", { hasText: "Definition" }).click();
  await shown.getByText(/About people: shown for whole months/).waitFor();
  await leave(page);
});

for (const [name, settings] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  spanish: { locale: "es-ES" },
  narrow: { viewport: { width: 360, height: 740 } },
})) {
  test(`the metrics page can be used by everybody: ${name}`, async () => {
    for (const [what, query] of Object.entries({ all: "", one: "?metric=defects&by=region" })) {
      const page = await puente.visit(`/metrics${query}`, settings);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      const inner = await page.locator(".page__body").evaluate((body) => body.scrollWidth - body.clientWidth);
      assert.ok(inner <= 0, `the page is ${inner} px too wide inside`);
      await page.locator(".page__body").evaluate((body) => {
        // The whole page in one picture.
        body.style.overflow = "visible";
        document.querySelector(".shell").style.height = "auto";
        document.querySelector(".shell").style.overflow = "visible";
      });
      await screenshot(page, `metrics-${what}-${name}`, { fullPage: true });
      const first = page.locator(".metric").first();
      for (const summary of await first.locator("summary").all()) await summary.click();
      await axe(page);
      await leave(page);
    }
  });
}
