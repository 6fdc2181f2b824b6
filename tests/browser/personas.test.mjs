// Personas and their filters: said on the catalogue page, told on the board, chosen on the metrics page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();

async function json(path) {
  const response = await fetch(new URL(path, puente.url));
  assert.equal(response.status, 200, path);
  return response.json();
}

const personas = async () => Object.values((await json("/api/v1/catalogue")).catalogue.personas);

async function kept(name, filter) {
  for (let tries = 0; tries < 50; tries += 1) {
    const found = (await personas()).find((persona) => persona.name === name);
    if (found?.filter === filter) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${name} does not have the filter ${filter}: ${JSON.stringify(await personas())}`);
}

test("a persona is told from other customers by values of dimensions, and back again, by keyboard", async () => {
  const page = await puente.visit("/catalogue?section=personas");
  await page.getByRole("textbox", { name: "New persona" }).fill("Somebody");
  await page.keyboard.press("Enter");
  const row = page.getByRole("row").filter({ has: page.getByRole("textbox", { name: "Name of Somebody" }) });
  await row.waitFor();
  assert.match(await row.innerText(), /all customers/);
  const add = row.getByRole("combobox", { name: "Who of the records of Somebody" });
  await add.selectOption({ label: "Norte" });
  await row.getByText("region: Norte").waitFor();
  await add.selectOption({ label: "Sur" });
  await row.getByText("region: Sur").waitFor();
  await kept("Somebody", "region:Norte,region:Sur");
  // What is there is not offered again.
  const left = await add.locator("option").allInnerTexts();
  assert.ok(left.includes("Levante") && !left.includes("Norte"), left.join());
  assert.equal(await add.inputValue(), "");
  await axe(page);

  const leaveOut = row.getByRole("button", { name: "Leave out region: Norte: Somebody" });
  await leaveOut.focus();
  await page.keyboard.press("Enter");
  await leaveOut.waitFor({ state: "detached" });
  await kept("Somebody", "region:Sur");
  await row.getByRole("button", { name: "Leave out region: Sur: Somebody" }).click();
  // Said of the filter, and of the records that fit it.
  await row.getByText("all customers").nth(1).waitFor();
  await kept("Somebody", "");
  await leave(page);
});

test("filters of personas read in Spanish, narrow and dark, without anything out of the page", async () => {
  for (const [name, settings] of [
    ["personas-wide", {}],
    ["personas-dark", { colorScheme: "dark" }],
    ["personas-360", { viewport: { width: 360, height: 800 } }],
    ["personas-es", { locale: "es-ES" }],
  ]) {
    const page = await puente.visit("/catalogue?section=personas", settings);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wider <= 0, `${name} is ${wider} px wider than its page`);
    await axe(page);
    await screenshot(page, name);
    if (name === "personas-es") assert.ok(await page.getByText("Quién en los registros").first().isVisible());
    await leave(page);
  }
});
