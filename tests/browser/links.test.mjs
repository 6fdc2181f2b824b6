// Links between cards and between steps, and lanes of numbers, tags and ratings: said in the panel, drawn and written on the board.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, cell, make, places, read, somebody, touchpoint, until } from "./boards.mjs";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();

/** Two touchpoints, a card behind the scenes, and a pain. */
async function furnished(title) {
  const journey = await make(puente, { title, template: "retail" });
  const { steps, lanes } = await places(puente, journey.id);
  const push = somebody(puente, journey.id);
  await push(
    ...touchpoint(steps[0], lanes.touchpoints, "Soles after 200 km"),
    ...touchpoint(steps[2], lanes.touchpoints, "Courier hand-over"),
    card(steps[1], lanes.backstage, "Sole supplier changed"),
    card(steps[0], lanes.pains, "Water gets in"),
  );
  return { ...journey, steps, lanes, push };
}

const links = (board) => Object.values(board.journey.links).filter((link) => !link.hidden);
const panel = (page) => page.getByRole("complementary", { name: "Inspector" });

test("a cause is linked, confirmed, drawn, told from both ends, and taken back", async () => {
  const journey = await furnished("Soles");
  const page = await puente.visit(journey.path);
  await page.getByRole("button", { name: /Sole supplier changed/ }).click();
  await panel(page).getByRole("combobox", { name: "It is a cause of…" }).selectOption({ label: "Soles after 200 km" });
  await until(puente, journey.id, (board) => links(board).length === 1, "the link");
  const source = page.getByRole("button", { name: /Sole supplier changed/ });
  assert.match(await source.textContent(), /Soles after 200 km/);
  await page.locator(".arrow--hypothesis").waitFor({ state: "attached" });
  await panel(page).getByRole("button", { name: "confirmed" }).click();
  await page.locator(".arrow--confirmed").waitFor({ state: "attached" });
  // From the left edge of the one into the left edge of the other.
  const ends = await page.evaluate(() => {
    const [from, to] = ["Sole supplier changed", "Soles after 200 km"].map((text) =>
      [...document.querySelectorAll(".board .card")].find((found) => found.querySelector(".card__title")?.textContent === text));
    const line = document.querySelector(".arrow__line").getBoundingClientRect();
    const head = document.querySelector(".arrow__head").getBoundingClientRect();
    return { from: from.getBoundingClientRect().left, right: line.right, to: to.getBoundingClientRect(), head };
  });
  assert.ok(Math.abs(ends.from - ends.right) < 2, JSON.stringify(ends));
  assert.ok(Math.abs(ends.head.right - ends.to.left) < 2 && ends.head.top > ends.to.top && ends.head.bottom < ends.to.bottom);
  await screenshot(page, "links");
  // From the other end.
  await panel(page).getByRole("button", { name: "Soles after 200 km", exact: true }).click();
  await panel(page).getByRole("heading", { name: "Causes" }).waitFor();
  assert.ok(await panel(page).getByRole("button", { name: "Sole supplier changed", exact: true }).isVisible());
  await axe(page);
  await panel(page).getByRole("button", { name: "Remove the link: Sole supplier changed" }).click();
  await until(puente, journey.id, (board) => links(board).length === 0, "the link to go");
  assert.equal(await page.locator(".arrow").count(), 0);
  await page.getByRole("button", { name: /Courier hand-over/ }).click();
  await page.keyboard.press("Control+z");
  await until(puente, journey.id, (board) => links(board).length === 1, "the link to come back");
  await page.locator(".arrow").waitFor({ state: "attached" });
  await leave(page);
});

test("a link goes with a deleted card, and the arrow with it", async () => {
  const journey = await furnished("Gone");
  const { board } = await places(puente, journey.id);
  const by = (title) => Object.entries(board.journey.cards).find(([, found]) =>
    (found.title || board.catalogue.touchpoints[found.touchpoint]?.name) === title)[0];
  const [from, to] = [by("Sole supplier changed"), by("Soles after 200 km")];
  await journey.push({ journey: { add_link: { id: crypto.randomUUID(), kind: { cause: "hypothesis" }, from: { card: from }, to: { card: to }, title: "" } } });
  const page = await puente.visit(journey.path);
  await page.locator(".arrow").waitFor({ state: "attached" });
  await page.getByRole("button", { name: /Sole supplier changed/ }).click();
  await page.keyboard.press("Delete");
  await until(puente, journey.id, (board) => links(board).length === 0, "the link to go");
  assert.equal(await page.locator(".arrow").count(), 0);
  await leave(page);
});

test("a step leads elsewhere, by keyboard alone", async () => {
  const journey = await furnished("Ways");
  const page = await puente.visit(journey.path);
  const head = (at) => page.locator(`[id="s-${journey.steps[at]}"]`);
  await head(2).focus();
  await page.keyboard.press("Alt+Enter");
  await panel(page).waitFor();
  await page.waitForFunction(() => document.activeElement?.closest("#inspector"));
  const choice = panel(page).getByRole("combobox", { name: "It also leads to…" });
  await choice.focus();
  const name = (await head(0).locator(".step__name").textContent()).trim();
  await choice.selectOption({ label: name });
  await until(puente, journey.id, (board) => links(board).length === 1, "the way");
  assert.ok(await head(2).getByRole("img", { name: `Leads back to ${name}` }).isVisible());
  assert.match(page.url(), /\?step=/);
  await screenshot(page, "ways");
  await axe(page);
  // A shared address opens the same panel, also before JavaScript.
  const plain = await puente.visit(page.url().replace(puente.url, ""), { javaScriptEnabled: false });
  assert.ok(await plain.getByRole("heading", { name: "Also leads to" }).isVisible());
  await leave(plain);
  await leave(page);
});

test("a lane of numbers takes numbers as the reader writes them, and says why it takes nothing else", async () => {
  const journey = await furnished("Minutos");
  const lane = crypto.randomUUID();
  await journey.push(
    { journey: { add_lane: { id: lane, kind: "free", title: "Minutos", department: null, after: null } } },
    { journey: { set_lane_content: { lane, content: "number" } } },
  );
  const page = await puente.visit(journey.path, { locale: "es-ES" });
  await page.locator(cell(journey.steps[0], lane)).focus();
  await page.keyboard.type("1.234,5");
  await page.keyboard.press("Enter");
  await until(puente, journey.id, (board) => Object.values(board.journey.cards).some((found) => found.title === "1234.5"), "the number");
  assert.equal(await page.locator(".card__number").first().textContent(), "1234,5");
  await page.locator(cell(journey.steps[1], lane)).focus();
  await page.keyboard.type("muchos");
  await page.keyboard.press("Enter");
  await page.getByText("Este carril es de números").first().waitFor();
  await page.keyboard.press("Escape");
  const { board } = await read(puente, journey.id);
  assert.ok(!Object.values(board.journey.cards).some((found) => found.title === "muchos"));
  await leave(page);
});

test("what the cards of a lane are is said in its menu", async () => {
  const journey = await furnished("Ratings");
  const lane = crypto.randomUUID();
  await journey.push(
    { journey: { add_lane: { id: lane, kind: "free", title: "Mood", department: null, after: null } } },
    card(journey.steps[0], lane, "4"),
  );
  const page = await puente.visit(journey.path);
  await page.locator(`[id="l-${lane}"]`).getByRole("button", { name: "Change this lane" }).click();
  await page.getByRole("combobox", { name: "What its cards are" }).selectOption({ label: "Ratings from 1 to 5" });
  await until(puente, journey.id, (board) => board.journey.lanes[lane].content === "rating", "the content");
  assert.ok(await page.getByRole("img", { name: "4 of 5" }).isVisible());
  await axe(page);
  await screenshot(page, "ratings");
  await leave(page);
});
