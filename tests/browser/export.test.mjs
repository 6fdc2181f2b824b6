// Charts as files: SVG that stands alone, PNG at twice its size, both of what the page shows.

import assert from "node:assert/strict";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { leave, start } from "./support.mjs";

const puente = await start();
const out = path.join(path.dirname(fileURLToPath(import.meta.url)), "out");

const card = (page, name) => page.getByRole("article", { name, exact: true });

/** Presses a button of a card, and answers with the file that came. */
async function save(page, shown, kind) {
  const [download] = await Promise.all([page.waitForEvent("download"), shown.getByRole("button", { name: kind }).click()]);
  const file = await download.path();
  await mkdir(out, { recursive: true });
  await copyFile(file, path.join(out, `export-${download.suggestedFilename()}`));
  return { name: download.suggestedFilename(), bytes: await readFile(file) };
}

/** What is in an SVG file, read by an XML parser. */
const inside = (page, text) =>
  page.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, "image/svg+xml");
    const all = [...read.querySelectorAll("*")];
    return {
      error: read.querySelector("parsererror")?.textContent,
      root: read.documentElement.tagName,
      tags: [...new Set(all.map(({ localName }) => localName))],
      attributes: [...new Set(all.flatMap((one) => one.getAttributeNames()))],
      values: all.flatMap((one) => one.getAttributeNames().filter((name) => !name.startsWith("xmlns")).map((name) => one.getAttribute(name))),
      texts: [...read.querySelectorAll("text")].map((one) => one.textContent),
      dots: read.querySelectorAll("circle").length,
      width: Number(read.documentElement.getAttribute("width")),
      height: Number(read.documentElement.getAttribute("height")),
    };
  }, text);

test("a chart is saved as a drawing that stands alone and says what it is", async () => {
  const page = await puente.visit("/metrics?metric=csat&every=month", { colorScheme: "dark" });
  const shown = card(page, "CSAT");
  const dots = await shown.locator(".chart__plot circle").count();
  assert.ok(dots > 12, String(dots));
  const parts = [];
  page.on("request", (request) => parts.push(request.url()));
  const { name, bytes } = await save(page, shown, "SVG");
  assert.equal(name, "csat.svg");
  // What makes files came only now.
  assert.ok(parts.some((address) => /part_[^/]*export[^/]*\.bin$/.test(address)), parts.join());
  const text = bytes.toString("utf8");
  const read = await inside(page, text);
  assert.equal(read.error, undefined);
  assert.equal(read.root, "svg");
  assert.equal(read.dots, dots);
  const said = read.texts.join(" ");
  for (const part of ["CSAT", "by month", "percent", "n = ", "Share of answers of 4 or more", "dotted: target", "Source: Puente"]) {
    assert.ok(said.includes(part), `${part}: ${said}`);
  }
  assert.equal(read.texts[0], "CSAT");
  // Nothing runs, nothing is fetched, nothing needs a style sheet.
  for (const tag of ["script", "style", "image", "use", "foreignObject", "a"]) assert.ok(!read.tags.includes(tag), tag);
  assert.ok(!read.attributes.some((name) => name === "class" || name === "href" || name.startsWith("on")), read.attributes.join());
  assert.ok(!read.values.some((value) => /url\(|https?:|var\(|light-dark/.test(value)), "a reference");
  // Light, whatever the page shows.
  assert.match(text, /<rect width="100%" height="100%" fill="rgb\(255, 255, 255\)"/);
  assert.equal(await shown.getAttribute("data-theme"), null);
  const inks = [...text.matchAll(/<text [^>]*fill="rgb\((\d+), (\d+), (\d+)\)"/g)].map((found) => Math.max(...found.slice(1).map(Number)));
  assert.ok(inks.length > 6 && inks.every((ink) => ink < 140), `dark ink: ${inks}`);
  await page.getByRole("status").getByText("Saved as csat.svg.").waitFor({ state: "attached" });

  const png = await save(page, shown, "PNG");
  assert.equal(png.name, "csat.png");
  assert.deepEqual([...png.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  assert.equal(png.bytes.readUInt32BE(16), Math.round(2 * read.width));
  assert.equal(png.bytes.readUInt32BE(20), Math.round(2 * read.height));
  // Painted: neither one colour nor see-through where the ground is.
  const pixels = await page.evaluate(async (bytes) => {
    const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext("2d");
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    const seen = new Set();
    for (let at = 0; at < data.length; at += 4) seen.add(data.subarray(at, at + 4).join());
    return { corner: [...data.subarray(0, 4)], colours: seen.size };
  }, [...png.bytes]);
  assert.deepEqual(pixels.corner, [255, 255, 255, 255]);
  assert.ok(pixels.colours > 20, String(pixels.colours));
  await leave(page);
});

test("a group is saved with the name of its metric, by keyboard, in the reader's language", async () => {
  const page = await puente.visit("/metrics?metric=defects&by=region", { locale: "es-ES", viewport: { width: 360, height: 740 } });
  const shown = page.locator(".metric--group").first();
  const region = await shown.getAttribute("aria-label");
  const button = shown.getByRole("button", { name: "SVG" });
  await button.focus();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  const text = await readFile(await download.path(), "utf8");
  const read = await inside(page, text);
  assert.equal(read.error, undefined);
  assert.equal(read.texts[0], `Defectos: ${region}`);
  assert.ok(read.texts.includes("Fuente: Puente"), read.texts.join());
  assert.ok(read.texts.join(" ").includes("por mes"));
  await leave(page);
});

test("without the part that makes files the card says so, and another try succeeds", async () => {
  const page = await puente.visit("/metrics?metric=nps", { expected: [/part_|shared_|Failed to fetch|ERR_FAILED|failed to load split module/i] });
  let refused = true;
  await page.context().route(/part_[^/]*export[^/]*\.bin$/, (route) => (refused ? route.abort("failed") : route.continue()));
  const shown = card(page, "NPS");
  await shown.getByRole("button", { name: "SVG" }).click();
  await shown.getByText("The chart could not be saved. Try again.").waitFor();
  await page.getByRole("status").getByText("The chart could not be saved. Try again.").waitFor({ state: "attached" });
  refused = false;
  const { name } = await save(page, shown, "SVG");
  assert.equal(name, "nps.svg");
  await leave(page);
});

test("the ranking of touchpoints is saved as it stands, row by row", async () => {
  const page = await puente.visit("/friction", { colorScheme: "dark" });
  const ranks = page.locator(".ranks");
  const names = await ranks.locator(".rank__name").allInnerTexts();
  const drawn = await ranks.locator(".rank circle").count();
  assert.ok(drawn > 3 && names.length >= drawn, `${drawn} of ${names}`);
  const parts = [];
  page.on("request", (request) => parts.push(request.url()));
  const { name, bytes } = await save(page, ranks, "SVG");
  assert.match(name, /^friction-.+\.svg$/);
  assert.ok(parts.some((address) => /part_[^/]*export[^/]*\.bin$/.test(address)), parts.join());
  const read = await inside(page, bytes.toString("utf8"));
  assert.equal(read.error, undefined);
  assert.equal(read.dots, drawn);
  const said = read.texts.join(" ");
  for (const part of [...names, "Friction: ", "records", "Dot: friction from 0 to 100", "Source: Puente"]) {
    assert.ok(said.includes(part), `${part}: ${said}`);
  }
  assert.ok(!read.values.some((value) => value.includes("var(")), "a style is missing");
  const { bytes: picture } = await save(page, ranks, "PNG");
  assert.deepEqual([...picture.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [2 * read.width, 2 * read.height]);
  await leave(page);
});
