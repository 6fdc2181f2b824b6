// Coming in: the first account, signing in and out, a second factor, sessions, tokens, a forgotten password, an invitation, a guest.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { axe, browse, hydrated, leave, open, screenshot, serve } from "./support.mjs";

const PASSWORD = "four words unlike these";
const ANOTHER = "seven green bridges hum";

const puente = await serve();
const browser = await browse();
const here = (address) => new URL(address, puente.url).href;
const visit = (address = "/", settings) => open(browser, here(address), settings);
/** Refusals that a test provokes: the browser writes each to its console. */
const refusals = (...statuses) => statuses.flatMap((status) => [new RegExp(`status of ${status}`), new RegExp(`response ${status}`)]);

/** Goes to another page in the same browser. */
async function go(page, address) {
  await page.goto(here(address), { waitUntil: "load" });
  await hydrated(page);
}

/** The code that an application makes of a secret (RFC 6238: SHA-1, six digits, thirty seconds). */
function code(secret, at = Date.now()) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", key).update(step).digest();
  const start = hash[19] & 15;
  return String((hash.readUInt32BE(start) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function signIn(page, password, digits) {
  await page.getByLabel("E-mail").fill("ana@example.org");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  if (digits) {
    await page.getByLabel("Code").fill(digits);
    await page.getByRole("button", { name: "Sign in" }).click();
  }
}

/** Adds a second factor on the page of one's account, and puts the recovery codes away. */
async function addSecondFactor(page, password) {
  const second = page.getByRole("region", { name: "Second factor" });
  await second.getByLabel("Your password").fill(password);
  await second.getByRole("button", { name: "Add a second factor" }).click();
  const secret = await second.locator(".account__secret").innerText();
  await second.getByLabel("Code").fill(code(secret));
  await second.getByRole("button", { name: "Turn it on" }).click();
  await second.getByRole("button", { name: "I have put them away" }).click();
}

/** Opens the panel that says who one is. */
async function who(page) {
  await page.getByRole("button", { name: /Who you are/ }).click();
}

let cookies;

test("before there is an account everything can be tried, and the page says how the first one is made", async () => {
  const page = await visit("/");
  await who(page);
  await page.getByText("The link on the console makes the first account.").waitFor();
  await axe(page);
  await go(page, "/sign-in");
  await page.getByText(/Nobody has an account yet/).first().waitFor();
  await leave(page);
});

test("the link of the console makes the first account, by keyboard alone", async () => {
  const [, link] = await puente.says(/Set up Puente at (http:\/\/\S+\/setup#\S+)\s/);
  const page = await open(browser, link, { expected: refusals(422) });
  await page.waitForFunction(() => location.hash === "");
  await axe(page);
  await screenshot(page, "setup");
  await page.getByLabel("What your workspace is called").focus();
  await page.keyboard.type("Puente Norte");
  for (const text of ["Ana Ruiz", "ana@example.org", "password1234"]) {
    await page.keyboard.press("Tab");
    await page.keyboard.type(text);
  }
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText(/among those that are tried first/).waitFor();
  const password = page.getByLabel("Password", { exact: true });
  assert.equal(await password.inputValue(), "password1234", "what was typed stays");
  await page.waitForFunction(() => document.activeElement?.id === "password");
  assert.equal(await password.getAttribute("aria-invalid"), "true", "the field that was refused says so");
  const why = await password.evaluate((field) => {
    const ids = field.getAttribute("aria-describedby").split(" ");
    return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  });
  assert.match(why, /among those that are tried first/);
  await axe(page);
  await password.fill(PASSWORD);
  assert.equal(await password.getAttribute("aria-invalid"), null, "what is typed now was not refused");
  await page.keyboard.press("Enter");
  await page.waitForURL(here("/"));
  await hydrated(page);
  await who(page);
  await page.getByText("ana@example.org").waitFor();
  await axe(page);
  await screenshot(page, "who");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(here("/sign-in"));
  await leave(page);
});

test("whoever is not signed in is led to where one signs in, told nothing of what is wrong, and then led on", async () => {
  const page = await visit("/metrics", { expected: refusals(401) });
  assert.equal(new URL(page.url()).pathname, "/sign-in");
  await axe(page);
  await signIn(page, "not this one");
  const alert = page.getByRole("alert");
  await alert.getByText(/do not belong together/).waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "password");
  await screenshot(page, "sign-in-refused");
  await page.getByLabel("Show the password").check();
  assert.equal(await page.getByLabel("Password", { exact: true }).getAttribute("type"), "text");
  await signIn(page, PASSWORD);
  await page.waitForURL(here("/metrics"));
  cookies = await page.context().cookies();
  assert.equal(cookies.length, 1);
  assert.equal(cookies[0].httpOnly, true);
  assert.equal(cookies[0].sameSite, "Lax");
  await go(page, "/sign-in?next=/friction");
  await page.getByText(/You are signed in as Ana Ruiz/).waitFor();
  assert.equal(await page.getByRole("main").getByRole("link").getAttribute("href"), "/friction");
  await axe(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByLabel("E-mail").waitFor();
  await leave(page);
});

test("a second factor is added, asked for, and a recovery code counts once", async () => {
  const page = await visit("/sign-in", { expected: refusals(401, 422) });
  await signIn(page, PASSWORD);
  await page.waitForURL(here("/"));
  await go(page, "/account");
  await axe(page);
  await screenshot(page, "account", { fullPage: true });
  const second = page.getByRole("region", { name: "Second factor" });
  await second.getByLabel("Your password").fill(PASSWORD);
  await second.getByRole("button", { name: "Add a second factor" }).click();
  const secret = await second.locator("code").innerText();
  const picture = second.getByRole("img");
  assert.ok(await picture.evaluate((image) => image.complete && image.naturalWidth > 0), "the picture is shown");
  await second.getByLabel("Code").fill("000000");
  await second.getByRole("button", { name: "Turn it on" }).click();
  await second.getByRole("alert").waitFor();
  await second.getByLabel("Code").fill(code(secret));
  await second.getByRole("button", { name: "Turn it on" }).click();
  await second.getByText("Recovery codes").waitFor();
  const spare = await second.locator("li code").first().innerText();
  const [file] = await Promise.all([page.waitForEvent("download"), second.getByRole("link", { name: "Download as text" }).click()]);
  const kept = await readFile(await file.path(), "utf8");
  assert.equal(kept.trim().split("\n").length, 10);
  assert.ok(kept.startsWith(spare), "the codes as they are shown, one on each line");
  await second.getByRole("button", { name: "Copy" }).click();
  await second.getByText("Copied.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Copy", "the focus stays");
  await axe(page);
  await screenshot(page, "recovery-codes");
  await second.getByRole("button", { name: "I have put them away" }).click();
  await second.getByText("10 recovery codes are left.").waitFor();
  const signed = await visit("/sign-in", { expected: refusals(401) });
  await signIn(signed, PASSWORD, spare);
  await signed.waitForURL(here("/"));
  await leave(signed);
  const again = await visit("/sign-in", { expected: refusals(401) });
  await signIn(again, PASSWORD, spare);
  await again.getByRole("alert").getByText(/wrong, was used already/).waitFor();
  await leave(again);
  await go(page, "/account");
  await second.getByLabel("Your password").fill(PASSWORD);
  await second.getByRole("button", { name: "Turn it off" }).click();
  await second.getByRole("button", { name: "Add a second factor" }).waitFor();
  await leave(page);
});

test("other sessions are seen and ended; a program comes in by a token until it is revoked", async () => {
  const page = await visit("/sign-in", { expected: refusals(422) });
  await signIn(page, PASSWORD);
  await page.waitForURL(here("/"));
  const other = await visit("/sign-in");
  await signIn(other, PASSWORD);
  await other.waitForURL(here("/"));
  await go(page, "/account");
  const sessions = page.getByRole("region", { name: "Where you are signed in" });
  assert.ok((await sessions.getByRole("row").count()) > 2);
  await sessions.getByLabel("Your password").fill("not this one");
  await sessions.getByRole("button", { name: "End all others" }).click();
  await sessions.getByRole("alert").getByText("Your password is wrong.").waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "sessions-password");
  await screenshot(page, "sessions");
  await sessions.getByLabel("Your password").fill(PASSWORD);
  await sessions.getByRole("button", { name: "End all others" }).click();
  await sessions.getByRole("button", { name: "End all others" }).waitFor({ state: "detached" });
  await other.goto(here("/"));
  assert.equal(new URL(other.url()).pathname, "/sign-in", "ended at once");
  await leave(other);
  const programs = page.getByRole("region", { name: "Programs" });
  await programs.getByLabel("What it is for").fill("The till in the hall");
  await programs.getByRole("button", { name: "Make a token" }).click();
  const token = await programs.getByLabel("Token", { exact: true }).inputValue();
  const asked = () => fetch(here("/api/v1/journeys"), { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await asked()).status, 200);
  await axe(page);
  await programs.getByRole("button", { name: "Revoke: The till in the hall" }).click();
  await programs.getByText("No program comes in by your account.").waitFor();
  assert.equal((await asked()).status, 401);
  await leave(page);
});

test("a forgotten password is replaced by the link of a letter, which the console shows where there is no mail", async () => {
  const page = await visit("/reset");
  await page.getByLabel("E-mail").fill("ana@example.org");
  await page.getByRole("button", { name: "Send the letter" }).click();
  await page.getByText(/a letter is on its way/).first().waitFor();
  await axe(page);
  const [, link] = await puente.says(/(http:\/\/\S+\/reset#\S+)\s/);
  // Into the same tab: only what stands behind # is another.
  await page.goto(link);
  await page.waitForFunction(() => location.hash === "");
  await page.getByLabel("New password").fill(ANOTHER);
  await page.getByRole("button", { name: "Set the password" }).click();
  await page.getByText("Your password is set.").first().waitFor();
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await page.waitForURL(here("/sign-in"));
  await signIn(page, ANOTHER);
  await page.waitForURL(here("/"));
  await leave(page);
});

test("an invitation makes an account; a guest comes by a code and goes again", async () => {
  const owner = await visit("/sign-in");
  await signIn(owner, ANOTHER);
  await owner.waitForURL(here("/"));
  await hydrated(owner);
  const post = (address, body) =>
    owner.evaluate(
      async ([address, body]) => {
        const headers = { "content-type": "application/json" };
        const answer = await fetch(`/api/v1${address}`, { method: "POST", headers, body: JSON.stringify(body) });
        return answer.json();
      },
      [address, body],
    );
  const { link } = await post("/invitations", { email: "luis@example.org", role: "viewer" });
  const luis = await open(browser, link);
  await luis.getByText(/To the workspace “Puente Norte”, as: Viewer/).waitFor();
  await luis.getByLabel("Your name").fill("Luis Vega");
  await luis.getByLabel("Password", { exact: true }).fill(`${PASSWORD} too`);
  await axe(luis);
  await screenshot(luis, "invitation");
  await luis.getByRole("button", { name: "Come in" }).click();
  await luis.waitForURL(here("/"));
  await leave(luis);

  const [journey] = await owner.evaluate(async () => (await fetch("/api/v1/journeys")).json());
  const made = await post(`/journeys/${journey.id}/guests`, { role: "viewer", hours: 4, most_uses: 5 });
  const { code: typed } = await post(`/journeys/${journey.id}/guests/${made.kept.id}/code`, {});
  const guest = await visit("/join");
  await guest.getByLabel("Code").fill(`${typed.slice(0, 3)} ${typed.slice(3).toLowerCase()}`);
  await guest.getByLabel("Your name").fill("Cleo");
  await axe(guest);
  await guest.getByRole("button", { name: "Come in" }).click();
  await guest.waitForURL(here(`/journeys/${journey.slug}`));
  await hydrated(guest);
  const { width } = await guest.getByRole("main").boundingBox();
  assert.ok(width > 1400, `the board has ${width} px of 1440: there are no rooms beside it`);
  await screenshot(guest, "guest");
  await who(guest);
  await guest.getByText("Cleo", { exact: true }).waitFor();
  await guest.getByRole("button", { name: "Leave" }).click();
  await guest.waitForURL(here("/join"));
  await hydrated(guest);
  assert.deepEqual(await guest.evaluate(() => Object.values(localStorage)), [], "nothing of the guest stays in the browser");
  await leave(guest);
  await leave(owner);
});

test("where a second factor is asked for, whoever has none is led to add one and reaches nothing else", async () => {
  const owner = await visit("/sign-in", { expected: refusals(403) });
  await signIn(owner, ANOTHER);
  await owner.waitForURL(here("/"));
  await go(owner, "/members");
  const demand = owner.getByRole("checkbox", { name: "Everybody who comes in by a password needs a second factor" });
  await demand.focus();
  await owner.keyboard.press("Space");
  await owner.getByRole("alert").getByText(/your account has none/).waitFor();
  assert.equal(await demand.isChecked(), false, "the box shows what is so");
  await owner.getByText("2 members are without one now.").waitFor();
  await go(owner, "/account");
  await addSecondFactor(owner, ANOTHER);
  await go(owner, "/members");
  await demand.check();
  await owner.getByText("1 member is without one now.").waitFor();
  await axe(owner);
  await demand.scrollIntoViewIfNeeded();
  await screenshot(owner, "members-second-factor");

  const luis = await visit("/sign-in?next=/friction");
  await luis.getByLabel("E-mail").fill("luis@example.org");
  await luis.getByLabel("Password", { exact: true }).fill(`${PASSWORD} too`);
  await luis.getByRole("button", { name: "Sign in" }).click();
  await luis.waitForURL(here("/account"));
  await hydrated(luis);
  await luis.getByText("This workspace asks everybody for a second factor.").waitFor();
  await axe(luis);
  await screenshot(luis, "account-confined");
  await go(luis, "/");
  assert.equal(new URL(luis.url()).pathname, "/account", "nothing else is reached");
  await addSecondFactor(luis, `${PASSWORD} too`);
  await go(luis, "/friction");
  assert.equal(new URL(luis.url()).pathname, "/friction");
  await leave(luis);
  await demand.uncheck();
  await owner.getByRole("status").getByText("A second factor is optional again.").waitFor();
  await go(owner, "/account");
  const second = owner.getByRole("region", { name: "Second factor" });
  await second.getByLabel("Your password").fill(ANOTHER);
  await second.getByRole("button", { name: "Turn it off" }).click();
  await second.getByRole("button", { name: "Add a second factor" }).waitFor();
  await leave(owner);
});

test("all of it fits a telephone, in the dark and in Spanish", async () => {
  const small = { viewport: { width: 360, height: 740 }, locale: "es-ES", colorScheme: "dark" };
  const fits = async (page, name) => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `${name}: ${over} px too wide`);
    const below = await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
    assert.ok(below <= 0, `${name}: the document is ${below} px too high: the page scrolls, not the document`);
    const main = await page.evaluate(() => {
      const body = document.querySelector(".page__body");
      return body.scrollWidth - body.clientWidth;
    });
    assert.ok(main <= 0, `${name}: ${main} px too wide inside`);
    await axe(page);
    await screenshot(page, `small-${name}`, { fullPage: true });
  };
  for (const address of ["/sign-in", "/reset", "/join", "/setup", "/invitation"]) {
    const page = await visit(address, small);
    await fits(page, address.slice(1));
    await leave(page);
  }
  const page = await visit("/sign-in", small);
  await page.getByLabel("Correo electrónico").fill("ana@example.org");
  await page.getByLabel("Contraseña", { exact: true }).fill(ANOTHER);
  await page.getByRole("button", { name: "Iniciar sesión" }).click();
  await page.waitForURL(here("/"));
  await go(page, "/account");
  await fits(page, "account");
  await leave(page);
});
