// What every browser test starts from: a server of its own, a page that tolerates no complaint, and axe.
//
// A test file begins with `const puente = await start()`; the server runs on a free port with an empty database in a
// temporary directory, and both go when the file's tests are done.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = path.dirname(fileURLToPath(import.meta.url));
const axeSource = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long a server may take to answer; a debug build that reads a large sample is the slowest. */
const START_MS = 30_000;

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run browser tests through \`cargo xtask test\``);
  return value;
}

/** The compiled `puente`, for tests that run its commands. */
export const binary = () => needed("PUENTE_BINARY");

/** A directory of its own, removed after the tests. */
export async function temporaryDirectory() {
  const directory = await mkdtemp(path.join(tmpdir(), "puente-"));
  after(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/**
 * Runs one command of `puente` to its end.
 * @returns {Promise<{code: number, stdout: string, stderr: string}>}
 */
export function run(args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary(), args, { env: { ...process.env, ...env } });
    const said = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => (said.stdout += chunk));
    child.stderr.on("data", (chunk) => (said.stderr += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
  });
}

/**
 * Starts a server on a free port, with an empty database unless one is given.
 * @returns {Promise<{url: string, database: string, kill: (signal?: string) => Promise<void>,
 *   says: (pattern: RegExp) => Promise<RegExpMatchArray>}>}
 */
export async function serve({ database, args = [], env = {} } = {}) {
  const file = database ?? path.join(await temporaryDirectory(), "puente.db");
  const server = spawn(binary(), ["--addr", "127.0.0.1:0", "--database", file, ...args], {
    env: { ...process.env, ...env },
  });
  const ended = new Promise((resolve) => server.once("close", resolve));
  let said = "";
  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no address after ${START_MS} ms:\n${said}`)), START_MS);
    const listen = (chunk) => {
      said += chunk;
      const address = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (address) {
        clearTimeout(late);
        resolve(address[0]);
      }
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.once("error", reject);
    ended.then((code) => {
      clearTimeout(late);
      reject(new Error(`the server ended with code ${code}:\n${said}`));
    });
  });
  const kill = async (signal = "SIGTERM") => {
    server.kill(signal);
    await ended;
  };
  after(() => kill("SIGKILL"));
  /** What the console showed that fits, as soon as it does. */
  const says = async (pattern) => {
    for (const late = Date.now() + START_MS; Date.now() < late; await new Promise((next) => setTimeout(next, 50))) {
      const found = said.match(pattern);
      if (found) return found;
    }
    throw new Error(`nothing on the console that fits ${pattern}:\n${said}`);
  };
  return { url, database: file, kill, says };
}

/** Starts the browser. */
export async function browse() {
  const browser = await chromium.launch({
    executablePath: needed("PUENTE_CHROMIUM"),
    headless: true,
    args: BROWSER_FLAGS,
  });
  after(() => browser.close());
  return browser;
}

/**
 * A server and a browser, and pages between them.
 * @returns {Promise<{url: string, database: string, kill: Function, browser: import("playwright-core").Browser,
 *   visit: (address?: string, options?: object) => Promise<import("playwright-core").Page & {close: Function}>}>}
 */
export async function start(options) {
  const server = await serve(options);
  const browser = await browse();
  const visit = (address = "/", settings) => open(browser, new URL(address, server.url).href, settings);
  return { ...server, browser, visit };
}

/**
 * Opens a page in a context of its own and waits until it is hydrated (unless `javaScriptEnabled: false`).
 * Every console warning or error, uncaught exception and failed request is a complaint; `quiet(page)` fails on them.
 * `expected` lists patterns of complaints that a test provokes on purpose.
 */
export async function open(browser, url, { expected = [], sockets = true, ...settings } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", ...settings });
  const page = await context.newPage();
  if (!sockets) await page.addInitScript(WITHOUT_SOCKETS);
  const complaints = [];
  const complain = (text) => {
    if (!expected.some((pattern) => text.match(pattern))) complaints.push(text);
  };
  page.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) complain(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complain(`uncaught: ${error.stack ?? error}`));
  page.on("requestfailed", (request) => {
    const failure = request.failure()?.errorText ?? "";
    // Leaving a page aborts what it still loads; without JavaScript, its modules are refused.
    const refused = settings.javaScriptEnabled === false && failure === "csp";
    if (failure !== "net::ERR_ABORTED" && !refused) complain(`request failed: ${request.url()} ${failure}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complain(`response ${response.status()}: ${response.url()}`);
  });
  pages.set(page, complaints);
  await page.goto(url, { waitUntil: "load" });
  if (settings.javaScriptEnabled !== false) await hydrated(page);
  return page;
}

/** As where something on the way lets no sockets through: pages go on over HTTP. */
const WITHOUT_SOCKETS = () => {
  window.WebSocket = class {
    constructor() {
      throw new DOMException("no sockets here", "SecurityError");
    }
  };
};

const pages = new WeakMap();

/** Waits until the client has taken over the page. */
export async function hydrated(page) {
  await page.waitForSelector("html[data-hydrated]", { state: "attached", timeout: 15_000 });
}

/**
 * Calls a function that the shipped client exports (`#[wasm_bindgen]`), in the page: the very module that hydrated it.
 * Arguments and result must survive JSON.
 */
export function callClient(page, name, ...args) {
  return page.evaluate(
    async ([name, args]) => {
      const client = await import(document.querySelector("link[rel=modulepreload]").href);
      return client[name](...args);
    },
    [name, args],
  );
}

/** Fails when the page complained about anything so far. */
export function quiet(page) {
  assert.deepEqual(pages.get(page), [], "the page complained");
}

/** Ends a test of a page: nothing may have been complained about. */
export async function leave(page) {
  quiet(page);
  await page.context().close();
}

/** Fails on every violation of WCAG 2.2 A and AA that axe finds. */
export async function axe(page, { include } = {}) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(await readFile(axeSource, "utf8"));
  const violations = await page.evaluate(async (scope) => {
    // What is still fading in has colours that nobody is asked to read. An animation that is taken away has ended too.
    const passing = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime < Infinity);
    await Promise.allSettled(passing.map((animation) => animation.finished));
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const found = await window.axe.run(scope ?? document, { runOnly: { type: "tag", values: tags } });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
    }));
  }, include);
  assert.deepEqual(violations, [], "accessibility");
}

/** Writes a picture into `tests/browser/out`, which git ignores. */
export async function screenshot(page, name, options = {}) {
  const directory = path.join(here, "out");
  await mkdir(directory, { recursive: true });
  const file = path.join(directory, `${name}.png`);
  await page.screenshot({ path: file, ...options });
  return file;
}
