// Saved settings: kept under a name, taken up again, scored by everywhere, with a trail.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, run, screenshot, start } from "./support.mjs";

const puente = await start();
const [journey] = await (await fetch(new URL("/api/v1/journeys", puente.url))).json();
const address = `/friction?journey=${journey.slug}`;
const panel = (page) => page.getByRole("region", { name: "Weights, good and bad" });
const button = (page, name) => panel(page).getByRole("button", { name });

test("settings are saved under a name, changed, and the workspace is scored by them", async () => {
  const page = await puente.visit(address);
  await button(page, "Effort first").click();
  await panel(page).getByRole("textbox", { name: "Save these settings as…" }).fill("Peak season");
  await page.keyboard.press("Enter");
  await button(page, "Peak season").first().waitFor();
  assert.equal(await panel(page).locator(".pill", { hasText: "Peak season" }).getAttribute("aria-pressed"), "true");

  await panel(page).getByRole("slider", { name: "Complaints" }).press("End");
  await button(page, "Save the changes in Peak season").click();
  await button(page, "Score the workspace by Peak season").click();
  await panel(page).locator(".weights__mark").waitFor();
  // The settings are the workspace's now: the address need not carry them.
  await page.waitForFunction(() => !new URL(location.href).searchParams.has("settings"));

  await panel(page).getByText("Who changed what").click();
  const trail = panel(page).locator(".trail li");
  await trail.first().waitFor();
  const told = await trail.allInnerTexts();
  assert.equal(told.length, 3);
  assert.match(told[0], /The workspace is scored by Peak season/);
  assert.match(told[1], /Peak season: Complaints: weight 10 → 100/);
  assert.match(told[2], /Peak season was saved/);
  await axe(page);
  await screenshot(page, "friction-sets", { fullPage: true });
  await leave(page);
});

test("everybody is scored by it: another page, the board's API and the command line", async () => {
  const scores = await (await fetch(new URL(`/api/v1/scores?journey=${journey.slug}`, puente.url))).json();
  const complaints = scores.settings.parts.find(({ part }) => part === "complaint_rate");
  assert.equal(complaints.weight, 1);
  const { code, stdout, stderr } = await run(["score", "--journey", journey.slug, "--database", puente.database, "--json"]);
  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout).settings, scores.settings);
  const page = await puente.visit(address, { locale: "es-ES" });
  const used = page.locator(".pill", { hasText: "Peak season" });
  assert.equal(await used.getAttribute("aria-pressed"), "true");
  assert.match(await used.innerText(), /espacio/);
  await leave(page);
});

test("a name that is taken is refused in words, and what was typed can be tried again", async () => {
  const page = await puente.visit(address, { expected: [/409/] });
  await panel(page).getByRole("textbox", { name: "Save these settings as…" }).fill("peak SEASON");
  await button(page, "Save").first().click();
  await panel(page).getByRole("alert").waitFor();
  assert.match(await panel(page).getByRole("alert").innerText(), /name or id is there already/);
  await leave(page);
});

for (const [name, settings] of Object.entries({ dark: { colorScheme: "dark" }, narrow: { viewport: { width: 360, height: 740 } } })) {
  test(`saved settings can be used by everybody: ${name}`, async () => {
    const page = await puente.visit(address, settings);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await axe(page);
    await screenshot(page, `friction-sets-${name}`, { fullPage: true });
    await leave(page);
  });
}
