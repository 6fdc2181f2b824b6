// Friction put in order: what it costs, what to do first, what was believed, and whose it is.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { axe, leave, run, screenshot, start, temporaryDirectory } from "./support.mjs";

const puente = await start();
/** The sample's journey to the first pair: the one with the film. */
const journeys = await (await fetch(new URL("/api/v1/journeys", puente.url))).json();
const boards = await Promise.all(journeys.map(async ({ slug }) => (await (await fetch(new URL(`/api/v1/journeys/${slug}`, puente.url))).json()).board));
const has = ({ catalogue, journey }) => Object.values(journey.cards).some(({ touchpoint }) => catalogue.touchpoints[touchpoint]?.key === "sample-film");
const journey = journeys[boards.findIndex(has)];
const address = (query = {}) => `/friction?${new URLSearchParams({ journey: journey.slug, ...query })}`;
const get = async (path) => {
  const response = await fetch(new URL(`/api/v1/${path}`, puente.url));
  assert.equal(response.status, 200, path);
  return response.json();
};
const scores = (query = {}) => get(`scores?${new URLSearchParams({ journey: journey.slug, ...query })}`);
const board = (await get(`journeys/${journey.slug}`)).board;
const touchpoints = board.catalogue.touchpoints;
const byKey = Object.fromEntries(Object.entries(touchpoints).map(([id, touchpoint]) => [touchpoint.key, { id, ...touchpoint }]));

/** Tickets of four weeks: two of three about the delivery, the others about the claim. */
const TICKETS = `
version = 1
[source]
name = "desk"
kind = "ticket"
[id]
template = "{id}"
[time]
zone = "Europe/Madrid"
precision = "day"
forms = [{ template = "{day}", format = "%Y-%m-%d" }]
[[touchpoint]]
key = "sample-delivery"
name = "Delivery"
[[touchpoint]]
key = "sample-claim"
name = "Claim"
[[amount]]
name = "delivery-tickets"
touchpoint = "sample-delivery"
counts = "occurrences"
where = { topic = ["delivery"] }
[[amount]]
name = "claim-tickets"
touchpoint = "sample-claim"
counts = "occurrences"
where = { topic = ["claim"] }
`;
const directory = await temporaryDirectory();
const mapping = path.join(directory, "desk.toml");
const file = path.join(directory, "desk.csv");
await writeFile(mapping, TICKETS);
const rows = Array.from({ length: 84 }, (_, at) => {
  const day = new Date(Date.UTC(2026, 0, 5 + Math.floor(at / 3))).toISOString().slice(0, 10);
  return `t${at},${day},${at % 3 === 2 ? "claim" : "delivery"}`;
});
await writeFile(file, `id,day,topic\n${rows.join("\n")}\n`);
const imported = await run(["import", "records", "--mapping", mapping, file, "--database", puente.database]);
assert.equal(imported.code, 0, imported.stderr);

const panel = (page) => page.getByRole("region", { name: "Weights, good and bad" });
const section = (page, name = "What to do first") => page.getByRole("region", { name });
const ranks = (page) =>
  page.locator(".rank").evaluateAll((rows) =>
    rows.map((row) => [row.querySelector(".rank__name").textContent, row.querySelector(".rank__cost")?.textContent ?? null]),
  );
/** Cents as the page says them: with cents below 100. */
const money = (cents) => `${(cents / 100).toFixed(Math.abs(cents) < 10_000 ? 2 : 0)} EUR`;
const plain = (text) => text?.replaceAll("\u00a0", " ");

test("three costs typed in say what friction costs in a week, and put the list in that order", async () => {
  const page = await puente.visit(address());
  assert.equal(await page.getByRole("navigation", { name: "Order" }).count(), 0);
  const hints = await panel(page).locator(".costs__hint").allInnerTexts();
  const countable = (await scores()).touchpoints.filter(({ counted }) => counted.some(({ loss }) => loss === "contact"));
  assert.ok(plain(hints[0]).includes(`counted at ${countable.length} touchpoints`), hints[0]);
  await panel(page).getByRole("spinbutton", { name: "A contact" }).fill("4.50");
  await panel(page).getByRole("button", { name: "Use these costs" }).click();
  await page.locator(".rank__cost").first().waitFor();
  // This desk has 56 tickets in four weeks about the delivery, 28 about the claim; the sample has its own. At 4.50 each.
  const answer = await scores();
  const scored = (key) => answer.touchpoints.find(({ touchpoint }) => touchpoint === byKey[key].id);
  const contacts = (key) => scored(key).counted.filter(({ loss }) => loss === "contact");
  assert.ok(contacts("sample-delivery").some(({ n, weeks }) => n === 56 && weeks === 4));
  assert.ok(contacts("sample-claim").some(({ n, weeks }) => n === 28 && weeks === 4));
  const costs = Object.fromEntries(await ranks(page));
  const delivery = costs[byKey["sample-delivery"].name];
  for (const key of ["sample-delivery", "sample-claim"]) {
    const cents = contacts(key).reduce((sum, { n, weeks }) => sum + (450 * n) / weeks, 0);
    assert.equal(scored(key).weekly_cost.amount, Math.round(cents));
    assert.ok(plain(costs[byKey[key].name]).startsWith(money(scored(key).weekly_cost.amount)), costs[byKey[key].name]);
  }
  // What nobody counts has no cost, which is not nothing.
  assert.equal(costs[byKey["sample-film"].name], null);
  const of = scored("sample-delivery").weekly_cost;
  const decimals = of.high >= 10_000 ? 0 : 2;
  assert.equal(plain(delivery), `${money(of.amount)} a week (${(of.low / 100).toFixed(decimals)} to ${(of.high / 100).toFixed(decimals)})`);

  await page.getByRole("link", { name: "By cost a week" }).click();
  await page.getByRole("heading", { name: "What costs most in a week" }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get("sort"), "cost");
  const order = (await ranks(page)).map(([name]) => name);
  const dearest = answer.touchpoints.filter(({ weekly_cost }) => weekly_cost).sort((a, b) => b.weekly_cost.amount - a.weekly_cost.amount);
  assert.deepEqual(order.slice(0, dearest.length), dearest.map(({ touchpoint }) => touchpoints[touchpoint].name));
  await panel(page).getByText("Who changed what").click();
  await panel(page).getByText("Costs: nothing any more → a contact 4.50").waitFor();
  await axe(page);
  await screenshot(page, "friction-costs", { fullPage: true });
  await leave(page);

  const bare = await puente.visit(address({ sort: "cost" }), { javaScriptEnabled: false });
  assert.deepEqual((await ranks(bare)).map(([name]) => name), order);
  await leave(bare);
  const { code, stdout } = await run(["score", "--journey", journey.slug, "--database", puente.database, "--by-cost"]);
  assert.equal(code, 0);
  assert.ok(stdout.split("\n")[1].includes(`${(dearest[0].weekly_cost.amount / 100).toFixed(2)} (`), stdout);
});

test("costs that cannot be are said and not kept", async () => {
  const page = await puente.visit(address());
  await panel(page).getByText("What it costs").click();
  await panel(page).getByRole("textbox", { name: "Currency" }).fill("E1");
  await panel(page).getByRole("button", { name: "Use these costs" }).click();
  await panel(page).getByRole("alert").waitFor();
  assert.match(await panel(page).getByRole("alert").innerText(), /currency of three letters/);
  assert.equal((await get("friction/sets")).costs.contact, 450);
  await leave(page);
});

const handle = (page, key) => section(page).getByRole("slider", { name: `Effort of ${byKey[key].name}`, exact: true });
const waiting = (page, key) => section(page).getByRole("button", { name: new RegExp(`^${byKey[key].name}\\s?, no effort yet: place it in the middle$`) });
const field = (page, key) => section(page).getByRole("spinbutton", { name: `Effort of ${byKey[key].name}`, exact: true });
async function kept(key, value) {
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await get("friction/sets")).efforts[byKey[key].id]?.value === value) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${key}: ${JSON.stringify((await get("friction/sets")).efforts)}`);
}

test("an effort is set by keys, announced, kept, and taken back", async () => {
  const page = await puente.visit(address({ impact: "reach" }));
  await waiting(page, "sample-soles").focus();
  await page.keyboard.press("Enter");
  await kept("sample-soles", 50);
  await handle(page, "sample-soles").waitFor();
  await page.waitForFunction((id) => document.activeElement?.id === `effort-${id}`, byKey["sample-soles"].id);
  for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "PageDown"]) await page.keyboard.press(key);
  assert.equal(await handle(page, "sample-soles").getAttribute("aria-valuenow"), "43");
  await kept("sample-soles", 43);
  await page.getByRole("status").filter({ hasText: `${byKey["sample-soles"].name}: effort 43.` }).waitFor({ state: "attached" });
  await page.keyboard.press("End");
  await kept("sample-soles", 100);
  await page.keyboard.press("Control+z");
  await kept("sample-soles", 43);
  assert.equal(await field(page, "sample-soles").inputValue(), "43");
  await section(page).getByRole("button", { name: "Undo" }).click();
  await kept("sample-soles", 50);
  await leave(page);
});

test("a dot is dragged sideways, out of the tray, and beside the chart it is not placed", async () => {
  const page = await puente.visit(address({ impact: "reach" }));
  const plot = async () => page.locator(".effort__handles").boundingBox();
  const middle = async (locator) => {
    await locator.scrollIntoViewIfNeeded();
    const box = await locator.boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  await page.mouse.move(...(await middle(handle(page, "sample-soles"))));
  await page.mouse.down();
  let box = await plot();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 40, { steps: 6 });
  assert.equal(await handle(page, "sample-soles").getAttribute("aria-valuenow"), "30");
  await page.mouse.up();
  await kept("sample-soles", 30);

  await page.mouse.move(...(await middle(waiting(page, "sample-delivery"))));
  await page.mouse.down();
  box = await plot();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 100, { steps: 6 });
  await page.mouse.up();
  await kept("sample-delivery", 80);
  assert.equal(await waiting(page, "sample-delivery").count(), 0);

  const from = await middle(waiting(page, "sample-claim"));
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(from[0] + 60, from[1] + 4, { steps: 4 });
  await page.mouse.up();
  assert.equal(await waiting(page, "sample-claim").count(), 1);
  assert.equal((await get("friction/sets")).efforts[byKey["sample-claim"].id], undefined);

  await field(page, "sample-claim").fill("64");
  await page.keyboard.press("Tab");
  await kept("sample-claim", 64);
  await section(page).getByRole("button", { name: `Clear the effort of ${byKey["sample-claim"].name}` }).click();
  await kept("sample-claim", undefined);
  await leave(page);

  // Somebody else sees it, with what the costs say.
  const other = await puente.visit(address());
  assert.equal(await handle(other, "sample-delivery").getAttribute("aria-valuenow"), "80");
  assert.match(plain(await handle(other, "sample-delivery").getAttribute("aria-valuetext")), /^80, (Plan|Leave), [\d.,]+ EUR$/);
  await leave(other);
});

test("a finger moves a dot sideways at 360 px", async () => {
  const page = await puente.visit(address({ impact: "reach" }), { viewport: { width: 360, height: 740 }, hasTouch: true });
  const dot = handle(page, "sample-soles");
  await dot.scrollIntoViewIfNeeded();
  const box = await page.locator(".effort__handles").boundingBox();
  const at = await dot.boundingBox();
  const [y, from, to] = [at.y + 22, at.x + 22, box.x + box.width * 0.6];
  const session = await page.context().newCDPSession(page);
  const touch = (type, x) => session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  await touch("touchStart", from);
  for (const share of [0.25, 0.5, 0.75, 1]) await touch("touchMove", from + (to - from) * share);
  await touch("touchEnd");
  await kept("sample-soles", 60);
  await leave(page);
});

/** Pearson's correlation of mean ranks, written apart from the program's. */
function spearman(pairs) {
  const ranks = (values) => values.map((value) => values.filter((other) => other > value).length + (values.filter((other) => other === value).length + 1) / 2);
  const [one, other] = [0, 1].map((side) => ranks(pairs.map((pair) => pair[side])));
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const product = (a, b) => a.reduce((sum, value, at) => sum + (value - mean(a)) * (b[at] - mean(b)), 0);
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
}

test("the believed order stands beside the measured one, with their correlation and where belief was most wrong", async () => {
  const page = await puente.visit(address());
  const believed = section(page, "What we believe against what we measure");
  const said = plain(await believed.innerText());
  const { touchpoints: measured } = await scores();
  const table = await believed.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  const friction = Object.fromEntries(measured.filter(({ friction }) => friction).map(({ touchpoint, friction }) => [touchpoints[touchpoint].name, friction.score]));
  assert.equal(table.length, Object.keys(friction).length);
  const pairs = table.map(([name, place]) => [-Number(place), friction[name]]);
  const rho = spearman(pairs);
  const shown = Number(said.match(/Rank correlation ([+-]?[\d.]+), of (\d+)/)[1]);
  assert.ok(Math.abs(shown - rho) <= 0.005 + 1e-9, `${shown} ${rho}`);
  // Named are those furthest apart, and only such.
  const apart = table.filter(([, one, other]) => Math.abs(one - other) > 1);
  const named = await believed.locator(".believed__words li").allInnerTexts();
  assert.equal(named.length, Math.max(1, Math.min(3, apart.length)));
  if (apart.length) assert.ok(apart.some(([name]) => named[0].startsWith(name)), named.join());
  await leave(page);
});

test("a department shows its touchpoints with the same numbers, in the address and on the command line", async () => {
  const page = await puente.visit(address());
  const all = await page.locator(".rank").evaluateAll((rows) => rows.map((row) => [row.querySelector(".rank__name").textContent, row.querySelector(".rank__score").textContent]));
  const picked = page.locator("select[name=department]");
  const department = byKey["sample-delivery"].department;
  await picked.selectOption(department);
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForFunction((id) => new URL(location.href).searchParams.get("department") === id, department);
  const of = Object.values(touchpoints).filter((touchpoint) => touchpoint.department === department).map(({ name }) => name);
  await page.waitForFunction((n) => document.querySelectorAll(".rank").length <= n, of.length);
  const shown = await page.locator(".rank").evaluateAll((rows) => rows.map((row) => [row.querySelector(".rank__name").textContent, row.querySelector(".rank__score").textContent]));
  assert.ok(shown.length > 0 && shown.every(([name]) => of.includes(name)), JSON.stringify(shown));
  for (const [name, score] of shown) assert.deepEqual([name, score], all.find(([other]) => other === name));
  const answer = await scores({ department });
  assert.equal(answer.touchpoints.length, shown.length);
  await leave(page);
});

test("which records is asked for also by a page that is there already", async () => {
  const { dimensions } = { dimensions: await get("dimensions") };
  const region = dimensions.find(({ name }) => name === "region");
  const filter = `region:${region.values[0]}`;
  const page = await puente.visit(address());
  const whole = await page.locator(".friction__found").innerText();
  await page.locator("select[name=filter]").selectOption(filter);
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForFunction((whole) => document.querySelector(".friction__found")?.innerText !== whole, whole);
  const records = (await scores({ filter })).records;
  assert.match(plain(await page.locator(".friction__found").innerText()), new RegExp(`^${records.toLocaleString("en-GB")} records?`));
  await leave(page);
});

test("two groups are compared and their difference split by another dimension", async () => {
  const { dimensions } = { dimensions: await get("dimensions") };
  const region = dimensions.find(({ name }) => name === "region");
  const other = dimensions.find(({ name }) => name !== "region");
  const [value, base_value] = region.values;
  const page = await puente.visit(address({ compare: "values", dimension: "region", value, base_value, by: other.name }));
  assert.ok(await page.locator("select[name=by]").isVisible());
  assert.equal(await page.locator("select[name=by]").inputValue(), other.name);
  assert.ok((await page.locator("th", { hasText: "How they fared" }).count()) > 0);
  await leave(page);
});

for (const [name, settings] of Object.entries({
  wide: {},
  dark: { colorScheme: "dark" },
  narrow: { viewport: { width: 360, height: 740 } },
  spanish: { locale: "es-ES" },
})) {
  test(`what to do first can be used by everybody: ${name}`, async () => {
    const page = await puente.visit(address(), settings);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await axe(page);
    await screenshot(page, `friction-order-${name}`, { fullPage: true });
    await leave(page);
  });
}
