// Journeys that are parts of others: a step in detail, a parent, the ways there and back, and the list of journeys as a tree.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make, places, read, somebody, until } from "./boards.mjs";
import { axe, hydrated, leave, screenshot, start } from "./support.mjs";

const puente = await start();

test("a step is shown in detail by another journey, which leads back, and no ring can be made", async () => {
  const whole = await make(puente, { title: "The whole trip", template: "airport" });
  const part = await make(puente, { title: "At security" });
  await make(puente, { title: "Beside both" });
  const { steps } = await places(puente, whole.id);
  const page = await puente.visit(whole.path);
  await page.locator(`[id="s-${steps[0]}"]`).click();
  const aside = page.getByRole("complementary");
  // Which journeys there are is asked when somebody comes to choose.
  await aside.getByLabel("In detail").focus();
  await aside.getByLabel("In detail").selectOption({ label: "At security" });
  await until(puente, whole.id, (now) => now.journey.steps[steps[0]].journey === part.id);
  const head = page.locator(`[id="s-${steps[0]}"]`);
  await head.getByRole("link", { name: /At security/ }).waitFor();
  assert.ok(await aside.getByText("Nothing measured there yet.").isVisible());
  await axe(page);
  await screenshot(page, "hierarchy-step");
  // There, and back by the way at the top of the page.
  await head.getByRole("link", { name: /At security/ }).click();
  await page.waitForURL(new RegExp(`${part.path}$`));
  await page.getByRole("link", { name: "The whole trip" }).first().click();
  await page.waitForURL(new RegExp(`${whole.path}$`));
  await leave(page);

  // What would be a part of itself is not offered, and refused when a program asks for it.
  const detail = await puente.visit(part.path);
  const step = (await places(puente, part.id)).steps[0];
  await detail.locator(`[id="s-${step}"]`).click();
  // The choice fills when the other journeys have come: one that may be chosen is there before anything is missed.
  const choice = detail.getByRole("complementary").getByLabel("In detail");
  await choice.locator("option", { hasText: "Beside both" }).waitFor({ state: "attached" });
  const offered = await choice.locator("option").allInnerTexts();
  assert.ok(!offered.some((name) => name.trim() === "The whole trip"), offered.join());
  const push = somebody(puente, part.id);
  await assert.rejects(push({ journey: { set_step: { step, field: { journey: whole.id } } } }), /own_journey/);
  await assert.rejects(
    somebody(puente, whole.id)({ journey: { set_scope: { field: { parent: part.id } } } }),
    /own_journey/,
  );
  const now = await read(puente, whole.id);
  assert.equal(now.board.journey.scope.parent, null);
  await leave(detail);
});

test("the list of journeys shows parts below their whole", async () => {
  const whole = await make(puente, { title: "A year with us" });
  const part = await make(puente, { title: "The first week" });
  const page = await puente.visit(part.path);
  await page.getByLabel("Part of").focus();
  await page.getByLabel("Part of").selectOption({ label: "A year with us" });
  await until(puente, part.id, (now) => now.journey.scope.parent === whole.id);
  await page.goto(new URL("/", puente.url).href);
  await hydrated(page);
  const parts = page.getByRole("list", { name: "Parts of A year with us" });
  assert.ok(await parts.getByRole("link", { name: "The first week" }).isVisible());
  assert.equal(await page.getByRole("link", { name: "The first week" }).count(), 1);
  await axe(page);
  await screenshot(page, "hierarchy-list");
  await leave(page);
});
