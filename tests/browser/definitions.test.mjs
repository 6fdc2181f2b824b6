// Definitions of metrics: edited in place, seen on the chart, kept with who and when, in both languages, at any width.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();

async function definition(key) {
  const response = await fetch(new URL("/api/v1/metrics/definitions", puente.url));
  assert.equal(response.status, 200);
  const { metrics, head } = await response.json();
  return { ...metrics.find(({ metric }) => metric.key === key), head };
}

async function change(metric) {
  const response = await fetch(new URL("/api/v1/metrics/definitions", puente.url), {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: puente.url },
    body: JSON.stringify({ base: null, intents: [{ change: { metric } }] }),
  });
  assert.equal(response.status, 200, await response.text());
}

const card = (page, name) => page.getByRole("article", { name, exact: true });

test("a target is edited by keyboard alone, and the chart and the trail say it", async () => {
  const page = await puente.visit("/metrics?metric=on_time");
  assert.match(await card(page, "On-time delivery").locator(".metric__marks").innerText(), /the target of 95\.0%/);
  const edit = page.getByRole("button", { name: "Edit On-time delivery" });
  await edit.focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("form", { name: "Definition of On-time delivery" });
  const target = form.getByLabel("Target");
  assert.equal(await target.inputValue(), "95");
  await target.fill("950");
  await page.keyboard.press("Enter");
  // Said beside its field, which has the focus then.
  await form.getByText("From 0 to 100.").waitFor();
  assert.equal(await target.getAttribute("aria-invalid"), "true");
  assert.equal(await page.evaluate(() => document.activeElement.id), await target.getAttribute("id"));
  assert.equal((await definition("on_time")).head, 0);
  await target.fill("40");
  await page.keyboard.press("Enter");
  await card(page, "On-time delivery").getByText("meets the target of 40.0%").waitFor();
  await form.waitFor({ state: "detached" });
  assert.equal((await definition("on_time")).metric.target, 0.4);
  await page.getByText("Who changed what").click();
  await page.getByText("On-time delivery. Target: 95.0% → 40.0%").waitFor();
  await edit.click();
  await page.getByRole("button", { name: "As it comes with Puente" }).click();
  await card(page, "On-time delivery").getByText(/the target of 95\.0%/).waitFor();
  await leave(page);
});

test("a metric of one's own is defined, checked, retired and offered again", async () => {
  const page = await puente.visit("/metrics");
  await page.getByRole("button", { name: "New metric" }).click();
  const form = page.getByRole("form", { name: "New metric" });
  await form.getByLabel("Name in English").fill("Fit at first try");
  await form.getByLabel("Name in Spanish").fill("Talla a la primera");
  await form.getByLabel("Key, for files and programs").fill("Fit");
  await form.getByRole("button", { name: "Define" }).click();
  await form.getByText("Use a–z, 0–9, - and _ only.").waitFor();
  await form.getByLabel("Key, for files and programs").fill("fit_first");
  await form.getByRole("combobox", { name: "Formula" }).selectOption("net_promoters");
  await form.getByLabel("Lowest answer").fill("0");
  await form.getByLabel("Highest answer").fill("10");
  await form.getByLabel("Promoters from").fill("6");
  await form.getByRole("button", { name: "Define" }).click();
  await form.getByText("Promoters must begin above the detractors.").waitFor();
  await form.getByLabel("Promoters from").fill("9");
  await form.getByLabel("Target").fill("−5,5");
  await form.getByRole("button", { name: "Define" }).click();
  const line = page.getByRole("listitem").filter({ hasText: "Fit at first try" });
  await line.waitFor();
  const { metric, origin } = await definition("fit_first");
  assert.deepEqual(metric.formula, { net_promoters: { scale: { min: 0, max: 10 }, promoters_from: 9, detractors_to: 6 } });
  assert.deepEqual([metric.target, metric.version, origin], [-5.5, 1, "own"]);
  await line.getByRole("button", { name: "Edit Fit at first try" }).click();
  await line.getByRole("button", { name: "Retire" }).click();
  await line.getByText("retired").waitFor();
  await line.getByRole("button", { name: "Edit Fit at first try" }).click();
  await line.getByRole("button", { name: "Offer again" }).click();
  await line.getByText("retired").waitFor({ state: "detached" });
  await leave(page);
});

test("a metric is about a touchpoint: its number, its card and its definition say so", async () => {
  const page = await puente.visit("/metrics?metric=csat");
  const before = await card(page, "CSAT").locator(".metric__facts").innerText();
  await page.getByRole("button", { name: "Edit CSAT" }).click();
  const form = page.getByRole("form", { name: "Definition of CSAT" });
  const about = form.getByRole("combobox", { name: "About" });
  assert.equal(await about.locator("option:checked").innerText(), "everything");
  await about.locator("optgroup").first().waitFor({ state: "attached" });
  const groups = await about.locator("optgroup").evaluateAll((all) => all.map(({ label }) => label));
  assert.deepEqual(groups, ["Touchpoints", "Journeys, all their touchpoints"]);
  await about.selectOption({ label: "Soles after 200 km" });
  await form.getByRole("button", { name: "Save" }).click();
  await card(page, "CSAT").locator(".metric__owner", { hasText: "Soles after 200 km" }).waitFor();
  await form.waitFor({ state: "detached" });
  const { metric, head } = await definition("csat");
  assert.equal(metric.version, 2);
  assert.notEqual(await card(page, "CSAT").locator(".metric__facts").innerText(), before);
  await card(page, "CSAT").getByText("Definition", { exact: false }).first().click();
  await card(page, "CSAT").getByText("Only records of the touchpoint Soles after 200 km count.", { exact: false }).waitFor();
  await page.getByText("Who changed what").click();
  await page.getByText("CSAT. About: everything → Soles after 200 km").waitFor();
  await page.getByRole("button", { name: "Edit CSAT" }).click();
  await screenshot(page, "definitions-about", { fullPage: true });
  await page.getByRole("button", { name: "As it comes with Puente" }).click();
  await card(page, "CSAT").locator(".metric__owner", { hasText: "Soles after 200 km" }).waitFor({ state: "detached" });
  assert.ok(head > 0);
  await leave(page);
});

test("what somebody else changed meanwhile is shown, and not overwritten unseen", async () => {
  const page = await puente.visit("/metrics?metric=nps", { expected: [/412/] });
  await page.getByRole("button", { name: "Edit NPS" }).click();
  const form = page.getByRole("form", { name: "Definition of NPS" });
  await form.getByLabel("Target").fill("30");
  const { metric } = await definition("nps");
  await change({ ...metric, target: 45 });
  await form.getByRole("button", { name: "Save" }).click();
  await form.getByText("Target: none → 45").waitFor();
  assert.equal((await definition("nps")).metric.target, 45);
  assert.equal(await form.getByLabel("Target").inputValue(), "30");
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "detached" });
  assert.equal((await definition("nps")).metric.target, 30);
  await leave(page);
});

for (const [name, settings, edit, add] of [
  ["light", { colorScheme: "light" }, "Edit eNPS", "New metric"],
  ["dark", { colorScheme: "dark" }, "Edit eNPS", "New metric"],
  ["spanish", { locale: "es-ES" }, "Editar eNPS", "Nuevo indicador"],
  ["narrow", { viewport: { width: 360, height: 740 } }, "Edit eNPS", "New metric"],
]) {
  test(`definitions can be edited by everybody: ${name}`, async () => {
    const page = await puente.visit("/metrics?metric=enps", settings);
    await page.getByRole("button", { name: edit }).click();
    await page.getByRole("button", { name: add }).waitFor();
    const overflow = await page.locator(".page__body").evaluate((body) => body.scrollWidth - body.clientWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide inside`);
    await page.locator(".page__body").evaluate((body) => {
      // The whole page in one picture.
      body.style.overflow = "visible";
      document.querySelector(".shell").style.height = "auto";
      document.querySelector(".shell").style.overflow = "visible";
    });
    await screenshot(page, `definitions-${name}`, { fullPage: true });
    await axe(page);
    await leave(page);
  });
}
