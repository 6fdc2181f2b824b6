// Images on the board: chosen in the inspector, dropped on a cell, pasted, described, taken back, and refused with words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { card, cell, make, places, read, somebody, until } from "./boards.mjs";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** A PNG of stripes, written by hand (PNG 1.2): any size may be claimed. */
function png(width, height, claimed = { width, height }) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8 + data.length + 4);
    frame.writeUInt32BE(data.length);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), 8 + data.length);
    return frame;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claimed.width);
  header.writeUInt32BE(claimed.height, 4);
  header.set([8, 2], 8);
  const row = (y) => Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, (_, x) => Buffer.from([x % 256, 90, y % 256]))]);
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => row(y)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** A board with a lane of images. */
async function furnished(title) {
  const journey = await make(puente, { title, template: "retail" });
  const { steps, board } = await places(puente, journey.id);
  const push = somebody(puente, journey.id);
  const lane = crypto.randomUUID();
  const after = board.journey.lane_order.at(-1);
  await push({ journey: { add_lane: { id: lane, kind: "images", title: null, department: null, after } } });
  return { ...journey, steps, lane, push };
}

const pictures = (board) => Object.values(board.journey.cards).filter((found) => found.image && !found.hidden);
const panel = (page) => page.getByRole("complementary", { name: "Inspector" });
const file = (name, buffer, mimeType = "image/png") => ({ name, mimeType, buffer });

/** Lets files fall on an element, as a file manager does. */
async function drop(page, target, files) {
  const data = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const { name, mimeType, bytes, size } of files) {
      data.items.add(new File([size ? new Uint8Array(size) : new Uint8Array(bytes)], name, { type: mimeType }));
    }
    return data;
  }, files.map(({ buffer = [], ...rest }) => ({ ...rest, bytes: [...buffer] })));
  for (const type of ["dragenter", "dragover", "drop"]) await target.dispatchEvent(type, { dataTransfer: data });
}

test("an image falls on a cell, is described, stands large in the inspector, and is taken back", async () => {
  const journey = await furnished("Shop floor");
  const page = await puente.visit(journey.path);
  await drop(page, page.locator(cell(journey.steps[0], journey.lane)), [file("Queue at till 3.png", png(900, 300))]);
  const board = await until(puente, journey.id, (board) => pictures(board).length === 1, "the image");
  const [placed] = pictures(board);
  assert.deepEqual([placed.title, placed.image.width, placed.image.height, placed.image.alt], ["Queue at till 3", 900, 300, ""]);
  const shown = page.getByRole("button", { name: /Queue at till 3/ });
  // Of one shape before and after it comes: nothing moves.
  const box = await shown.locator("img").boundingBox();
  assert.ok(Math.abs(box.width / box.height - 4 / 3) < 0.02, JSON.stringify(box));
  await panel(page).getByText("Say it in a sentence").waitFor();
  const alt = panel(page).getByRole("textbox", { name: "What is to be seen" });
  await alt.fill("Eight people wait at one open till");
  await alt.press("Enter");
  await until(puente, journey.id, (board) => pictures(board)[0]?.image.alt === "Eight people wait at one open till", "the description");
  await page.getByRole("button", { name: /Eight people wait at one open till/ }).waitFor();
  const large = panel(page).getByRole("img", { name: "Eight people wait at one open till" });
  await large.evaluate((image) => image.decode());
  assert.equal(await large.evaluate((image) => image.naturalWidth), 900);
  await axe(page);
  await screenshot(page, "images");
  // A copy shows it too.
  await shown.click();
  await page.keyboard.press("Control+c");
  await page.locator(cell(journey.steps[1], journey.lane)).focus();
  await page.keyboard.press("Control+v");
  await until(puente, journey.id, (board) => pictures(board).length === 2, "the copy");
  await page.keyboard.press("Control+z");
  await until(puente, journey.id, (board) => pictures(board).length === 1, "the copy to go");
  await shown.click();
  await panel(page).getByRole("button", { name: "Remove the image" }).click();
  await until(puente, journey.id, (board) => pictures(board).length === 0, "the image to go");
  await shown.click();
  await page.keyboard.press("Control+z");
  await until(puente, journey.id, (board) => pictures(board).length === 1, "the image to come back");
  // The file says which image, so that nothing is lost.
  const document = await (await fetch(new URL(`/api/v1/journeys/${journey.slug}/file?format=json`, puente.url))).json();
  const carried = document.cards.find((found) => found.image);
  assert.match(carried.image.image, /^[0-9a-f]{64}$/);
  await leave(page);
});

test("an image is chosen for a card that is there, by keyboard, and another in its place", async () => {
  const journey = await furnished("Chosen");
  await journey.push(card(journey.steps[1], journey.lane, "The shelf"));
  const page = await puente.visit(journey.path, { colorScheme: "dark" });
  await page.getByRole("button", { name: /The shelf/ }).click();
  const input = panel(page).locator('input[type="file"]');
  await input.focus();
  await input.setInputFiles(file("shelf.png", png(40, 30)));
  let board = await until(puente, journey.id, (board) => pictures(board).length === 1, "the image");
  const first = pictures(board)[0].image.image;
  await panel(page).locator('input[type="file"]').setInputFiles(file("shelf2.png", png(41, 30)));
  board = await until(puente, journey.id, (board) => pictures(board)[0].image.image !== first, "the other image");
  assert.equal(pictures(board)[0].title, "The shelf");
  await axe(page);
  await leave(page);
});

test("what is pasted becomes an image, unless it is cells with a picture of them", async () => {
  const journey = await furnished("Pasted");
  const page = await puente.visit(journey.path);
  const paste = (text) =>
    page.locator(cell(journey.steps[2], journey.lane)).evaluate(
      (target, { bytes, text }) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "image.png", { type: "image/png" }));
        if (text) data.setData("text/plain", text);
        target.focus();
        target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      },
      { bytes: [...png(30, 30)], text },
    );
  await paste("");
  let board = await until(puente, journey.id, (board) => pictures(board).length === 1, "the image");
  assert.equal(pictures(board)[0].title, "Image");
  await paste("From a spreadsheet");
  board = await until(puente, journey.id, (board) => Object.values(board.journey.cards).some((found) => found.title === "From a spreadsheet"), "the text");
  assert.equal(pictures(board).length, 1);
  await leave(page);
});

test("bombs, SVG, other files and files that end too soon are refused with words and leave the board as it was", async () => {
  const journey = await furnished("Refused");
  const page = await puente.visit(journey.path, { expected: [/422/, /Failed to load resource/] });
  const target = page.locator(cell(journey.steps[0], journey.lane));
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "run"</script></svg>');
  for (const [wrong, said] of [
    [file("bomb.png", png(2, 2, { width: 60_000, height: 60_000 })), /bomb\.png: .*60,000 × 60,000 pixels, a side that is longer than what is read \(at most 20,000 pixels\)/],
    [file("many.png", png(2, 2, { width: 15_000, height: 10_000 })), /many\.png: .*15,000 × 10,000 pixels, more pixels than are read \(at most 50,000,000\)/],
    [file("logo.svg", svg, "image/svg+xml"), /logo\.svg: .*An SVG can hold programs/],
    [file("photo.heic", Buffer.from("....ftypheic"), "image/heic"), /photo\.heic: .*save it as PNG, JPEG, WebP or GIF/],
    [file("half.png", png(50, 50).subarray(0, 60)), /half\.png: .*ends too soon or is damaged/],
    [{ name: "huge.png", mimeType: "image/png", size: (10 << 20) + 1 }, /huge\.png: It is larger than 10 MB/],
  ]) {
    await drop(page, target, [wrong]);
    await page.locator(".callout--broken").getByText(said).waitFor();
  }
  assert.equal(await page.title(), "Refused · Puente");
  assert.equal(pictures((await read(puente, journey.id)).board).length, 0);
  // Of several, what can be taken is, and each of the others is named.
  await drop(page, target, [file("one.png", png(50, 50).subarray(0, 60)), file("two.png", png(30, 30)), file("three.svg", svg, "image/svg+xml")]);
  await page.locator(".callout--broken").getByText(/one\.png: .* three\.svg: /).waitFor();
  await until(puente, journey.id, (board) => pictures(board).length === 1, "the one that is an image");
  // On the head of a step no card can lie.
  await drop(page, page.locator(".step").first(), [file("a.png", png(2, 2))]);
  await page.locator(".callout--broken").getByText("An image goes on a cell or a card").waitFor();
  await leave(page);
});

test("images read narrow and in Spanish", async () => {
  const journey = await furnished("Estrecho");
  const page = await puente.visit(journey.path, { viewport: { width: 360, height: 800 }, locale: "es-ES" });
  await drop(page, page.locator(cell(journey.steps[0], journey.lane)), [file("cola.png", png(300, 200))]);
  await panel(page).or(page.locator(".inspector")).getByRole("textbox", { name: "Qué se ve" }).waitFor();
  await axe(page);
  await screenshot(page, "images-360-es");
  await leave(page);
});
