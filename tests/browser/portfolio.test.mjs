// The portfolio: what a journey is known by, finding one, and putting one away.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make, read, somebody, until } from "./boards.mjs";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();
const scope = (field) => ({ journey: { set_scope: { field } } });
const names = (page) => page.locator(".strip__name").allTextContents();

const first = await make(puente, { title: "Primera reclamación", template: "retail" });
const second = await make(puente, { title: "Check-in to gate", template: "airport" });
await somebody(puente, second.id)(scope({ tags: ["airport", "2026"] }), scope({ review: "2026-01-31" }));

test("what a journey is known by is written above its board and read in the portfolio", async () => {
  const page = await puente.visit(first.path);
  const label = { department: "Responsible", tags: "Tags", review: "Review on" };
  await page.getByRole("combobox", { name: label.department }).selectOption({ label: "Customer service" });
  await page.getByRole("textbox", { name: label.tags }).fill("service, returns, service");
  await page.keyboard.press("Tab");
  await page.getByLabel(label.review).fill("2030-05-12");
  await until(puente, first.id, ({ journey }) => journey.scope.review === "2030-05-12" && journey.scope.department, "the scope");
  const { board } = await read(puente, first.id);
  assert.deepEqual(board.journey.scope.tags, ["service", "returns"]);
  await screenshot(page, "scope-terms");
  await axe(page);
  await page.goto(puente.url, { waitUntil: "load" });
  const strip = page.locator(".strip", { hasText: "Primera reclamación" });
  await strip.waitFor();
  const text = await strip.innerText();
  for (const wanted of ["Customer service", "returns", "review on 12 May 2030"]) assert.ok(text.includes(wanted), `${wanted}: ${text}`);
  assert.match(await page.locator(".strip", { hasText: "Check-in" }).innerText(), /review due since 31 Jan 2026/);
  await leave(page);
});

test("a journey is found by words without accents, by a tag, and by the address alone", async () => {
  const page = await puente.visit("/");
  await page.getByRole("searchbox", { name: "Find a journey" }).fill("RECLAMACION");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?q=RECLAMACION$/);
  assert.deepEqual(await names(page), ["Primera reclamación"]);
  await page.goBack();
  await page.getByRole("link", { name: "airport", exact: true }).click();
  await page.waitForURL(/\?tag=airport$/);
  assert.deepEqual(await names(page), ["Check-in to gate"]);
  await axe(page);
  await screenshot(page, "portfolio-tag");
  const plain = await puente.visit("/?q=nowhere", { javaScriptEnabled: false });
  assert.deepEqual(await names(plain), []);
  assert.ok(await plain.getByText("No journey is so.").isVisible());
  await leave(plain);
  await leave(page);
});

test("an archived journey is out of sight, and comes back", async () => {
  const page = await puente.visit(second.path, { locale: "es-ES" });
  await page.getByRole("checkbox", { name: "Archivado" }).check();
  await until(puente, second.id, ({ journey }) => journey.scope.archived, "the archive");
  await page.goto(puente.url, { waitUntil: "load" });
  await page.getByRole("link", { name: "Archivados (1)" }).waitFor();
  assert.ok(!(await names(page)).includes("Check-in to gate"));
  await page.getByRole("link", { name: "Archivados (1)" }).click();
  await page.waitForURL(/archived=1/);
  assert.deepEqual(await names(page), ["Check-in to gate"]);
  await screenshot(page, "portfolio-es");
  await page.getByRole("link", { name: "Check-in to gate" }).click();
  await page.getByRole("checkbox", { name: "Archivado" }).uncheck();
  await until(puente, second.id, ({ journey }) => !journey.scope.archived, "to come back");
  await leave(page);
});

test("the portfolio fits a narrow telephone with everything a journey can be known by", async () => {
  const page = await puente.visit("/", { viewport: { width: 360, height: 740 } });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
  await screenshot(page, "portfolio-narrow");
  await leave(page);
});
