// Getting data in: a file is dropped, its ambiguous date is asked about, a column is corrected, and it goes in and out again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();

const CSV = [
  "Id;Fecha;Tienda;Valoración de la caja;Zona;Comentario",
  "1;03/04/2026;Bilbao;4;norte;La cola era larga pero la cajera fue muy amable y rápida",
  "2;05/04/2026;Vigo;nada;norte;El repartidor no llamó a la puerta y tuve que ir a buscarlo",
  "3;06/04/2026;Bilbao;5;sur;Todo bien, volveré cuando necesite otra cosa de la tienda",
  "4;07/04/2026;Vigo;2;sur;Los precios han subido bastante desde la última vez que vine",
  "",
].join("\n");

/** Drops a file on the window, as from the desktop. */
async function drop(page, name, text) {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name, { type: "text/csv" }));
      return data;
    },
    [name, text],
  );
  for (const type of ["dragover", "drop"]) await page.dispatchEvent("body", type, { dataTransfer: data });
}

test("a dropped file is asked about, corrected, checked, imported, seen among the sources, and undone", async () => {
  const page = await puente.visit("/");
  await drop(page, "tienda.csv", CSV);
  await page.waitForURL(/\/import$/);

  // 3 April or 4 March: nobody but a person knows.
  const question = page.getByRole("group", { name: /which day is 03\/04\/2026/ });
  await question.waitFor();
  assert.ok(await page.getByRole("button", { name: "Import", exact: true }).isDisabled());
  await axe(page);
  await question.getByText("The day comes first").click();
  await page.getByRole("cell", { name: "3 Apr 2026" }).first().waitFor();
  await page.getByText("nada", { exact: true }).first().waitFor();

  // The zone is not wanted.
  const zone = page.getByRole("combobox", { name: "What Zona is" });
  assert.equal(await zone.inputValue(), "dimension");
  await zone.selectOption("ignore");
  await page.getByRole("columnheader", { name: "zona" }).waitFor({ state: "detached" });
  const about = page.getByRole("combobox", { name: "What Valoración de la caja is about" });
  assert.equal(await about.inputValue(), "touchpoint:caja");
  await screenshot(page, "import-columns", { fullPage: true });

  await page.getByRole("button", { name: "Check all rows" }).click();
  const would = page.getByRole("region", { name: "What would become of it" });
  await would.waitFor();
  assert.match(await would.innerText(), /new records\s+4/);
  assert.match(await would.innerText(), /single values that cannot be read\s+1/);
  await axe(page);

  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("region", { name: "The import" }).getByText("Imported: 4 records").waitFor();
  await axe(page);
  await page.getByRole("link", { name: "All sources" }).click();
  await page.waitForURL(/\/sources$/);

  const source = page.getByRole("region", { name: "tienda" });
  await source.getByText("4 records, 3 Apr 2026 to 7 Apr 2026").waitFor();
  await source.getByRole("button", { name: "1 not read" }).click();
  await source.getByRole("cell", { name: "nada" }).waitFor();
  await axe(page);
  await screenshot(page, "sources");

  // The shop is not wanted either: the same file is read again, and its records change.
  await source.getByRole("link", { name: "Read the file again" }).click();
  await page.waitForURL(/\/import\?upload=/);
  await page.getByText("A file with the same headings was imported before").waitFor();
  assert.equal(await zone.inputValue(), "ignore");
  await page.getByRole("combobox", { name: "What Tienda is" }).selectOption("ignore");
  await page.getByRole("columnheader", { name: "tienda" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("region", { name: "The import" }).getByText(/^Imported/).waitFor();
  await page.getByRole("link", { name: "All sources" }).click();
  await page.waitForURL(/\/sources$/);
  await source.getByRole("listitem").nth(1).waitFor();
  await source.getByText("4 records, 3 Apr 2026 to 7 Apr 2026").waitFor();

  for (const gone of [0, 1]) {
    await source.getByRole("button", { name: "Undo this import" }).first().click();
    await source.getByRole("button", { name: "Undo: its records go" }).click();
    await source.locator(".is-gone").nth(gone).waitFor();
  }
  await source.getByText("0 records").waitFor();
  await leave(page);
});

test("next month's file is read as the last one was", async () => {
  const page = await puente.visit("/import");
  await drop(page, "mayo.csv", CSV.replaceAll("/04/2026", "/05/2026").replace("Id;Fecha", "ID; fecha "));
  await page.getByText("A file with the same headings was imported before").waitFor();
  assert.equal(await page.getByRole("combobox", { name: "What Zona is" }).inputValue(), "ignore");
  await page.getByRole("cell", { name: "3 May 2026" }).first().waitFor();
  await leave(page);
});

test("a file that cannot be read says so, with what to do, and cells can be pasted instead", async () => {
  const page = await puente.visit("/import", { expected: [/422/] });
  await drop(page, "scan.csv", "%PDF-1.7");
  const alert = page.getByRole("alert").filter({ hasText: "cannot be read" });
  await alert.waitFor();
  assert.match(await alert.innerText(), /PDF/);
  await page.getByRole("textbox", { name: /paste cells/ }).fill("day\tstars\n2026-03-01\t4\n2026-03-02\t5\n");
  await page.getByRole("button", { name: "Use these cells" }).click();
  await page.getByRole("cell", { name: "1 Mar 2026", exact: true }).waitFor();
  await leave(page);
});

test("why a file, a row and a value are refused is said in the reader's language", async () => {
  const page = await puente.visit("/import", { locale: "es-ES", expected: [/422/] });
  await drop(page, "scan.csv", "%PDF-1.7");
  await page.getByText("Esto es un PDF, no texto delimitado: guárdelo como CSV (UTF-8) e importe eso.").waitFor();
  const rows = "id;fecha;nota\n1;2026-04-03;5\n2;2026-04-05\n3;2026-02-30;4\n4;2026-04-06;nada\n";
  await drop(page, "notas.csv", rows);
  for (const said of [
    "La fila tiene 2 campos y el encabezado 3: ¿se cortó el archivo o hay un separador sin comillas?",
    "No es una fecha que exista (se esperaba %Y-%m-%d).",
    'No es un número entero; si significa "sin respuesta", añádalo a nulls y, si representa una valoración, a words en la escala.',
  ]) {
    await page.getByRole("cell", { name: said }).waitFor();
  }
  await page.getByRole("button", { name: "Importar", exact: true }).click();
  await page.getByRole("region", { name: "La importación" }).getByText("Importado: 2 registros").waitFor();
  await page.goto(new URL("/sources", puente.url).href);
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  const source = page.getByRole("region", { name: "notas" });
  await source.getByRole("button", { name: "3 sin leer" }).click();
  await source.getByRole("cell", { name: /^La fila tiene 2 campos/ }).waitFor();
  assert.equal(await page.locator("main [lang=en]").count(), 0);
  await axe(page);
  await screenshot(page, "rejects-spanish", { fullPage: true });
  await leave(page);
});

for (const [name, settings] of Object.entries({
  dark: { colorScheme: "dark" },
  spanish: { locale: "es-ES" },
  narrow: { viewport: { width: 360, height: 740 } },
})) {
  test(`the pages hold: ${name}`, async () => {
    const page = await puente.visit("/sources", settings);
    await axe(page);
    await page.goto(new URL("/import", puente.url).href);
    await page.waitForSelector("html[data-hydrated]", { state: "attached" });
    await axe(page);
    await drop(page, `${"una-encuesta-con-un-nombre-muy-largo-".repeat(4)}.csv`, CSV);
    await page.getByRole("table").first().waitFor();
    await axe(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await screenshot(page, `import-${name}`, { fullPage: true });
    await leave(page);
  });
}

const TICKETS = [
  "ticket;day;hours;total;said;customer",
  "1;2026-03-02;1,5;1.234,56;El paquete llegó dos días tarde y nadie me avisó de nada;K1",
  "2;2026-03-02;2;-19,90;Amables por teléfono, pero sin respuesta todavía después de un mes;K2",
  "3;2026-03-03;nunca;20;¿Dónde está mi pedido? El enlace no muestra nada desde el lunes;K1",
  "4;2026-03-04;8,25;5;Todo bien con el cambio de talla, muy rápido, muchas gracias;K3",
  "",
].join("\n");

test("amounts are read in their unit, feed a metric, and rows are counted; by the keyboard alone", async () => {
  const page = await puente.visit("/import");
  await drop(page, "tickets.csv", TICKETS);
  const meaning = (column) => page.getByRole("combobox", { name: `What ${column} is`, exact: true });
  await meaning("hours").waitFor();
  assert.equal(await meaning("said").inputValue(), "comment");
  assert.equal(await meaning("customer").inputValue(), "customer");
  // The first letters choose, as in any list.
  await meaning("hours").focus();
  await page.keyboard.type("amount");
  await page.getByRole("combobox", { name: "What hours is measured in" }).selectOption("hours");
  await page.getByRole("combobox", { name: "What hours feeds" }).selectOption({ label: "First response time" });
  await meaning("total").selectOption("amount");
  await page.getByRole("combobox", { name: "What total is measured in" }).selectOption("EUR");
  await page.getByRole("combobox", { name: "What the rows are" }).selectOption("ticket");
  await page
    .getByRole("combobox", { name: "Each row counts as one" })
    .selectOption({ label: "Complaints per 1,000: how often it happened" });
  // As a Spaniard writes it: 1.234,56 is one thousand and some.
  await page.getByRole("cell", { name: "1,234.56" }).waitFor();
  await page.getByRole("cell", { name: "8.25" }).waitFor();
  await axe(page);
  await screenshot(page, "import-amounts", { fullPage: true });
  await page.setViewportSize({ width: 360, height: 780 });
  await axe(page);
  await screenshot(page, "import-amounts-narrow", { fullPage: true });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("region", { name: "The import" }).getByText("Imported: 4 records").waitFor();
  const known = await page.evaluate(async () => {
    const reply = await fetch("/api/v1/records?source=tickets");
    return (await reply.json()).records.find((record) => record.external_id === "1");
  });
  const values = Object.fromEntries(known.answers.map((answer) => [answer.item, [answer.value, answer.unit]]));
  // Thousandths of an hour, cents, and the row as one.
  assert.deepEqual(values, { hours: [1500, "hours"], total: [123456, "EUR"], ticket: [1000, "number"] });
  assert.equal(known.customer, "K1");
  assert.match(known.comment, /nadie me avisó/);
  await leave(page);
});

test("a table says what the values of a dimension are, and metrics are split by it", async () => {
  const page = await puente.visit("/sources", { expected: [/422/] });
  const section = page.getByRole("region", { name: "What values stand for" });
  await section.getByRole("combobox", { name: "Values of" }).selectOption("region");
  const file = section.getByLabel("The table (CSV or .xlsx)");
  const table = (text) => ({ name: "regions.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await file.setInputFiles(table("region,from,boss\nnorth,2026-02-30,Ana\n"));
  await section.getByText(/2026-02-30|date/).first().waitFor();
  const metrics = await (await fetch(new URL("/api/v1/dimensions", puente.url))).json();
  const [first, second] = metrics.find(({ name }) => name === "region").values;
  await file.setInputFiles(table(`region,boss\n${first},Ana\n${second},Luis\n`));
  const line = section.getByRole("listitem").filter({ hasText: "region" });
  await line.getByText("2 values: boss").waitFor();
  await line.getByText("The rows").click();
  await line.getByRole("cell", { name: "Luis" }).waitFor();
  await axe(page);
  await screenshot(page, "attributes", { fullPage: true });
  const reply = await (await fetch(new URL("/api/v1/metrics?metric=on_time&by=boss", puente.url))).json();
  assert.ok(reply.values.some(({ group, n }) => group === "Ana" && n > 0), JSON.stringify(reply));
  await line.getByRole("button", { name: "Take the table away" }).click();
  await line.getByRole("button", { name: "Take it away: nothing of the records is lost" }).click();
  await line.waitFor({ state: "detached" });
  await leave(page);
});
