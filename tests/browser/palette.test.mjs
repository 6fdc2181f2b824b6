// The palette: everything that has a name, by keyboard alone, from any page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make, places, somebody, touchpoint } from "./boards.mjs";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();
const marathon = await make(puente, { title: "Primer maratón, primer par" });
await make(puente, { title: "Airport" });
const { steps, lanes } = await places(puente, marathon.id);
await somebody(puente, marathon.id)(...touchpoint(steps[0], lanes.touchpoints, "Model finder"));

const dialog = (page) => page.locator("dialog#palette");
const field = (page) => dialog(page).getByRole("combobox");
const lines = (page) => dialog(page).getByRole("option");

/** Opens it by key, and types. */
async function look(page, text = "", key = "Control+k") {
  await page.keyboard.press(key);
  await field(page).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
  if (text) await page.keyboard.type(text);
}

/** The line that Enter would choose. */
async function chosen(page) {
  const id = await field(page).getAttribute("aria-activedescendant");
  const line = page.locator(`#${id}`);
  assert.equal(await line.getAttribute("aria-selected"), "true");
  assert.equal(await dialog(page).locator("[aria-selected=true]").count(), 1);
  return (await line.locator(".palette__name").textContent()).trim();
}

test("Ctrl K, words without accents in any order, and Enter lead to a board", async () => {
  const page = await puente.visit("/friction");
  await look(page, "par maraton");
  await lines(page).filter({ hasText: "Primer maratón" }).first().waitFor();
  // What fitted fewer letters stands until the answer to all of them is there.
  await dialog(page).getByRole("status").getByText(/^1.result$/).waitFor();
  assert.equal(await chosen(page), "Primer maratón, primer par");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${marathon.path}`);
  assert.ok(!(await dialog(page).isVisible()));
  await page.getByRole("grid").first().waitFor();
  await leave(page);
});

test("a touchpoint leads to the board it is on, Enter does not wait for the answer", async () => {
  const page = await puente.visit("/metrics");
  await look(page);
  await page.keyboard.type("model finder");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/journeys\/.*\?touchpoint=/);
  await leave(page);
});

test("arrows, Home and End move through the list and round it", async () => {
  const page = await puente.visit("/");
  await look(page);
  const names = await lines(page).locator(".palette__name").allTextContents();
  assert.ok(names.includes("Friction") && names.includes("Import a file") && names.includes("Theme: Dark"), names.join());
  assert.equal(await chosen(page), names[0]);
  await page.keyboard.press("ArrowDown");
  assert.equal(await chosen(page), names[1]);
  await page.keyboard.press("End");
  assert.equal(await chosen(page), names.at(-1));
  await page.keyboard.press("ArrowDown");
  assert.equal(await chosen(page), names[0]);
  await page.keyboard.press("ArrowUp");
  assert.equal(await chosen(page), names.at(-1));
  await page.keyboard.press("Home");
  assert.equal(await chosen(page), names[0]);
  await leave(page);
});

test("Escape closes and gives the focus back; Tab stays within", async () => {
  const page = await puente.visit("/catalogue");
  const button = page.getByRole("button", { name: "Search…" });
  await button.focus();
  await page.keyboard.press("Enter");
  await field(page).waitFor();
  for (let i = 0; i < 6; i += 1) {
    await page.keyboard.press("Tab");
    const where = await page.evaluate(() => {
      const at = document.activeElement;
      return at === document.body || at.closest("dialog#palette") !== null;
    });
    assert.ok(where, "the focus left the dialog for the page");
  }
  await page.keyboard.press("Escape");
  assert.ok(!(await dialog(page).isVisible()));
  assert.ok(await button.evaluate((button) => button === document.activeElement));
  await leave(page);
});

test("what nothing is called says so, and what was gone to comes first the next time", async () => {
  const page = await puente.visit("/");
  await look(page, "xyzzy");
  await dialog(page).getByText("Nothing is called that").waitFor();
  assert.equal(await field(page).getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("airport");
  await lines(page).filter({ hasText: "Airport" }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/journeys/airport");
  await look(page);
  assert.equal(await chosen(page), "Airport");
  await leave(page);
});

test("deeds: a new journey, another theme, another language", async () => {
  const page = await puente.visit("/metrics");
  await look(page, "new journey");
  assert.equal(await chosen(page), "New journey");
  await page.keyboard.press("Enter");
  await page.getByLabel("What is it called?").waitFor();
  await look(page, "dark");
  assert.equal(await chosen(page), "Theme: Dark");
  await page.keyboard.press("Enter");
  await page.waitForSelector("html[data-theme=dark]");
  await look(page, "español");
  await page.keyboard.press("Enter");
  await page.waitForSelector("html[lang=es]");
  await look(page, "friccion");
  assert.equal(await chosen(page), "Fricción");
  assert.match(await dialog(page).getByRole("status").textContent(), /resultado/);
  await leave(page);
});

test("a Mac's key opens it too; with other keys held it is left alone", async () => {
  const page = await puente.visit("/");
  await page.keyboard.press("Control+Shift+k");
  await page.keyboard.press("Control+Alt+k");
  assert.equal(await dialog(page).count(), 0);
  await look(page, "", "Meta+k");
  assert.ok(await dialog(page).isVisible());
  await leave(page);
});

test("what a browser was made to keep leads nowhere outside", async () => {
  const page = await puente.visit("/");
  await page.evaluate(() => {
    const gone = (path) => ({ name: "Elsewhere", detail: "", kind: null, path });
    localStorage.setItem("puente.palette", JSON.stringify([gone("javascript:alert(1)"), gone("//example.org/")]));
  });
  await look(page);
  assert.equal(await lines(page).filter({ hasText: "Elsewhere" }).count(), 0);
  await leave(page);
});

test("without JavaScript nothing is offered that would not work", async () => {
  const page = await puente.visit("/", { javaScriptEnabled: false });
  assert.equal(await page.locator(".palette-open").isVisible(), false);
  await leave(page);
});

for (const [name, settings] of [
  ["palette", {}],
  ["palette-dark", { colorScheme: "dark" }],
  ["palette-es", { locale: "es-ES" }],
  ["palette-360", { viewport: { width: 360, height: 740 }, hasTouch: true }],
  ["palette-360-dark", { viewport: { width: 360, height: 740 }, hasTouch: true, colorScheme: "dark", locale: "es-ES" }],
]) {
  test(`the palette is for everybody: ${name}`, async () => {
    const page = await puente.visit(marathon.path, settings);
    await screenshot(page, `${name}-closed`);
    const button = page.locator(".palette-open");
    if (name.includes("360")) {
      const { width, height } = await button.boundingBox();
      assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
    }
    await button.click();
    await lines(page).first().waitFor();
    await axe(page);
    await screenshot(page, name);
    await page.keyboard.type("m");
    await lines(page).filter({ hasText: "Model finder" }).first().waitFor();
    await axe(page);
    await screenshot(page, `${name}-typed`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await leave(page);
  });
}
