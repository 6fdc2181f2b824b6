// The board of a journey: it arrives readable, is edited in place, and what is done reaches the server.

import assert from "node:assert/strict";
import { test } from "node:test";
import { card, cell, make, places, read, somebody, titles, touchpoint, until } from "./boards.mjs";
import { axe, hydrated, leave, screenshot, start } from "./support.mjs";

const puente = await start();

/** A board with a little of everything. */
async function furnished(title) {
  const journey = await make(puente, { title, template: "retail" });
  const { steps, lanes, board } = await places(puente, journey.id);
  const department = Object.keys(board.catalogue.departments)[2];
  const persona = crypto.randomUUID();
  const push = somebody(puente, journey.id);
  await push(
    ...touchpoint(steps[0], lanes.touchpoints, "Instagram film", { department }),
    ...touchpoint(steps[2], lanes.touchpoints, "Courier hand-over", { department, moment_of_truth: true }),
    card(steps[0], lanes.pains, "Which drop do I need?"),
    card(steps[2], lanes.pains, "Nobody rings the bell", { evidence: "qualitative" }),
    { catalogue: { add_persona: { id: persona, name: "Marta, 31", summary: "" } } },
    { journey: { set_scope: { field: { personas: [persona] } } } },
    ...[120, 40, -60].map((emotion, at) => ({ journey: { set_emotion: { persona, step: steps[at], emotion } } })),
  );
  return { ...journey, steps, lanes, persona, push };
}

const board = await furnished("First marathon");

test("a board hydrates without a warning and shows what is on it", async () => {
  const page = await puente.visit(board.path);
  assert.match(await page.title(), /First marathon/);
  assert.ok(await page.getByText("Courier hand-over").first().isVisible());
  await screenshot(page, "board");
  await leave(page);
});

test("a board can be read without JavaScript", async () => {
  const page = await puente.visit(board.path, { javaScriptEnabled: false });
  assert.ok(await page.getByText("Nobody rings the bell").isVisible());
  assert.equal(await page.getByRole("grid").count(), 1);
  await leave(page);
});

for (const colorScheme of ["light", "dark"]) {
  test(`a board has no accessibility violation, ${colorScheme}`, async () => {
    const page = await puente.visit(board.path, { colorScheme });
    await page.getByText("Courier hand-over").first().click();
    await page.getByRole("complementary").waitFor();
    await axe(page);
    await screenshot(page, `board-${colorScheme}`);
    await leave(page);
  });
}

test("a board speaks Spanish when asked, without a reload", async () => {
  const page = await puente.visit(board.path, { locale: "es-ES" });
  assert.ok(await page.getByText("Puntos de contacto", { exact: true }).first().isVisible());
  await screenshot(page, "board-es");
  await leave(page);
});

test("at 360 pixels only the board itself scrolls sideways", async () => {
  const page = await puente.visit(board.path, { viewport: { width: 360, height: 740 } });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
  const inner = await page.evaluate(() => {
    const scroller = document.getElementById("board-scroll");
    return scroller.scrollWidth - scroller.clientWidth;
  });
  assert.ok(inner > 0, "the board scrolls");
  await screenshot(page, "board-360");
  await leave(page);
});

test("a journey that is not there says so", async () => {
  const page = await puente.visit("/journeys/nowhere", { expected: [/404/] });
  assert.ok(await page.getByRole("link", { name: "All journeys", exact: true }).isVisible());
  await leave(page);
});

test("typing in an empty cell adds a card, at once here and soon on the server", async () => {
  const journey = await furnished("Typing");
  const page = await puente.visit(journey.path);
  await page.locator(cell(journey.steps[1], journey.lanes.pains)).focus();
  await page.keyboard.type("Too many models");
  await page.keyboard.press("Enter");
  const added = page.getByRole("button", { name: "Too many models" });
  await added.waitFor({ timeout: 1_000 });
  assert.ok(await added.evaluate((element) => element === document.activeElement), "it has the focus");
  await until(puente, journey.id, (now) => titles(now).includes("Too many models"));
  await leave(page);
});

test("Escape leaves everything as it was", async () => {
  const journey = await furnished("Escape");
  const page = await puente.visit(journey.path);
  const pain = page.getByRole("button", { name: "Nobody rings the bell" });
  await pain.focus();
  await page.keyboard.press("F2");
  await page.keyboard.type("Something else");
  await page.keyboard.press("Escape");
  assert.ok(await pain.isVisible());
  assert.ok(await pain.evaluate((element) => element === document.activeElement));
  await leave(page);
});

test("a name typed into the touchpoints lane makes the touchpoint and places it in one push", async () => {
  const journey = await furnished("Touchpoints");
  const before = (await read(puente, journey.id)).heads.journey;
  const page = await puente.visit(journey.path);
  await page.locator(cell(journey.steps[4], journey.lanes.touchpoints)).focus();
  await page.keyboard.type("Fitting room");
  await page.getByRole("option", { name: "Fitting room" }).waitFor();
  await page.keyboard.press("Enter");
  await until(puente, journey.id, (now) => titles(now).includes("Fitting room"));
  assert.equal((await read(puente, journey.id)).heads.journey, before + 1);
  await page.locator(cell(journey.steps[5], journey.lanes.touchpoints)).focus();
  await page.keyboard.type("instagram");
  await page.getByRole("option", { name: "Instagram film" }).first().click();
  const placed = (now) => titles(now).filter((title) => title === "Instagram film").length === 2;
  const known = Object.keys((await read(puente, journey.id)).board.catalogue.touchpoints).length;
  const after = await until(puente, journey.id, placed);
  assert.equal(Object.keys(after.catalogue.touchpoints).length, known, "a known touchpoint is placed, not made again");
  await leave(page);
});

test("undo and redo take edits back and do them again", async () => {
  const journey = await furnished("Undo");
  const page = await puente.visit(journey.path);
  const pain = page.getByRole("button", { name: "Nobody rings the bell" });
  await pain.focus();
  await page.keyboard.press("Delete");
  await pain.waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await pain.waitFor();
  await page.keyboard.press("Control+Shift+Z");
  await pain.waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await pain.waitFor();
  await until(puente, journey.id, (now) => titles(now).includes("Nobody rings the bell"));
  await leave(page);
});

test("a card is moved by keys, and it is said where it went", async () => {
  const journey = await furnished("Keys");
  const page = await puente.visit(journey.path);
  const pain = page.getByRole("button", { name: "Nobody rings the bell" });
  await pain.focus();
  await page.keyboard.press("Alt+ArrowRight");
  await page.locator(cell(journey.steps[3], journey.lanes.pains)).getByText("Nobody rings the bell").waitFor();
  assert.match(await page.getByRole("status").first().innerText(), /Nobody rings the bell moved/);
  assert.ok(await pain.evaluate((element) => element === document.activeElement), "it keeps the focus");
  await leave(page);
});

test("a card is dragged to another cell, and Escape puts it back", async () => {
  const journey = await furnished("Drag");
  const page = await puente.visit(journey.path);
  const pain = page.getByRole("button", { name: "Which drop do I need?" });
  const target = page.locator(cell(journey.steps[3], journey.lanes.pains));
  const drag = async () => {
    const from = await pain.boundingBox();
    const to = await target.boundingBox();
    await page.mouse.move(from.x + 20, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 14, { steps: 4 });
    await page.mouse.move(to.x + 40, to.y + 20, { steps: 6 });
    await page.waitForTimeout(50);
  };
  await drag();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.equal(await target.getByText("Which drop do I need?").count(), 0);
  await drag();
  await screenshot(page, "board-dragging");
  await page.mouse.up();
  await target.getByText("Which drop do I need?").waitFor();
  const after = await until(puente, journey.id, (now) =>
    Object.values(now.journey.cards).some(({ title, cell: at }) => title === "Which drop do I need?" && at.step === journey.steps[3]),
  );
  assert.ok(after);
  await leave(page);
});

test("a step and a stage are dragged to another place", async () => {
  const journey = await furnished("Columns");
  const page = await puente.visit(journey.path);
  const [first, second] = journey.steps;
  const head = (step) => page.locator(`[id="s-${step}"]`);
  const from = await head(first).boundingBox();
  const to = await head(second).boundingBox();
  await page.mouse.move(from.x + 20, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width - 10, to.y + 12, { steps: 8 });
  await page.waitForTimeout(50);
  await page.mouse.up();
  await until(puente, journey.id, (now) => {
    const stage = now.journey.stages[now.journey.stage_order[0]];
    return stage.step_order[0] === second && stage.step_order[1] === first;
  });
  await leave(page);
});

test("an emotion point is a slider for keys and for the pointer", async () => {
  const journey = await furnished("Emotion");
  const page = await puente.visit(journey.path);
  const at = async (hundredths) =>
    until(puente, journey.id, (now) =>
      now.journey.emotions.some(([[persona, step], value]) => persona === journey.persona && step === journey.steps[0] && value === hundredths),
    );
  const point = page.locator(`[id="e-${journey.persona}.${journey.steps[0]}"]`);
  await point.focus();
  await page.keyboard.press("ArrowUp");
  await at(130);
  assert.equal(await point.getAttribute("aria-valuenow"), "1.30");
  assert.match(await point.getAttribute("aria-valuetext"), /delighted/);
  const box = await point.boundingBox();
  await page.mouse.move(box.x + 12, box.y + 12);
  await page.mouse.down();
  await page.mouse.move(box.x + 12, box.y + 60, { steps: 6 });
  await page.mouse.up();
  await until(puente, journey.id, (now) =>
    now.journey.emotions.some(([[, step], value]) => step === journey.steps[0] && value < 50),
  );
  await point.focus();
  await page.keyboard.press("Delete");
  await until(puente, journey.id, (now) => !now.journey.emotions.some(([[, step]]) => step === journey.steps[0]));
  await leave(page);
});

test("lines of text become cards when pasted", async () => {
  const journey = await furnished("Paste");
  const page = await puente.visit(journey.path);
  await page.locator(cell(journey.steps[1], journey.lanes.pains)).focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "One\nTwo\tNext column\n\nThree");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const after = await until(puente, journey.id, (now) => titles(now).includes("Three"));
  for (const title of ["One", "Two", "Next column", "Three"]) assert.ok(titles(after).includes(title), title);
  await leave(page);
});

test("the whole board is worked with the keyboard alone", async () => {
  const journey = await make(puente, { title: "Keyboard" });
  const page = await puente.visit(journey.path);
  const focused = () => page.evaluate(() => document.activeElement.id);
  await page.locator(`[role="grid"] [tabindex="0"]`).focus();
  assert.match(await focused(), /^g-/);
  // A stage and a step of one's own.
  await page.keyboard.press("Control+Enter");
  await page.keyboard.type("Recover");
  await page.keyboard.press("Enter");
  await page.getByRole("columnheader", { name: "Recover" }).waitFor();
  // Down to the first lane, through the board and back to its first place.
  await page.keyboard.press("ArrowDown");
  assert.match(await focused(), /^x-/);
  await page.keyboard.press("Home");
  assert.match(await focused(), /^(x|l)-/);
  await page.keyboard.press("Control+Home");
  assert.match(await focused(), /^g-/);
  await page.keyboard.press("Control+End");
  assert.match(await focused(), /^[xc]-/);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await axe(page);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.match(await focused(), /^[xc]-/);
  await leave(page);
});

test("the inspector says what is chosen, keeps it in the address, and edits it", async () => {
  const journey = await furnished("Inspector");
  const page = await puente.visit(journey.path);
  await page.getByRole("button", { name: "Courier hand-over" }).click();
  await page.waitForURL(/\?card=/);
  const aside = page.getByRole("complementary");
  assert.ok(await aside.getByRole("heading", { name: "Courier hand-over" }).isVisible());
  assert.ok(await aside.getByText("puente import").isVisible(), "nothing is measured: it says what to do");
  await aside.getByRole("button", { name: "measured" }).click();
  await until(puente, journey.id, (now) => Object.values(now.journey.cards).some(({ evidence }) => evidence === "measured"));
  await aside.getByLabel("Note").fill("The courier does not ring.");
  await aside.getByLabel("Note").blur();
  await until(puente, journey.id, (now) => Object.values(now.journey.cards).some(({ note }) => note.text === "The courier does not ring."));
  await page.reload();
  await hydrated(page);
  assert.ok(await page.getByRole("complementary").getByRole("heading", { name: "Courier hand-over" }).isVisible());
  await screenshot(page, "board-inspector");
  await leave(page);
});

test("others' edits arrive by themselves", async () => {
  const journey = await furnished("Others");
  const page = await puente.visit(journey.path);
  await journey.push(card(journey.steps[1], journey.lanes.pains, "From elsewhere"));
  await page.getByRole("button", { name: "From elsewhere" }).waitFor({ timeout: 12_000 });
  await leave(page);
});

test("edits travel as frames, and a page that meets another version keeps them and asks to be reloaded", async () => {
  const journey = await furnished("Wire");
  const page = await puente.visit(journey.path, { sockets: false });
  const write = async (title) => {
    await page.locator(cell(journey.steps[1], journey.lanes.pains)).focus();
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
  };
  const wire = "application/vnd.puente.wire";
  const answered = page.waitForResponse("**/pushes");
  await write("By wire");
  const answer = await answered;
  assert.equal(await answer.request().headerValue("content-type"), wire);
  assert.equal(await answer.headerValue("content-type"), wire);
  assert.equal(answer.request().postDataBuffer()[0], 2);
  await until(puente, journey.id, (now) => titles(now).includes("By wire"));
  await page.route("**/pushes", (route) => route.fulfill({ contentType: wire, body: Buffer.from([3, 0]) }));
  await write("Of another time");
  await page.getByText("Puente was updated.").waitFor();
  await page.unroute("**/pushes");
  await page.getByRole("link", { name: "Reload the page" }).click();
  await until(puente, journey.id, (now) => titles(now).includes("Of another time"), "the kept edit to arrive");
  await hydrated(page);
  await leave(page);
});

test("what the server cannot take is kept, shown, and sent when it can", async () => {
  const journey = await furnished("Offline");
  const page = await puente.visit(journey.path, { sockets: false, expected: [/Failed to load|ERR_|request failed|503/] });
  await page.route("**/pushes", (route) => route.abort("connectionrefused"));
  await page.locator(cell(journey.steps[1], journey.lanes.pains)).focus();
  await page.keyboard.type("Written offline");
  await page.keyboard.press("Enter");
  await page.getByText("1 change waiting").waitFor();
  const kept = await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.startsWith("puente.pending.")));
  assert.equal(kept.length, 1);
  const [[, queue]] = kept;
  assert.match(queue, /^\d+ [A-Za-z0-9+/]{60,}=*$/, "that something waits is seen, and not what");
  await page.reload();
  await hydrated(page);
  await page.unroute("**/pushes");
  await page.reload();
  await hydrated(page);
  await until(puente, journey.id, (now) => titles(now).includes("Written offline"), "the kept edit to arrive");
  await page.getByRole("button", { name: "Written offline" }).waitFor({ timeout: 12_000 });
  await leave(page);
});

test("an edit that was refused meanwhile is in the tray, with why, and can be applied again", async () => {
  const journey = await furnished("Refused");
  const page = await puente.visit(journey.path, { sockets: false, expected: [/Failed to load|ERR_|request failed/] });
  await page.route("**/pushes", (route) => route.abort("connectionrefused"));
  const id = await page.getByRole("button", { name: "Nobody rings the bell" }).getAttribute("id");
  await page.getByRole("button", { name: "Nobody rings the bell" }).focus();
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("The bell is broken");
  await page.keyboard.press("Enter");
  await journey.push({ journey: { delete: { nodes: [{ card: id.slice(2) }] } } });
  await page.unroute("**/pushes");
  await page.getByRole("heading", { name: "Recovered changes" }).waitFor({ timeout: 15_000 });
  assert.ok(await page.getByText("The bell is broken").isVisible());
  await axe(page);
  await journey.push({ journey: { restore: { nodes: [{ card: id.slice(2) }] } } });
  await page.getByRole("button", { name: "Nobody rings the bell" }).waitFor({ timeout: 12_000 });
  await page.getByRole("button", { name: "Apply again" }).click();
  await until(puente, journey.id, (now) => titles(now).includes("The bell is broken"));
  assert.equal(await page.getByRole("heading", { name: "Recovered changes" }).count(), 0);
  await leave(page);
});

test("a finger that holds drags a card", async () => {
  const journey = await furnished("Touch");
  const page = await puente.visit(journey.path, { hasTouch: true, viewport: { width: 800, height: 1000 } });
  const touch = await page.context().newCDPSession(page);
  const finger = (type, x, y) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const pain = await page.getByRole("button", { name: "Which drop do I need?" }).boundingBox();
  const target = page.locator(cell(journey.steps[1], journey.lanes.pains));
  const to = await target.boundingBox();
  const [x, y] = [pain.x + 30, pain.y + 12];
  await finger("touchStart", x, y);
  await page.waitForTimeout(500);
  for (let at = 1; at <= 6; at += 1) await finger("touchMove", x + ((to.x + 40 - x) * at) / 6, y + ((to.y + 20 - y) * at) / 6);
  await page.waitForTimeout(60);
  await finger("touchEnd");
  await target.getByText("Which drop do I need?").waitFor();
  await leave(page);
});

test("a lane is named, moved and deleted from its menu, and the line of visibility moves", async () => {
  const journey = await furnished("Lanes");
  const page = await puente.visit(journey.path);
  const head = page.locator(`[id="l-${journey.lanes.notes}"]`);
  const choose = async (name) => {
    await head.hover();
    await head.getByRole("button").click();
    await page.getByRole("group", { name: "Change this lane" }).getByRole("button", { name }).click();
  };
  await choose("Rename");
  await page.keyboard.type("Ideas");
  await page.keyboard.press("Enter");
  await until(puente, journey.id, (now) => now.journey.lanes[journey.lanes.notes].title === "Ideas");
  await choose("Move up");
  await until(puente, journey.id, (now) => now.journey.lane_order.at(-2) === journey.lanes.notes);
  await choose("Draw the line of visibility below");
  await until(puente, journey.id, (now) => now.journey.line_of_visibility === journey.lanes.notes);
  await choose("Delete the lane");
  await until(puente, journey.id, (now) => now.journey.lanes[journey.lanes.notes].hidden);
  await page.getByLabel("Add a lane").selectOption({ label: "What they think" });
  await page.getByRole("rowheader", { name: /What they think/ }).waitFor();
  await leave(page);
});

test("what somebody else writes in a note appears while I write in it, and my caret stays with my words", async () => {
  const journey = await furnished("Together");
  const page = await puente.visit(journey.path);
  const pain = page.getByRole("button", { name: "Nobody rings the bell" });
  const id = (await pain.getAttribute("id")).slice(2);
  const edit = (base, ...spans) =>
    journey.push({ journey: { edit_note: { card: id, id: crypto.randomUUID(), base, edit: spans } } });
  await edit(0, { insert: "Says the courier." });
  await pain.click();
  const note = page.getByRole("complementary").getByLabel("Note", { exact: true });
  await page.waitForFunction(() => document.activeElement?.tagName !== "TEXTAREA");
  await until(puente, journey.id, (now) => now.journey.cards[id].note.revision === 1);
  await page.waitForFunction(() => document.querySelector("aside textarea")?.value === "Says the courier.", null, { timeout: 12_000 });
  await note.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Twice");
  await edit(1, { insert: "Yes! 🚌 " }, { keep: 17 });
  await page.waitForFunction(() => document.querySelector("aside textarea")?.value === "Yes! 🚌 Says the courier. Twice", null, { timeout: 12_000 });
  await page.keyboard.type(" today.");
  assert.equal(await note.inputValue(), "Yes! 🚌 Says the courier. Twice today.");
  await note.blur();
  await until(puente, journey.id, (now) => now.journey.cards[id].note.text === "Yes! 🚌 Says the courier. Twice today.");
  // Mine is taken back, theirs stays.
  await pain.focus();
  await page.keyboard.press("Control+z");
  await until(puente, journey.id, (now) => now.journey.cards[id].note.text === "Yes! 🚌 Says the courier.");
  await leave(page);
});

test("a note that somebody else replaced meanwhile shows both texts", async () => {
  const journey = await furnished("Note");
  const page = await puente.visit(journey.path);
  const pain = page.getByRole("button", { name: "Nobody rings the bell" });
  await pain.click();
  const note = page.getByRole("complementary").getByLabel("Note", { exact: true });
  await note.click();
  await page.keyboard.type("Mine");
  const id = (await pain.getAttribute("id")).slice(2);
  await journey.push({ journey: { set_note: { card: id, base: 0, text: "Theirs" } } });
  await page.getByText("Someone changed this note meanwhile").waitFor({ timeout: 12_000 });
  await page.getByRole("button", { name: "Keep both" }).click();
  await until(puente, journey.id, (now) => now.journey.cards[id].note.text === "Theirs\n\nMine");
  await leave(page);
});
