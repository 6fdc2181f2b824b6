// A journey from a file: chosen, dropped or pasted; shown as what it would do; brought in; brought again as an update.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();

const DAY = `journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
    section Go home
      Go downstairs: 5: Me
      Sit down: 5: Me
`;

const GRID = [
  "etapa;;Antes;;Después",
  "paso;;Buscar;Comprar;Recibir",
  "puntos de contacto;;Web;Tienda;Reparto",
  "puntos de dolor;;;Cola larga;",
  "emoción;Ana;1;-2;0,5",
  "",
].join("\r\n");

/** A file as the browser's file chooser takes it. */
const file = (name, text) => ({ name, mimeType: "", buffer: Buffer.from(text) });

/** Drops a file on the window, as from the desktop. */
async function drop(page, name, text) {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      return data;
    },
    [name, text],
  );
  for (const type of ["dragover", "drop"]) await page.dispatchEvent("body", type, { dataTransfer: data });
}

/** Pastes a text where the focus is, as from a spreadsheet. */
const paste = (page, text) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  }, text);

/** The row of a kind in the table of what would come: new, changed, not coming. */
async function counted(page, kind) {
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: kind, exact: true }) });
  return (await row.getByRole("cell").allInnerTexts()).map(Number);
}

const wide = async (page) => {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
};

test("the portfolio leads to the page, by keyboard", async () => {
  const page = await puente.visit("/");
  await page.getByRole("link", { name: "From a file" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/from-file$/);
  await page.getByRole("heading", { level: 1, name: "A journey from a file" }).waitFor();
  await axe(page);
  await screenshot(page, "from-file-empty", { fullPage: true });
  await leave(page);
});

test("a Mermaid journey is chosen, shown, brought in and seen on its board; changed, it updates; by keyboard", async () => {
  const page = await puente.visit("/from-file");
  await page.getByLabel("Choose a file").setInputFiles(file("day.mmd", DAY));
  const heading = page.getByRole("heading", { name: "This is a Mermaid journey. It becomes a new journey." });
  await heading.waitFor();
  assert.deepEqual(await counted(page, "Stages"), [2, 0, 0]);
  assert.deepEqual(await counted(page, "Steps"), [5, 0, 0]);
  assert.deepEqual(await counted(page, "Emotions"), [6, 0, 0]);
  await page.getByText(/^Everything that comes/).click();
  await page.getByRole("cell", { name: "Go upstairs" }).waitFor();
  await axe(page);
  await screenshot(page, "from-file-plan", { fullPage: true });
  // Nothing is there yet.
  const journeys = () => page.evaluate(async () => (await fetch("/api/v1/journeys")).json());
  assert.ok(!(await journeys()).some(({ title }) => title === "My working day"));
  const title = page.getByRole("textbox", { name: "Title of the new journey" });
  assert.equal(await title.inputValue(), "My working day");
  await title.fill("A day at work");
  await page.getByRole("button", { name: "Create the journey" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/journeys\/a-day-at-work$/);
  await page.getByText("Go downstairs").first().waitFor();

  await page.getByRole("link", { name: "Update from a file" }).click();
  await page.waitForURL(/\/from-file\?journey=/);
  await page.getByRole("heading", { level: 1, name: "Update “A day at work” from a file" }).waitFor();
  const changed = DAY.replace("title My working day", "").replace("Sit down: 5: Me", "Sit down: 2: Me\n      Sleep: 4: Me");
  await page.getByLabel("Choose a file").setInputFiles(file("day.mmd", changed));
  await page.getByRole("heading", { name: /It changes “A day at work”/ }).waitFor();
  assert.deepEqual(await counted(page, "Steps"), [1, 0, 0]);
  assert.deepEqual(await counted(page, "Emotions"), [1, 1, 0]);
  await page.getByRole("button", { name: "Update the journey" }).click();
  await page.waitForURL(/\/journeys\/a-day-at-work$/);
  await page.getByText("Sleep").first().waitFor();

  // Once more it is nothing.
  await page.getByRole("link", { name: "Update from a file" }).click();
  await page.waitForURL(/\/from-file\?journey=/);
  await page.getByLabel("Choose a file").setInputFiles(file("day.mmd", changed));
  await page.getByText("Nothing changes: all that is in this file is there already.").waitFor();
  // The same file can become a journey of its own all the same.
  await page.getByRole("combobox", { name: "Where it goes" }).selectOption({ label: "A new journey" });
  await page.getByRole("heading", { name: /It becomes a new journey/ }).waitFor();
  assert.deepEqual(await counted(page, "Steps"), [6, 0, 0]);
  await page.getByRole("combobox", { name: "Where it goes" }).selectOption({ label: "A day at work" });
  await page.getByText("Nothing changes: all that is in this file is there already.").waitFor();
  await page.getByRole("link", { name: "Open the journey" }).click();
  await page.waitForURL(/\/journeys\/a-day-at-work$/);
  await leave(page);
});

test("what cannot come is listed with its line and reason, and the rest comes only when somebody agrees", async () => {
  const page = await puente.visit("/from-file", { locale: "es-ES" });
  await page.getByLabel("Elegir un archivo").setInputFiles(file("medio.mmd", `${DAY.replace("My working", "Another")}      esto no es una tarea\n`));
  await page.getByRole("heading", { name: "Lo que no puede llegar, y por qué" }).waitFor();
  const row = page.getByRole("row").filter({ hasText: "esto no es una tarea" });
  assert.match(await row.innerText(), /10\s+Otro\s+esto no es una tarea\s+Esta línea no se entiende\./);
  const button = page.getByRole("button", { name: "Crear el recorrido" });
  assert.ok(await button.isDisabled());
  await page.getByText("Acepte antes dejar fuera lo que no puede llegar.").waitFor();
  await axe(page);
  await screenshot(page, "from-file-refused-spanish", { fullPage: true });
  await page.getByRole("checkbox", { name: "Dejar fuera lo que no puede llegar" }).check();
  await button.click();
  await page.waitForURL(/\/journeys\/another-day$/);
  await leave(page);
});

test("a grid that is dropped anywhere goes where journeys come in, records do not, and what may be both is asked", async () => {
  const page = await puente.visit("/");
  await drop(page, "Compra.csv", GRID);
  await page.waitForURL(/\/from-file$/);
  await page.getByRole("heading", { name: /a grid of steps and lanes/ }).waitFor();
  assert.deepEqual(await counted(page, "Touchpoints"), [3, 0, 0]);
  await drop(page, "day.mmd", DAY);
  await page.getByRole("heading", { name: /a Mermaid journey/ }).waitFor();
  await page.goto(new URL("/catalogue", puente.url).href);
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  // Deals by stage: a table of records, or somebody's journey.
  await drop(page, "deals.csv", "stage,day,stars\nwon,2026-03-01,4\nlost,2026-03-02,2\n");
  await page.waitForURL(/\/import$/);
  const which = page.getByRole("group", { name: "What is in this file?" });
  await which.waitFor();
  await axe(page);
  await screenshot(page, "from-file-which", { fullPage: true });
  await which.getByRole("button", { name: /^Records/ }).click();
  await which.waitFor({ state: "detached" });
  await drop(page, "deals.csv", "stage,day,stars\nwon,2026-03-01,4\nlost,2026-03-02,2\n");
  await which.getByRole("button", { name: /^A journey/ }).click();
  await page.waitForURL(/\/from-file$/);
  await leave(page);
});

test("a block copied from a spreadsheet becomes a journey, or a part of the one it is pasted for", async () => {
  const page = await puente.visit("/from-file");
  await paste(page, "stage\t\tBefore\t\nstep\t\tSearch\tBook\npain points\t\t\tAsks twice\n");
  await page.getByRole("heading", { name: /a grid of steps and lanes. It becomes a new journey/ }).waitFor();
  await page.getByRole("textbox", { name: "Title of the new journey" }).fill("Visita 👩‍🚀 \u202bقبل\u202c");
  await page.getByRole("button", { name: "Create the journey" }).click();
  await page.waitForURL(/\/journeys\/visita$/);
  await page.getByText("Asks twice").first().waitFor();
  await page.getByRole("link", { name: "Update from a file" }).click();
  await page.waitForURL(/\/from-file\?journey=/);
  // Typed in, for who cannot paste.
  const cells = page.getByRole("textbox", { name: /paste cells/ });
  await cells.fill("stage\t\tBefore\t\nstep\t\tSearch\tBook\npain points\t\tToo many results\t\n");
  await page.getByRole("button", { name: "Use these cells" }).click();
  await page.getByRole("heading", { name: /It changes “Visita/ }).waitFor();
  assert.deepEqual(await counted(page, "Cards"), [1, 0, 0]);
  await page.getByRole("button", { name: "Update the journey" }).click();
  await page.waitForURL(/\/journeys\/visita$/);
  await page.getByText("Too many results").first().waitFor();
  await leave(page);
});

test("a file that cannot be read says why and can be tried again, and an answer that got lost loses nothing", async () => {
  const page = await puente.visit("/from-file", { expected: [/422/, /ERR_INTERNET_DISCONNECTED/, /Failed to load/] });
  await page.getByLabel("Choose a file").setInputFiles(file("a.json", '{"type": "journey"'));
  const alert = page.getByRole("alert").filter({ hasText: "cannot be read" });
  await alert.waitFor();
  assert.match(await alert.innerText(), /Line 1/);
  await axe(page);
  await page.getByLabel("Choose a file").setInputFiles(file("scan.pdf", "%PDF-1.7"));
  await page.getByText("Read are: json, mmd, md, csv, tsv, xlsx, yaml, yml, js, xml, cjml.").waitFor();
  await page.getByLabel("Choose a file").setInputFiles(file("Kept.csv", GRID));
  await page.getByRole("heading", { name: /It becomes a new journey/ }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Create the journey" }).click();
  await page.getByText("The server does not answer").waitFor();
  await page.getByText("The file is still here: nothing is lost.").waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Create the journey" }).click();
  await page.waitForURL(/\/journeys\/kept$/);
  await leave(page);
});

for (const [name, settings] of Object.entries({
  dark: { colorScheme: "dark" },
  narrow: { viewport: { width: 360, height: 740 }, locale: "es-ES", hasTouch: true },
})) {
  test(`the page holds: ${name}`, async () => {
    const page = await puente.visit("/from-file", settings);
    await axe(page);
    await screenshot(page, `from-file-empty-${name}`, { fullPage: true });
    const long = `x${"-una-tarea-muy-larga".repeat(30)}`;
    await drop(page, "a.mmd", `${DAY.replace("My working", name)}      ${long}\n`);
    await page.getByRole("table").first().waitFor();
    await page.locator(".from-file__all summary").click();
    await axe(page);
    await wide(page);
    await screenshot(page, `from-file-${name}`, { fullPage: true });
    await leave(page);
  });
}

test("without the client the page reads and says what it is for", async () => {
  const page = await puente.visit("/from-file", { javaScriptEnabled: false });
  await page.getByRole("heading", { level: 1, name: "A journey from a file" }).waitFor();
  await leave(page);
});
