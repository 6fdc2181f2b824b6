// A journey on the big screen: stage by stage, with keys, a finger and links.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, make, places, somebody } from "./boards.mjs";
import { axe, leave, open, screenshot, start } from "./support.mjs";

const puente = await start();
const journey = await make(puente, { title: "To the gate", template: "airport" });
const { steps, lanes, board } = await places(puente, journey.id);
const push = somebody(puente, journey.id);
await push(card(steps[0], lanes.pains, "Nobody says which door"), card(steps[0], lanes.promise ?? lanes.pains, "In ten minutes at the gate"));
const stages = board.journey.stage_order.map((id) => board.journey.stages[id].title);

test("keys go from stage to stage, and the address says where", async () => {
  const page = await puente.visit(journey.path);
  await page.getByRole("link", { name: "Present", exact: true }).click();
  await page.waitForURL(/\/present$/);
  const title = (name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  await title("To the gate");
  await page.keyboard.press("ArrowRight");
  await title(stages[0]);
  await page.waitForURL(/\?stage=1$/);
  assert.ok(await page.getByText("Nobody says which door").isVisible());
  await axe(page);
  await page.keyboard.press("Space");
  await title(stages[1]);
  await page.keyboard.press("End");
  await title(stages.at(-1));
  await page.keyboard.press("ArrowRight");
  await title(stages.at(-1));
  await page.keyboard.press("Home");
  await title("To the gate");
  await axe(page);
  await page.getByRole("navigation").getByRole("link", { name: stages[1], exact: true }).click();
  await title(stages[1]);
  await page.keyboard.press("Escape");
  await page.waitForURL(new RegExp(`${journey.path}$`));
  await leave(page);
});

test("it fits a large screen and a small one, and reads without scripts", async () => {
  for (const [name, viewport] of [["wide", { width: 1920, height: 1080 }], ["small", { width: 360, height: 740 }]]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await puente.visit(`${journey.path}/present?stage=1`, { viewport, colorScheme, reducedMotion: "reduce" });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, `${name} scrolls sideways`);
      await axe(page);
      await screenshot(page, `present-${name}-${colorScheme}`);
      await leave(page);
    }
  }
  const page = await open(puente.browser, new URL(`${journey.path}/present?stage=2`, puente.url).href, { javaScriptEnabled: false });
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), stages[1]);
  assert.match(await page.getByRole("link", { name: "Next" }).getAttribute("href"), /stage=3$/);
  await leave(page);
});

test("a finger swipes on and back", async () => {
  const page = await puente.visit(`${journey.path}/present`, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const swipe = (from, to) =>
    page.evaluate(
      ([from, to]) => {
        const slide = document.querySelector(".present__slide");
        const point = (type, x) =>
          slide.dispatchEvent(new PointerEvent(type, { pointerType: "touch", isPrimary: true, clientX: x, clientY: 300, bubbles: true }));
        point("pointerdown", from);
        point("pointerup", to);
      },
      [from, to],
    );
  await swipe(300, 100);
  await page.getByRole("heading", { level: 1, name: stages[0], exact: true }).waitFor();
  await swipe(100, 300);
  await page.getByRole("heading", { level: 1, name: "To the gate", exact: true }).waitFor();
  await leave(page);
});
