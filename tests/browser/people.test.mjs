// The pages of personas, and where the catalogue is used: read, written in place, reached from everywhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();

async function json(path) {
  const response = await fetch(new URL(path, puente.url));
  assert.equal(response.status, 200, path);
  return response.json();
}

async function kept(found, what) {
  for (let tries = 0; tries < 60; tries += 1) {
    const personas = Object.values((await json("/api/v1/catalogue")).catalogue.personas);
    if (found(personas)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`waited in vain for ${what}`);
}

const looks = [
  ["wide", {}],
  ["dark", { colorScheme: "dark" }],
  ["360", { viewport: { width: 360, height: 800 }, hasTouch: true }],
  ["es", { locale: "es-ES" }],
];

async function narrowEnough(page, name) {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wider <= 0, `${name} is ${wider} px wider than its page`);
}

test("every persona stands in the list with its picture, its records and its journeys, and a new one is added", async () => {
  const page = await puente.visit("/personas");
  assert.equal(await page.title(), "Personas · Puente");
  const marta = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Marta, 31" }) });
  const { records } = await json("/api/v1/personas/marta-31");
  assert.match(await marta.innerText(), new RegExp(`first marathon · ${records.toLocaleString("en")}\\srecords · in 2 journeys`, "i"));
  await marta.locator("img").evaluate((image) => image.decode());
  await page.getByRole("textbox", { name: "New persona" }).fill("Olga, 70");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Olga, 70" }).waitFor();
  await kept((personas) => personas.some((one) => one.name === "Olga, 70"), "the new persona");
  await page.getByRole("link", { name: "Olga, 70" }).click();
  await page.getByRole("textbox", { name: "Name of Olga, 70" }).waitFor();
  assert.match(await page.locator("main").innerText(), /Nobody in particular yet/);
  assert.match(await page.locator("main").innerText(), /No journey has it yet/);
  await axe(page);
  await leave(page);
});

test("a persona's page says what is believed and what its customers' records say", async () => {
  const view = await json("/api/v1/personas/marta-31");
  const page = await puente.visit("/personas/marta-31");
  assert.equal(await page.title(), "Marta, 31 · Puente");
  const main = page.locator("main");
  const text = await main.innerText();
  const number = (n) => n.toLocaleString("en");
  assert.ok(text.includes(`${number(view.records)} of ${number(view.of)} records of customers fit.`), text);
  for (const quote of view.quotes) assert.ok(text.includes(quote.text), quote.text);
  const [worst] = view.worst;
  const line = main.getByRole("listitem").filter({ has: page.getByRole("link", { name: worst.name, exact: true }) }).first();
  const { low, high } = worst.friction.interval;
  const said = await line.innerText();
  assert.ok(said.includes(String(Math.round(worst.friction.score))), said);
  assert.ok(said.includes(`${Math.round(low)} to ${Math.round(high)}`), said);
  assert.match(said, new RegExp(`${number(worst.n)}\\srecords`));
  // The table behind the curve has the numbers of every stage.
  const [journey] = view.journeys;
  const curve = main.locator(".persona__curve").first();
  await curve.getByText("Numbers", { exact: false }).first().click();
  const rows = await curve.locator("tbody tr").allInnerTexts();
  assert.equal(rows.length, journey.stages.length);
  journey.stages.forEach((stage, at) => {
    assert.ok(rows[at].includes(stage.title), rows[at]);
    if (stage.measured) assert.ok(rows[at].includes(number(stage.measured.n)), rows[at]);
  });
  await leave(page);
});

test("what is said of a persona is written in place, and another filter is reckoned anew", async () => {
  const page = await puente.visit("/personas/carmen-58");
  const goals = page.getByRole("textbox", { name: "Goals" });
  await goals.fill("Run on Sundays\nNo pain");
  await goals.blur();
  await kept((personas) => personas.find((one) => one.name === "Carmen, 58")?.goals === "Run on Sundays\nNo pain", "the goals");
  const expectations = page.getByRole("textbox", { name: "Expectations" });
  const before = await expectations.inputValue();
  await expectations.fill("Nothing");
  await expectations.press("Escape");
  assert.equal(await expectations.inputValue(), before);
  const fits = page.getByText("records of customers fit.");
  const said = await fits.innerText();
  await page.getByRole("combobox", { name: "Who of the records of Carmen, 58" }).selectOption({ label: "Norte" });
  await page.waitForFunction((said) => document.querySelector(".persona__who .field__hint")?.textContent !== said, said);
  const { records, of } = await json("/api/v1/personas/carmen-58");
  await page.getByText(`${records.toLocaleString("en")} of ${of.toLocaleString("en")} records of customers fit.`).waitFor();
  await leave(page);
});

test("what was written before going on to another page is sent all the same", async () => {
  const page = await puente.visit("/personas/carmen-58");
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route("**/catalogue/pushes", async (route) => {
    await held;
    await route.continue();
  });
  const begun = page.waitForRequest("**/catalogue/pushes");
  const goals = page.getByRole("textbox", { name: "Goals" });
  await goals.fill("First");
  await goals.blur();
  await begun;
  // The first is still on its way when the second is written and the page goes.
  const expectations = page.getByRole("textbox", { name: "Expectations" });
  await expectations.fill("Second");
  await expectations.blur();
  await page.getByRole("navigation").getByRole("link", { name: "Personas" }).click();
  await page.getByRole("textbox", { name: "New persona" }).waitFor();
  release();
  await kept((personas) => {
    const carmen = personas.find((one) => one.name === "Carmen, 58");
    return carmen?.goals === "First" && carmen.expectations === "Second";
  }, "both texts");
  await leave(page);
});

test("a persona's page is reached from a board, the catalogue and the palette", async () => {
  const page = await puente.visit("/journeys/first-marathon-first-pair");
  await page.getByRole("link", { name: "Iván, 44", exact: true }).click();
  await page.getByRole("textbox", { name: "Name of Iván, 44" }).waitFor();
  await page.goto(new URL("/catalogue?section=personas", puente.url).href);
  await page.getByRole("link", { name: "Open the page of Iván, 44" }).click();
  // The catalogue has a field of this name too.
  await page.waitForURL(/\/personas\/ivan-44$/);
  await page.getByRole("textbox", { name: "Name of Iván, 44" }).waitFor();
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: /^Find a journey/ });
  await field.fill("carmen");
  await page.getByRole("option", { name: /Carmen, 58/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Name of Carmen, 58" }).waitFor();
  await page.goBack();
  await page.getByRole("textbox", { name: "Name of Iván, 44" }).waitFor();
  assert.equal(await page.title(), "Iván, 44 · Puente");
  await page.goForward();
  await page.getByRole("textbox", { name: "Name of Carmen, 58" }).waitFor();
  await page.keyboard.press("Control+k");
  await field.fill("senda");
  await page.getByRole("option", { name: /Senda Trail.*Brand/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/section=brands/);
  await leave(page);
});

test("the catalogue says where everything is used, and leads there", async () => {
  const used = await json("/api/v1/catalogue/use");
  const page = await puente.visit("/catalogue");
  const row = page.getByRole("row").filter({ has: page.getByRole("textbox", { name: "Name of Soles after 200 km" }) });
  const text = await row.innerText();
  assert.match(text, /First marathon, first pair · After 200 km/);
  const id = Object.keys(used.touchpoints).find((id) => used.touchpoints[id].placed.some((place) => place.step === "After 200 km"));
  const { n, friction } = used.touchpoints[id];
  assert.equal(await row.locator('td[data-label="Records"]').innerText(), n.toLocaleString("en"));
  assert.equal(await row.locator(".used__heat").innerText(), String(Math.round(friction.score)));
  await row.getByRole("link", { name: /After 200 km/ }).click();
  await page.getByRole("complementary", { name: "Inspector" }).getByRole("heading", { name: "Soles after 200 km" }).waitFor();
  await page.goto(new URL("/catalogue?section=departments", puente.url).href);
  const marketing = page.getByRole("row").filter({ has: page.getByRole("textbox", { name: "Name of Marketing" }) });
  assert.ok((await marketing.getByRole("link").count()) > 2);
  await page.goto(new URL("/catalogue?section=brands", puente.url).href);
  const tree = page.getByRole("list", { name: "Families and their brands" });
  assert.match(await tree.innerText(), /Grupo Cumbre[\s\S]*Cumbre Running\s*2 journeys/);
  await leave(page);
});

test("records of the catalogue are counted anew when what they are counted by changes", async () => {
  const page = await puente.visit("/catalogue?section=personas");
  const row = page.getByRole("row").filter({ has: page.getByRole("textbox", { name: "Name of Iván, 44" }) });
  const records = row.locator('td[data-label="Records"]');
  const before = await records.innerText();
  await row.getByRole("combobox", { name: "Who of the records of Iván, 44" }).first().selectOption({ label: "Norte" });
  let after = before;
  for (const end = Date.now() + 30_000; !/^[\d,]+$/.test(after) || after === before; after = await records.innerText()) {
    assert.ok(Date.now() < end, `still ${after}`);
    await page.waitForTimeout(50);
  }
  const { personas } = await json("/api/v1/catalogue/use");
  const { catalogue } = await json("/api/v1/catalogue");
  const [id] = Object.entries(catalogue.personas).find(([, persona]) => persona.name === "Iván, 44");
  assert.equal(await records.innerText(), personas[id].records.toLocaleString("en"));
  // Another section and back: it stays what was counted last.
  await page.getByRole("link", { name: "Brands", exact: true }).click();
  await page.getByRole("list", { name: "Families and their brands" }).waitFor();
  await page.getByRole("link", { name: "Personas", exact: true }).last().click();
  await page.waitForFunction((records) => document.body.innerText.includes(records), personas[id].records.toLocaleString("en"));
  await leave(page);
});

test("each edit of the catalogue that is refused is said, with what it was about", async () => {
  const page = await puente.visit("/catalogue?section=brands");
  for (const [name, wrong] of [["Cumbre Running", "Cumbre\u0007"], ["Senda Trail", "Senda\u0007"]]) {
    const field = page.getByRole("textbox", { name: `Name of ${name}` });
    await field.fill(wrong);
    await field.blur();
  }
  const said = page.locator(".callout--risk", { hasText: "2 changes were refused" });
  await said.waitFor();
  assert.deepEqual((await said.getByRole("listitem").allInnerTexts()).map((line) => line.split(" → ")[0]), ["Cumbre Running", "Senda Trail"]);
  await said.getByRole("button", { name: "Understood" }).click();
  await said.waitFor({ state: "detached" });
  assert.equal(await page.getByRole("textbox", { name: "Name of Cumbre Running" }).inputValue(), "Cumbre Running");
  await leave(page);
});

test("personas and the catalogue read wide, dark, narrow and in Spanish, without anything out of the page", async () => {
  for (const [name, settings] of looks) {
    for (const [at, path] of [
      ["personas", "/personas"],
      ["persona", "/personas/marta-31"],
      ["touchpoints", "/catalogue"],
      ["departments", "/catalogue?section=departments"],
      ["brands", "/catalogue?section=brands"],
    ]) {
      const page = await puente.visit(path, settings);
      await narrowEnough(page, `${at}-${name}`);
      await axe(page);
      await page.locator("img").evaluateAll((all) => Promise.all(all.map((image) => image.decode().catch(() => {}))));
      // The page scrolls within itself: all of it is to be seen.
      const height = await page.evaluate(() => {
        const main = document.querySelector("main");
        return Math.max(800, main.scrollHeight + 120);
      });
      await page.setViewportSize({ width: page.viewportSize().width, height: Math.min(height, 4000) });
      await screenshot(page, `people-${at}-${name}`);
      await leave(page);
    }
  }
});

test("an address of a persona that is not there says so", async () => {
  const page = await puente.visit("/personas/nobody", { expected: [/404/] });
  await page.getByText("It is not there").waitFor();
  await leave(page);
});
