// Several people on one board: what one changes the others see at once, and who is there, what they hold and where they look.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make, places } from "./boards.mjs";
import { axe, browse, leave, open, quiet, screenshot, serve } from "./support.mjs";

const PASSWORD = "four words unlike these";
const server = await serve();
const [, setup] = await server.says(/Set up Puente at (http:\/\/\S+\/setup#\S+)\s/);
const puente = { url: new URL(setup).origin };
const browser = await browse();
const journey = await make(puente, { title: "Workshop", template: "blank" });
const { steps, lanes } = await places(puente, journey.id);
const visit = (address, settings) => open(browser, new URL(address, puente.url).href, settings);

/** Asks from within the page, as its own scripts do. */
async function asked(page, method, address, body) {
  const { status, text } = await page.evaluate(
    async ([method, address, body]) => {
      const response = await fetch(`/api/v1${address}`, {
        method,
        headers: body ? { "content-type": "application/json" } : {},
        body: body ? JSON.stringify(body) : undefined,
      });
      return { status: response.status, text: await response.text() };
    },
    [method, address, body],
  );
  assert.ok(status < 300, `${method} ${address}: ${status} ${text}`);
  return text ? JSON.parse(text) : null;
}

const others = (page, count) => page.locator(".people__face").nth(count - 1).waitFor();
const cell = (step, lane) => `[id="x-${lane}.${step}"]`;
const note = (page, title) => page.locator(".note, .card").filter({ hasText: title });

/** Adds a card by hand. */
async function add(page, step, title) {
  await page.locator(cell(steps[step], lanes.pains)).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type(title);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
}

const people = {};

test("two people come to a board and see each other", async () => {
  const secret = new URL(setup).hash.slice(1);
  const first = await visit("/");
  await asked(first, "POST", "/entrance/setup", {
    secret, workspace: "Puente Norte", name: "Ana Ruiz", email: "ana@example.org", password: PASSWORD,
  });
  const { link } = await asked(first, "POST", `/journeys/${journey.id}/guests`, { role: "editor", hours: 4, most_uses: 20 });
  people.guest = new URL(link).hash.slice(1);
  people.ana = first;
  await first.goto(new URL(journey.path, puente.url).href);
  await first.waitForSelector("html[data-hydrated]", { state: "attached" });
  people.luis = await joined("Luis Vega");
  await others(people.ana, 1);
  await others(people.luis, 1);
  assert.equal(await people.ana.locator(".people__face").getAttribute("data-initials"), "LV");
  assert.equal(await people.luis.locator(".people__face").getAttribute("data-initials"), "AR");
  assert.equal(await people.ana.locator(".people__count").innerText(), "1 other");
  await axe(people.ana);
  quiet(people.ana);
  quiet(people.luis);
});

/** A guest's page of the board. */
async function joined(name) {
  const page = await visit("/sign-in");
  await asked(page, "POST", "/entrance/join", { secret: people.guest, name });
  await page.goto(new URL(journey.path, puente.url).href);
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  return page;
}

test("what one writes the other reads without asking, and the sign says that it is saved", async () => {
  const { ana, luis } = people;
  await add(ana, 0, "Forty minutes in line");
  // Far sooner than anybody polls.
  await note(luis, "Forty minutes in line").waitFor({ timeout: 2_000 });
  await add(luis, 0, "No signs");
  await note(ana, "No signs").waitFor({ timeout: 2_000 });
  await ana.locator(".sync--saved").waitFor();
  await luis.locator(".sync--saved").waitFor();
  quiet(ana);
  quiet(luis);
});

test("a card that somebody writes in says so, and a pointer has a name", async () => {
  const { ana, luis } = people;
  await note(luis, "No signs").focus();
  await luis.keyboard.press("Enter");
  await ana.locator('[data-peer="Luis Vega is editing this"]').waitFor({ timeout: 3_000 });
  await axe(ana);
  await screenshot(ana, "live-editing");
  await luis.keyboard.press("Escape");
  await ana.locator("[data-peer-edits]").waitFor({ state: "detached" });
  const there = await luis.locator(cell(steps[0], lanes.touchpoints)).boundingBox();
  await luis.mouse.move(there.x + there.width / 2, there.y + there.height / 2);
  await luis.mouse.move(there.x + there.width / 2 + 4, there.y + there.height / 2 + 4);
  const pointer = ana.locator(".peer", { hasText: "Luis Vega" });
  await pointer.waitFor({ timeout: 3_000 });
  await ana.waitForFunction(
    ([id, x, y]) => {
      const cell = document.getElementById(id).getBoundingClientRect();
      const at = document.querySelector(".peer").getBoundingClientRect();
      return Math.abs(at.left - cell.left - x) < 12 && Math.abs(at.top - cell.top - y) < 12;
    },
    [`x-${lanes.touchpoints}.${steps[0]}`, there.width / 2, there.height / 2],
  );
  quiet(ana);
  quiet(luis);
});

test("whom one follows takes one along, until Escape", async () => {
  const { ana, luis } = people;
  await luis.setViewportSize({ width: 700, height: 500 });
  await ana.setViewportSize({ width: 700, height: 500 });
  await ana.getByRole("button", { name: "Follow Luis Vega" }).focus();
  await ana.keyboard.press("Enter");
  await ana.getByRole("button", { name: "Stop following Luis Vega" }).waitFor();
  const down = (page) => page.locator("#board-scroll").evaluate((region) => region.scrollTop);
  await luis.locator("#board-scroll").evaluate((region) => region.scrollTo(0, 260));
  await ana.waitForFunction(() => document.getElementById("board-scroll").scrollTop > 150);
  await axe(ana);
  await ana.keyboard.press("Escape");
  await ana.getByRole("button", { name: "Stop following Luis Vega" }).waitFor({ state: "detached" });
  const before = await down(ana);
  await luis.locator("#board-scroll").evaluate((region) => region.scrollTo(0, 0));
  await new Promise((later) => setTimeout(later, 500));
  assert.equal(await down(ana), before);
  await ana.setViewportSize({ width: 1440, height: 900 });
  await luis.setViewportSize({ width: 1440, height: 900 });
  quiet(ana);
  quiet(luis);
});

test("without a network one goes on, and back again nothing is lost on either side", async () => {
  const { ana, luis } = people;
  const expected = [/ERR_INTERNET_DISCONNECTED/, /request failed/];
  const cut = await visit(journey.path, { storageState: await luis.context().storageState(), expected });
  await others(cut, 1);
  await cut.context().setOffline(true);
  await add(cut, 1, "Written alone");
  await cut.locator(".sync--offline, .sync--saving").waitFor();
  await add(ana, 1, "Written meanwhile");
  await ana.locator(".sync--saved").waitFor();
  assert.equal(await note(cut, "Written meanwhile").count(), 0);
  assert.equal(await note(ana, "Written alone").count(), 0);
  await cut.context().setOffline(false);
  await note(cut, "Written meanwhile").waitFor({ timeout: 5_000 });
  await note(ana, "Written alone").waitFor({ timeout: 5_000 });
  await cut.locator(".sync--saved").waitFor();
  await others(cut, 1);
  await leave(cut);
  quiet(ana);
  quiet(luis);
});

test("five people write at once, and all have the same board", async () => {
  const { ana, luis } = people;
  const more = await Promise.all(["Cleo", "Dario", "Eva"].map((name) => joined(name)));
  const everybody = [ana, luis, ...more];
  await others(ana, 4);
  assert.equal(await ana.locator(".people__count").innerText(), "4 others");
  await Promise.all(everybody.map((page, n) => add(page, 2, `Card of ${n}`)));
  for (const page of everybody) {
    for (let n = 0; n < everybody.length; n += 1) await note(page, `Card of ${n}`).waitFor({ timeout: 5_000 });
  }
  const orders = await Promise.all(
    everybody.map((page) => page.locator(`${cell(steps[2], lanes.pains)} .card__title`).allInnerTexts()),
  );
  for (const order of orders) assert.deepEqual(order, orders[0]);
  const hues = await ana.locator(".people__face").evaluateAll((faces) => faces.map((face) => face.className.match(/hue-\d+/)[0]));
  assert.equal(new Set(hues).size, 4);
  for (const page of more) await leave(page);
  await ana.locator(".people__face").nth(1).waitFor({ state: "detached" });
  quiet(ana);
  quiet(luis);
});

test("whoever is taken out sees nothing more, and is told", async () => {
  const { ana, luis } = people;
  const { links } = await asked(ana, "GET", `/journeys/${journey.id}/guests`);
  await asked(ana, "DELETE", `/journeys/${journey.id}/guests/${links[0].id}`);
  await ana.locator(".people").waitFor({ state: "detached" });
  await add(ana, 0, "Among ourselves");
  await new Promise((later) => setTimeout(later, 1_000));
  assert.equal(await note(luis, "Among ourselves").count(), 0);
  await leave(ana);
  await luis.context().close();
});
