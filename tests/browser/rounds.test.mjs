// Going from room to room and back without a page load, as one does all day: every page comes to life again, with its title.

import { test } from "node:test";
import { leave, start } from "./support.mjs";

const puente = await start();
const ROOMS = ["My area", "Friction", "Metrics", "Actions", "Catalogue", "Sources"];

const go = async (page, room) => {
  await page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: room, exact: true }).click();
  await page.waitForFunction((room) => document.title.startsWith(`${room} ·`), room);
};

const open = async (page) => {
  await page.getByRole("link", { name: "First marathon, first pair" }).first().click();
  await page.locator(".board__cell").first().waitFor();
  await page.waitForFunction(() => document.title.startsWith("First marathon, first pair ·"));
};

test("a board opens again and again, whatever was visited between", async () => {
  const page = await puente.visit("/");
  for (const room of ROOMS) {
    await go(page, room);
    await go(page, "Journeys");
    await open(page);
    await go(page, room);
    await page.goBack();
    await page.locator(".board__cell").first().waitFor();
    await page.waitForFunction(() => document.title.startsWith("First marathon, first pair ·"));
    await go(page, "Journeys");
  }
  await page.waitForFunction((word) => !document.body.innerText.includes(word), "Loading…");
  await leave(page);
});

test("every room comes after every other", async () => {
  const page = await puente.visit("/");
  for (const [at, room] of ROOMS.entries()) {
    for (const other of ROOMS.slice(at + 1)) {
      await go(page, room);
      await go(page, other);
    }
  }
  await go(page, "Journeys");
  await open(page);
  await leave(page);
});
