// Actions: from a problem to a verdict, by keyboard, in both languages, at any width.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, screenshot, start } from "./support.mjs";

// The sample of a new workspace has six actions.
const puente = await start();

async function actions(query = "") {
  const response = await fetch(new URL(`/api/v1/actions${query}`, puente.url));
  assert.equal(response.status, 200);
  return response.json();
}

const group = (page, name) => page.getByRole("region", { name, exact: true });
const row = (page, problem) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: problem }) });

test("all actions are there by where they stand, with their verdict in words, without JavaScript", async () => {
  const { actions: all } = await actions();
  const page = await puente.visit("/actions", { javaScriptEnabled: false });
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Actions");
  const titles = (await page.getByRole("heading", { level: 2 }).allInnerTexts()).map((title) => title.replace(/\s*\d+$/, ""));
  assert.deepEqual(titles, ["Overdue", "Waiting for acceptance", "Open", "Implemented, waiting for the check", "Checked: did it help?"]);
  const problems = await page.locator(".action__problem").allInnerTexts();
  assert.deepEqual(problems, all.map(({ plan }) => plan.problem));
  assert.match(await group(page, "Overdue").innerText(), /6\sdays late/);
  assert.match(await group(page, "Waiting for acceptance").innerText(), /has not answered yet/);
  assert.match(await group(page, "Implemented, waiting for the check").innerText(), /too early The check is on /);

  // The soles got worse, and not like everything else did.
  const checked = all.find(({ state }) => state === "checked");
  const { verdict, measure } = checked;
  assert.equal(verdict.outcome, "worse");
  const said = await row(page, checked.plan.problem).innerText();
  const signed = (share) => `${share < 0 ? "-" : "+"}${Math.abs(Math.round(share * 1000) / 10).toFixed(1)}`;
  assert.ok(said.includes(`Changed by ${signed(verdict.change.difference)} points`), said);
  assert.match(said, new RegExp(`compared with ${measure.controls}\\stouchpoints where nothing was done`));
  const percent = (share) => `${(Math.round(share * 1000) / 10).toFixed(1)}%`;
  assert.ok(said.includes(`before ${percent(checked.implemented.baseline.reading.estimate)}`), said);
  assert.ok(said.includes(`now ${percent(measure.now.estimate)}`), said);
  await leave(page);
});

test("an action is added, accepted, done and taken away by keyboard alone", async () => {
  const page = await puente.visit("/actions");
  const press = async (name, exact = true) => {
    const button = page.getByRole("button", { name, exact });
    await button.focus();
    await page.keyboard.press("Enter");
  };
  await press("Add an action");
  const form = page.getByRole("form", { name: "Add an action" });
  await form.waitFor();
  // The first field has the focus; Tab goes on from there.
  await page.keyboard.type("The box is crushed");
  await page.keyboard.press("Tab");
  await page.keyboard.type("A stiffer box");
  await form.getByRole("combobox", { name: "Touchpoint" }).focus();
  await page.keyboard.type("Courier");
  await form.getByRole("textbox", { name: "Assigned to" }).focus();
  await page.keyboard.type("Ana");
  await form.getByRole("combobox", { name: "Metric" }).focus();
  await page.keyboard.type("CSAT");
  await form.getByRole("button", { name: "Add", exact: true }).focus();
  await page.keyboard.press("Enter");
  const added = row(page, "The box is crushed");
  await added.waitFor();
  assert.match(await group(page, "Waiting for acceptance").innerText(), /The box is crushed/);
  // The focus goes on at what was added.
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Edit: The box is crushed");

  await press("Accept: The box is crushed");
  await added.getByText("has accepted").waitFor();
  await press("Done: The box is crushed");
  const done = page.getByRole("form", { name: "Done: The box is crushed" });
  await done.waitFor();
  await page.keyboard.press("Escape");
  await done.waitFor({ state: "detached" });
  // Back where it was opened; whoever has gone on elsewhere by then stays there.
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Done: The box is crushed");
  await page.keyboard.press("Enter");
  await done.waitFor();
  await page.evaluate(() => {
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    document.querySelector('[aria-label="Edit: The box is crushed"]').focus();
  });
  await done.waitFor({ state: "detached" });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Edit: The box is crushed");
  await press("Done: The box is crushed");
  await done.getByRole("button", { name: "Save" }).focus();
  await page.keyboard.press("Enter");
  await group(page, "Implemented, waiting for the check").getByText("The box is crushed").waitFor();
  const [kept] = (await actions()).actions.filter(({ plan }) => plan.problem === "The box is crushed");
  assert.equal(kept.assigned.name, "Ana");
  assert.ok(kept.assigned.reply.accepted);
  // Frozen at that moment: the four weeks before, of the touchpoint.
  assert.ok(kept.implemented.baseline.reading.n > 20);
  assert.equal(kept.verdict.outcome, "too_early");

  await press("Edit: The box is crushed");
  const edit = page.getByRole("form", { name: "Edit: The box is crushed" });
  await edit.waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Boxes arrive crushed");
  await page.keyboard.press("Enter");
  await row(page, "Boxes arrive crushed").waitFor();
  await press("Edit: Boxes arrive crushed");
  await page.getByRole("button", { name: "Remove" }).focus();
  await page.keyboard.press("Enter");
  await row(page, "Boxes arrive crushed").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.textContent === "Add an action");
  await leave(page);
});

test("a filter stands in the address, and a touchpoint comes from elsewhere with a form that is open", async () => {
  const page = await puente.visit("/actions");
  await page.getByRole("combobox", { name: "Assigned to" }).selectOption("Lucía");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(/\/actions\?assigned=Luc%C3%ADa$/);
  await page.waitForFunction(() => document.querySelectorAll(".action__problem").length === 1);
  await page.reload();
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  assert.equal(await page.getByRole("combobox", { name: "Assigned to" }).inputValue(), "Lucía");
  await page.getByRole("combobox", { name: "State" }).selectOption("open");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("No action like this").waitFor();
  await page.getByRole("link", { name: "All actions" }).first().click();
  await page.waitForFunction(() => document.querySelectorAll(".action__problem").length > 4);
  const { touchpoint } = (await actions()).actions.find(({ plan }) => plan.problem === "Nobody rings the bell").plan;
  await page.goto(new URL(`/actions?touchpoint=${touchpoint}&add=1`, puente.url).href);
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  const form = page.getByRole("form", { name: "Add an action" });
  assert.equal(await form.getByRole("combobox", { name: "Touchpoint" }).inputValue(), touchpoint);
  assert.equal(await page.locator(".action__problem").count(), 1);
  await leave(page);
});

test("what cannot be is said in the form, and what was typed stays", async () => {
  const page = await puente.visit("/actions", { expected: [/422/] });
  await page.getByRole("button", { name: "Done: Nobody rings the bell" }).click();
  const form = page.getByRole("form", { name: "Done: Nobody rings the bell" });
  const on = await form.getByLabel("Implemented on").inputValue();
  await form.getByLabel("Check on").fill(on);
  await form.getByRole("button", { name: "Save" }).click();
  assert.match(await form.getByRole("alert").innerText(), /Nothing was changed: check/);
  assert.equal(await form.getByLabel("Check on").inputValue(), on);
  await form.getByRole("button", { name: "Cancel" }).click();
  await form.waitFor({ state: "detached" });
  await leave(page);
});

for (const [name, settings] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  spanish: { locale: "es-ES" },
  narrow: { viewport: { width: 360, height: 740 } },
})) {
  test(`the actions page can be used by everybody: ${name}`, async () => {
    const page = await puente.visit("/actions", settings);
    const whole = async (what) => {
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      const inner = await page.locator(".page__body").evaluate((body) => body.scrollWidth - body.clientWidth);
      assert.ok(inner <= 0, `the page is ${inner} px too wide inside`);
      await axe(page);
      await page.locator(".page__body").evaluate((body) => {
        // The whole page in one picture.
        body.style.overflow = "visible";
        document.querySelector(".shell").style.height = "auto";
        document.querySelector(".shell").style.overflow = "visible";
      });
      await screenshot(page, `actions-${what}-${name}`, { fullPage: true });
    };
    await whole("all");
    await page.getByRole("button", { name: /^(Edit|Editar): (Nobody rings|Nadie llama)/ }).click();
    await page.locator(".action__form").waitFor();
    await whole("edit");
    await leave(page);
  });
}

test("a board says what is being done about a touchpoint, and leads to a new action about it", async () => {
  const { touchpoint } = (await actions()).actions.find(({ plan }) => plan.problem === "Nobody rings the bell").plan;
  const [{ slug }] = await (await fetch(new URL("/api/v1/journeys", puente.url))).json();
  const page = await puente.visit(`/journeys/${slug}?touchpoint=${touchpoint}`);
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  await inspector.getByText("Ring before leaving the parcel").waitFor();
  assert.match(await inspector.innerText(), /Tomás · due /);
  await axe(page, { include: "#inspector" });
  await screenshot(page, "actions-inspector");
  await inspector.getByRole("link", { name: "Add an action" }).click();
  await page.waitForURL(/\/actions\?touchpoint=.*&add=1$/);
  await page.getByRole("form", { name: "Add an action" }).waitFor();
  await leave(page);
});

for (const [name, settings] of Object.entries({ light: {}, dark: { colorScheme: "dark" }, spanish: { locale: "es-ES" }, narrow: { viewport: { width: 360, height: 740 } } })) {
  test(`my area gathers what waits for a department: ${name}`, async () => {
    const page = await puente.visit("/area", settings);
    const spanish = name === "spanish";
    const part = (title) => page.getByRole("region", { name: title });
    const all = part(spanish ? "Acciones por hacer" : "Actions to be done");
    assert.equal(await all.getByRole("listitem").count(), (await actions()).actions.filter(({ state }) => !["implemented", "checked"].includes(state)).length);
    await page.getByRole("combobox").first().selectOption({ label: spanish ? "Logística" : "Logistics" });
    await page.getByRole("button", { name: spanish ? "Ver" : "Show" }).click();
    await page.waitForURL(/\/area\?department=/);
    await page.waitForSelector("html[data-hydrated]", { state: "attached" });
    const department = new URL(page.url()).searchParams.get("department");
    const own = (await actions(`?department=${department}`)).actions;
    assert.ok(own.length > 0);
    await page.waitForFunction((count) => document.querySelectorAll(".area__part:first-child li").length === count, own.length);
    // The courier of the first journey and the parcel of the second.
    assert.equal(await part(spanish ? "Peores puntos de contacto" : "Worst touchpoints").getByRole("listitem").count(), 2);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await axe(page);
    await page.goto(new URL("/area", puente.url).href);
    await page.locator(".area").waitFor();
    await screenshot(page, `area-${name}`);
    await leave(page);
  });
}

test("the history of an action says who did what, newest first, and an address shows one action alone", async () => {
  const { actions: all } = await actions();
  const { id, plan } = all.find(({ plan }) => plan.problem === "Told to send photos twice");
  const page = await puente.visit(`/actions?action=${id}`);
  assert.deepEqual(await page.locator(".action__problem").allInnerTexts(), [plan.problem]);
  const summary = page.locator("summary", { hasText: "History" });
  await summary.focus();
  await page.keyboard.press("Enter");
  const lines = page.locator(".action__history li");
  await lines.first().waitFor();
  const said = (await lines.allInnerTexts()).map((line) => line.split("\n").at(-1));
  assert.deepEqual(said, ["Lucía accepted", "Added, asked of Lucía"]);
  // What happens to it while it is open is told at once.
  await page.getByRole("button", { name: `Edit: ${plan.problem}` }).click();
  const form = page.getByRole("form", { name: `Edit: ${plan.problem}` });
  await form.getByRole("textbox", { name: "Assigned to" }).fill("Nuria");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("Asked of Nuria").waitFor();
  await axe(page);
  await screenshot(page, "action-history");
  await leave(page);
});

test("the board shows what is being done under each touchpoint, and leads to the action", async () => {
  const { actions: all } = await actions();
  const [{ slug }] = await (await fetch(new URL("/api/v1/journeys", puente.url))).json();
  const plain = await puente.visit(`/journeys/${slug}`, { javaScriptEnabled: false });
  assert.ok((await plain.locator(".doing > a").count()) >= 4, "chips are there without JavaScript");
  await leave(plain);
  const page = await puente.visit(`/journeys/${slug}`);
  const bell = all.find(({ plan }) => plan.problem === "Nobody rings the bell");
  const chip = page.locator(`.doing > a[href="/actions?action=${bell.id}"]`);
  assert.match(await chip.innerText(), /Ring before leaving the parcel[\s\S]*Tomás · due /);
  // In the column of its touchpoint.
  const column = (locator) => locator.evaluate((it) => [...it.closest("[role=row]").children].indexOf(it.closest("[role=gridcell]")));
  const card = page.locator(".card", { hasText: "Courier hand-over" }).first();
  assert.equal(await column(chip), await column(card));
  await axe(page);
  await chip.scrollIntoViewIfNeeded();
  await screenshot(page, "board-doing");
  await chip.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/actions\?action=/);
  await page.getByText("Nobody rings the bell").first().waitFor();
  await leave(page);
  for (const [name, settings] of [
    ["board-doing-dark", { colorScheme: "dark" }],
    ["board-doing-360", { viewport: { width: 360, height: 800 } }],
    ["board-doing-es", { locale: "es-ES" }],
  ]) {
    const page = await puente.visit(`/journeys/${slug}`, settings);
    await page.locator(".doing > a").first().scrollIntoViewIfNeeded();
    await screenshot(page, name);
    await leave(page);
  }
});
