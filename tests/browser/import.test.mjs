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
  await source.getByRole("button", { name: "Undo this import" }).click();
  await source.getByRole("button", { name: "Undo: its records go" }).click();
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
