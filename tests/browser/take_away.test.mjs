// A journey that is taken away: from its board or the palette, in a format, on a paper; looked at, downloaded; without JavaScript too.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { axe, leave, screenshot, start, temporaryDirectory } from "./support.mjs";

const puente = await start();
const here = path.dirname(fileURLToPath(import.meta.url));

const format = (page, name) => page.getByRole("radio", { name: new RegExp(`^${name}`) });

/** The preview, once the browser has read it. */
async function seen(page) {
  const picture = page.locator(".take__page");
  await picture.waitFor();
  await page.waitForFunction(() => {
    const picture = document.querySelector(".take__page");
    return picture?.complete && picture.naturalWidth > 0;
  });
  return picture.evaluate(({ naturalWidth, naturalHeight, currentSrc }) => ({ naturalWidth, naturalHeight, currentSrc }));
}

/** Presses a button and answers with the file that came. */
async function took(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: true }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const slug = async (page) => {
  const journeys = await page.evaluate(async () => (await fetch("/api/v1/journeys")).json());
  return journeys.reduce((most, one) => (one.cards > most.cards ? one : most)).slug;
};

test("the board leads to the page, which shows the first page of the paper and downloads it, by keyboard", async () => {
  const page = await puente.visit("/");
  const journey = await slug(page);
  await page.goto(new URL(`/journeys/${journey}`, puente.url).href);
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  await page.getByRole("link", { name: "Take away" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/take-away\?journey=/);
  await page.getByRole("heading", { level: 1, name: "Take away" }).waitFor();
  const poster = await seen(page);
  assert.match(poster.currentSrc, /format=svg&paper=poster/);
  await axe(page);
  await screenshot(page, "take-away", { fullPage: true });

  await page.getByLabel("Paper").selectOption({ label: "A4" });
  await page.waitForURL(/paper=a4&portrait=false/);
  const across = await seen(page);
  assert.ok(across.naturalWidth > across.naturalHeight, JSON.stringify(across));
  await page.getByLabel("Orientation").selectOption({ label: "Portrait" });
  await page.waitForURL(/portrait=true/);
  await page.waitForFunction(() => {
    const picture = document.querySelector(".take__page");
    return picture?.complete && picture.naturalHeight > picture.naturalWidth;
  });
  await page.getByLabel("Language of labels").selectOption({ label: "Español" });
  await page.getByLabel("Colours").selectOption({ label: "Dark" });
  await page.waitForURL(/language=es&theme=dark/);
  // What was chosen is still chosen where it was, and the address brings it back.
  await page.reload();
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
  assert.equal(await page.getByLabel("Orientation").inputValue(), "true");
  assert.equal(await page.getByLabel("Colours").inputValue(), "dark");
  const { name, bytes } = await took(page, "Download");
  assert.equal(name, `${journey}.pdf`);
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  await page.waitForURL(/\/take-away\?/);
  await leave(page);
});

test("a paper of one's own size asks for its sides, and a side that cannot be is not drawn", async () => {
  const page = await puente.visit("/take-away?paper=own&width=300&height=200");
  await seen(page);
  const width = page.getByLabel("Width in mm");
  await width.fill("10");
  await width.blur();
  assert.equal(await width.evaluate((field) => field.validity.rangeUnderflow), true);
  await width.fill("200");
  await width.blur();
  await page.waitForURL(/width=200&height=200/);
  await format(page, "PNG").check();
  await page.waitForURL(/format=png/);
  assert.equal(await width.isVisible(), false);
  await page.getByLabel("Sharpness").selectOption({ label: "1 × the screen" });
  await page.waitForURL(/scale=1/);
  const { bytes } = await took(page, "Download");
  assert.deepEqual([...bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  await leave(page);
});

test("what takes long is made in the background, says how far it is, and can be stopped", async () => {
  const page = await puente.visit("/take-away?paper=own&width=90&height=90");
  await seen(page);
  // A slow server, for as long as the test says.
  let slow = true;
  await page.context().route(/\/api\/v1\/exports\/[^/]+$/, async (route) => {
    if (!slow || route.request().method() !== "GET") return route.continue();
    const answer = await route.fetch();
    return route.fulfill({ response: answer, json: { ...(await answer.json()), state: "working", done: 2, of: 7 } });
  });
  await page.getByRole("button", { name: "Download", exact: true }).click();
  await page.getByText("2 of 7 pages").waitFor();
  await axe(page);
  await screenshot(page, "take-away-making", { fullPage: true });
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("2 of 7 pages").waitFor({ state: "detached" });
  slow = false;
  const { bytes } = await took(page, "Download");
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  const again = page.getByRole("link", { name: "Download it again" });
  await again.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), again.click()]);
  assert.match(download.suggestedFilename(), /\.pdf$/);
  await leave(page);
});

test("formats without a drawing say so, and come as they are", async () => {
  const page = await puente.visit("/take-away");
  await format(page, "JSON").check();
  await page.getByText("so there is nothing to look at here").waitFor();
  assert.equal(await page.getByLabel("Paper").isVisible(), false);
  const { bytes } = await took(page, "Download");
  assert.equal(JSON.parse(bytes.toString()).type, "journey");
  await leave(page);
});

test("in Spanish, on a narrow screen and in the dark nothing overflows", async () => {
  const page = await puente.visit("/take-away?paper=a3", {
    locale: "es-ES",
    colorScheme: "dark",
    viewport: { width: 360, height: 740 },
    hasTouch: true,
  });
  await page.getByRole("heading", { level: 1, name: "Llevarse" }).waitFor();
  await seen(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
  await axe(page);
  await screenshot(page, "take-away-spanish-narrow", { fullPage: true });
  await leave(page);
});

test("without JavaScript the form shows another look, and downloads", async () => {
  const page = await puente.visit("/take-away", { javaScriptEnabled: false });
  await page.getByLabel("Paper").selectOption({ label: "A3" });
  await page.getByRole("button", { name: "Show the preview" }).click();
  await page.waitForURL(/paper=a3/);
  assert.match(await page.locator(".take__page").getAttribute("src"), /paper=a3/);
  await format(page, "CSV").check();
  const { name, bytes } = await took(page, "Download");
  assert.match(name, /\.csv$/);
  assert.match(bytes.toString(), /"stage"/);
  await leave(page);
});

test("the palette leads there too, and a journey that is not there is said", async () => {
  const page = await puente.visit("/", { expected: [/404/] });
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("pdf");
  await page.getByRole("option", { name: /Take a journey away/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/take-away$/);
  await page.goto(new URL("/take-away?journey=nowhere", puente.url).href);
  await page.getByText("It is not there").waitFor();
  await leave(page);
});

test("a page that stands alone reads, prints and runs nothing, in light and dark", async () => {
  const page = await puente.visit("/");
  const journey = await slug(page);
  const address = new URL(`/api/v1/journeys/${journey}/file?format=html&language=es`, puente.url).href;
  const html = await page.evaluate(async (address) => (await fetch(address)).text(), address);
  await leave(page);
  const directory = await temporaryDirectory();
  const file = path.join(directory, "journey.html");
  await writeFile(file, html);
  for (const colorScheme of ["light", "dark"]) {
    const context = await puente.browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
    const alone = await context.newPage();
    const complaints = [];
    alone.on("console", (message) => complaints.push(message.text()));
    alone.on("pageerror", (error) => complaints.push(String(error)));
    alone.on("request", (request) => request.url().startsWith("file:") || complaints.push(request.url()));
    await alone.goto(`file://${file}`);
    assert.equal(await alone.locator("html").getAttribute("lang"), "es");
    // Its own style holds: the fingerprint in its policy is that of the style.
    const paper = await alone.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(paper, colorScheme === "light" ? "rgb(251, 250, 247)" : "rgb(21, 23, 26)");
    const drawn = await alone.evaluate(() => getComputedStyle(document.querySelector("svg rect")).fill);
    assert.equal(drawn, paper);
    assert.equal(await alone.locator("script").count(), 0);
    const table = alone.getByRole("table");
    assert.ok((await table.getByRole("rowheader").count()) > 8);
    assert.ok((await table.getByRole("columnheader").count()) > 6);
    assert.deepEqual(complaints, []);
    if (colorScheme === "dark") await screenshot(alone, "take-away-html-dark");
    else {
      await screenshot(alone, "take-away-html", { fullPage: true });
      const printed = await alone.pdf({ preferCSSPageSize: true });
      assert.ok(printed.length > 10_000);
      await writeFile(path.join(here, "out", "take-away-html.pdf"), printed);
    }
    await axe(alone);
    await context.close();
  }
});
