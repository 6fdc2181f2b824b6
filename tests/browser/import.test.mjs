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

/** A workbook as a spreadsheet saves it, unpacked: sheets of rows of texts and numbers. */
function workbook(sheets) {
  const cell = (value) => (typeof value === "number" ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`);
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packed = "http://schemas.openxmlformats.org/package/2006";
  const names = Object.keys(sheets);
  const files = {
    "[Content_Types].xml": `<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${packed}/relationships"><Relationship Id="r0" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packed}/relationships">${names.map((_, at) => `<Relationship Id="r${at}" Type="${office}/worksheet" Target="worksheets/sheet${at}.xml"/>`).join("")}</Relationships>`,
  };
  names.forEach((name, at) => {
    const rows = sheets[name];
    const last = `${String.fromCharCode(64 + rows[0].length)}${rows.length}`;
    files[`xl/worksheets/sheet${at}.xml`] =
      `<worksheet xmlns="${main}"><dimension ref="A1:${last}"/><sheetData>${rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`;
  });
  return zip(files);
}

/** Files in an archive, stored as they are. */
function zip(files) {
  const crc = (bytes) => {
    let rest = ~0;
    for (const byte of bytes) {
      rest ^= byte;
      for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (0xedb88320 & -(rest & 1));
    }
    return ~rest >>> 0;
  };
  const locals = [];
  const central = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)];
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc(bytes), 10);
    about.writeUInt32LE(bytes.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    locals.push(Buffer.from("PK\x03\x04", "latin1"), about, path, bytes);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), about, place, path);
    at += 30 + path.length + bytes.length;
  }
  const listed = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, listed, end]);
}

/** A survey in a workbook, its answers on the second sheet. */
const survey = (sheet, year, more = "wave") =>
  workbook({
    Shops: [["shop", "opened"], ["Bilbao", "2019-05-02"], ["Vigo", "2020-06-01"]],
    [sheet]: [
      ["respondent", "day", "stars", "age", "code1", "code2", more],
      ...[1, 2, 3, 4].map((n) => [n, `${year}-03-0${n}`, 1 + n, n % 2 ? "1" : "2", 100 + n, n === 4 ? 7 : "", n]),
    ],
  });

/** Drops a workbook on the window. */
async function dropBook(page, name, bytes) {
  const data = await page.evaluateHandle(
    ([name, bytes]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], name));
      return data;
    },
    [name, [...bytes]],
  );
  for (const type of ["dragover", "drop"]) await page.dispatchEvent("body", type, { dataTransfer: data });
}

async function fillSurvey(page, words) {
  const meaning = (column) => page.getByRole("combobox", { name: words.meaning(column), exact: true });
  await page.getByRole("combobox", { name: words.sheet, exact: true }).selectOption("Answers");
  await meaning("stars").waitFor();
  await page.waitForFunction(() => document.activeElement.id === "intake-sheet");
  await page.getByText(words.variables, { exact: true }).click();
  await page.getByLabel(words.another).fill("year");
  await page.locator(".intake__more").getByRole("button", { name: words.add }).click();
  await page.getByLabel("year", { exact: true }).fill("2026");
  await meaning("respondent").selectOption("id");
  await meaning("age").selectOption("dimension");
  for (const column of ["code1", "code2"]) await meaning(column).selectOption("codes");
  await page.getByLabel(words.touchpoint).fill("Security");
  await page.locator(".codes").getByRole("button", { name: words.add }).click();
}

const ENGLISH = {
  meaning: (column) => `What ${column} is`,
  sheet: "Sheet",
  variables: "What holds for the whole file",
  another: "Another one, such as year",
  add: "Add",
  touchpoint: "Touchpoint, known or new",
};
const SPANISH = {
  meaning: (column) => `Qué es ${column}`,
  sheet: "Hoja",
  variables: "Lo que vale para todo el archivo",
  another: "Otro dato, como el año",
  add: "Añadir",
  touchpoint: "Punto de contacto, conocido o nuevo",
};

test("a survey in a workbook: its sheet, its year, what its codes mean; and next year it is read the same way", async () => {
  const page = await puente.visit("/import");
  await dropBook(page, "survey.xlsx", survey("Answers", 2026));
  const sheet = page.getByRole("combobox", { name: "Sheet", exact: true });
  await sheet.waitFor();
  const offered = (await sheet.locator("option").allInnerTexts()).map((text) => text.replaceAll("\u00a0", " "));
  assert.deepEqual(offered, ["Shops (2 rows)", "Answers (4 rows)"]);
  await fillSurvey(page, ENGLISH);
  const codes = page.getByLabel("Security", { exact: true });
  await page.waitForFunction((id) => document.activeElement.id === id, await codes.getAttribute("id"));
  await codes.fill("101 to 103");
  await codes.blur();
  await page.getByText("Write whole numbers and ranges").waitFor();
  await codes.fill("101-103, 7");
  await codes.blur();
  await page.getByText("Write whole numbers and ranges").waitFor({ state: "detached" });
  const age = page.getByRole("row").filter({ has: page.getByRole("combobox", { name: "What age is" }) });
  await age.getByText("What its values stand for").click();
  await page.getByLabel("What the values of age stand for").fill("1 = young\n2 = old\n");
  await page.getByLabel("What the values of age stand for").blur();
  await page.getByRole("cell", { name: "young" }).first().waitFor();
  await page.getByRole("cell", { name: "2026/1", exact: true }).waitFor();
  await axe(page);
  await screenshot(page, "import-survey", { fullPage: true });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("region", { name: "The import" }).getByText("Imported: 4 records").waitFor();

  // Somebody adds by the mapping's text what the page has no control for.
  const post = (path, type, body) =>
    fetch(new URL(path, puente.url), { method: "POST", headers: { "Content-Type": type, Origin: puente.url }, body });
  const mappings = async () => (await fetch(new URL("/api/v1/mappings", puente.url))).json();
  const nulls = async () => (await mappings()).filter(({ mapping }) => mapping.source.nulls.includes("n/a")).length;
  const sent = await (await post("/api/v1/uploads?name=again.xlsx", "application/octet-stream", survey("Answers", 2026))).json();
  const { mapping } = sent.remembered;
  mapping.source.nulls = ["n/a"];
  const wished = { upload: sent.upload, mapping, named: null, variables: { year: "2026" }, dry_run: false };
  assert.equal((await post("/api/v1/imports", "application/json", JSON.stringify(wished))).status, 202);
  while ((await nulls()) === 0) await new Promise((done) => setTimeout(done, 50));

  await page.goto(new URL("/import", puente.url).href);
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  await dropBook(page, "survey-27.xlsx", survey("Answers", 2027));
  await page.getByText("A file with the same headings was imported before").waitFor();
  assert.equal(await sheet.inputValue(), "Answers");
  await page.getByText("Say what holds for the whole file.").waitFor();
  await page.getByLabel("year", { exact: true }).fill("2027");
  await page.getByLabel("year", { exact: true }).blur();
  assert.equal(await page.getByLabel("Security", { exact: true }).inputValue(), "101-103, 7");
  await page.getByRole("cell", { name: "2027/1", exact: true }).waitFor();
  await page.getByText(/says more than this page shows: cells that mean nothing in every column/).waitFor();
  await axe(page);
  await screenshot(page, "import-survey-again", { fullPage: true });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("region", { name: "The import" }).getByText("Imported: 4 records").waitFor();
  assert.equal(await nulls(), 1);
  await leave(page);
});

for (const [name, settings, words] of [
  ["dark", { colorScheme: "dark" }, ENGLISH],
  ["narrow", { viewport: { width: 360, height: 740 } }, ENGLISH],
  ["spanish", { locale: "es-ES", viewport: { width: 1440, height: 900 } }, SPANISH],
]) {
  test(`a survey can be told by everybody: ${name}`, async () => {
    const page = await puente.visit("/import", settings);
    await dropBook(page, "survey.xlsx", survey("Answers", 2025, `wave-${name}`));
    await page.getByRole("combobox", { name: words.sheet, exact: true }).waitFor();
    await fillSurvey(page, words);
    await axe(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await screenshot(page, `import-survey-${name}`, { fullPage: true });
    await leave(page);
  });
}
