// Members, who did what, and guests: three people in browsers of their own, from the first account to the last guest who leaves.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, browse, leave, open, screenshot, serve } from "./support.mjs";

const PASSWORD = "four words unlike these";
const ANA = { name: "Ana Ruiz", email: "ana@example.org", password: PASSWORD };
const LUIS = { name: "Luis Vega", email: "luis@example.org", password: `${PASSWORD} too` };

const server = await serve();
const [, setup] = await server.says(/Set up Puente at (http:\/\/\S+\/setup#\S+)\s/);
const puente = { url: new URL(setup).origin, secret: new URL(setup).hash.slice(1) };
const browser = await browse();
const visit = (address = "/", settings) => open(browser, new URL(address, puente.url).href, settings);
const here = (address) => new URL(address, puente.url).href;

/** Goes to another page in the same browser. */
async function go(page, address) {
  await page.goto(here(address), { waitUntil: "load" });
  await page.waitForSelector("html[data-hydrated]", { state: "attached" });
}

/** Asks from within the page, as its own scripts do: with its cookies, and with the origin that the browser says. */
async function ask(page, method, address, body) {
  const { status, text } = await page.evaluate(
    async ([method, address, body]) => {
      const response = await fetch(`/api/v1${address}`, {
        method,
        headers: body ? { "content-type": "application/json" } : {},
        body: body ? JSON.stringify(body) : undefined,
      });
      return { status: response.status, text: await response.text() };
    },
    [method, address, body],
  );
  return { status, body: text ? JSON.parse(text) : null };
}

async function asked(page, method, address, body) {
  const reply = await ask(page, method, address, body);
  assert.ok(reply.status < 300, `${method} ${address}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}

const row = (page, name) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
const sentences = async (page) => page.locator(".audit__said").allInnerTexts();

/** The cookies of whoever is signed in on a page, for another page of the same person. */
const as = async (page, settings = {}) => ({ ...settings, storageState: await page.context().storageState() });

let ana; // the owner's page, which stays open from test to test
let luis; // the second person's
let journey; // { id, slug }

test("as long as nobody has an account, the page of members says how there will be some", async () => {
  const page = await visit("/members", { javaScriptEnabled: false });
  await page.getByRole("heading", { name: "Nobody has an account yet" }).waitFor();
  assert.match(await page.locator(".empty").innerText(), /setup link that the console shows/);
  assert.equal(await page.getByRole("table").count(), 0);
  await leave(page);
  const board = await visit("/");
  [journey] = await asked(board, "GET", "/journeys");
  await go(board, `/journeys/${journey.slug}`);
  assert.equal(await board.getByRole("link", { name: "Share", exact: true }).count(), 0, "nobody is a guest of nobody");
  assert.equal(await board.getByText("Read only").count(), 0);
  await leave(board);
});

test("the first account is made by the link of the console, and its owner is the only member", async () => {
  ana = await visit("/members", { expected: [/40[134]/, /422/] });
  await asked(ana, "POST", "/entrance/setup", { secret: puente.secret, workspace: "Calzados", ...ANA });
  await go(ana, "/members");
  const own = row(ana, "Ana Ruiz");
  assert.match(await own.innerText(), /you/);
  assert.equal(await own.getByRole("combobox", { name: "Role: Ana Ruiz" }).inputValue(), "owner");
  assert.equal(await own.getByRole("button", { name: "Leave…" }).count(), 1);
  assert.equal(await own.getByRole("button", { name: /Erase|Remove/ }).count(), 0);
  assert.equal(await ana.getByRole("textbox", { name: "Name of the workspace" }).first().inputValue(), "Calzados");
  // What a role may do is said in words.
  await ana.getByText("What each role may do").click();
  await ana.getByRole("cell", { name: /Reads everything\. Changes nothing/ }).waitFor();
  // The only owner stays.
  await own.getByRole("combobox", { name: "Role: Ana Ruiz" }).selectOption("viewer");
  await ana.getByRole("alert").getByText(/only owner/).waitFor();
  assert.equal(await own.getByRole("combobox", { name: "Role: Ana Ruiz" }).inputValue(), "owner");
});

test("somebody is invited by a link that is shown once, and comes in with it", async () => {
  await ana.getByRole("textbox", { name: "Address" }).fill(LUIS.email);
  await ana.getByRole("form", { name: "Invite somebody" }).getByRole("combobox", { name: "Role" }).selectOption("editor");
  await ana.getByRole("button", { name: "Invite", exact: true }).click();
  const field = ana.getByRole("textbox", { name: "Link of the invitation" });
  await field.waitFor();
  await ana.getByText("No letter went out").waitFor();
  const link = new URL(await field.inputValue());
  assert.equal(link.origin, puente.url);
  assert.equal(link.pathname, "/invitation");
  // What hands it over has the focus, and the button copies it.
  await ana.waitForFunction(() => document.activeElement?.id === "invite-link");
  await ana.getByRole("button", { name: "Copy", exact: true }).click();
  await ana.locator(".handed").getByText("Copied.").waitFor();
  const waiting = ana.getByRole("region", { name: /Invitations that wait/ });
  assert.match(await waiting.innerText(), /luis@example\.org[\s\S]*Editor[\s\S]*Ana Ruiz[\s\S]*UTC/);

  luis = await visit("/sign-in", { expected: [/40[134]/, /422/] });
  const says = await asked(luis, "POST", "/entrance/invitations/look", { secret: link.hash.slice(1) });
  assert.equal(says.role, "editor");
  await asked(luis, "POST", "/entrance/invitations/accept", { secret: link.hash.slice(1), name: LUIS.name, password: LUIS.password });
  await go(ana, "/members");
  await row(ana, "Luis Vega").waitFor();
  await ana.getByText("No invitation waits.").waitFor();
  assert.equal(await ana.getByRole("textbox", { name: "Link of the invitation" }).count(), 0, "shown this once");
});

test("an invitation is taken back, and its link leads nowhere", async () => {
  await ana.getByRole("textbox", { name: "Address" }).fill("late@example.org");
  await ana.getByRole("button", { name: "Invite", exact: true }).click();
  const link = new URL(await ana.getByRole("textbox", { name: "Link of the invitation" }).inputValue());
  await ana.getByRole("button", { name: "Take back: late@example.org" }).click();
  await ana.getByText("No invitation waits.").waitFor();
  assert.equal(await ana.getByRole("textbox", { name: "Link of the invitation" }).count(), 0);
  const reply = await ask(ana, "POST", "/entrance/invitations/look", { secret: link.hash.slice(1) });
  assert.ok(reply.status >= 400, "it is taken back");
});

test("an editor sees who is here and changes nothing about them", async () => {
  await go(luis, "/members");
  await row(luis, "Ana Ruiz").waitFor();
  assert.equal(await luis.getByText(ANA.email).count(), 0, "addresses are for those who look after members");
  assert.equal(await luis.getByRole("combobox").count(), 0);
  assert.equal(await luis.getByRole("checkbox").count(), 0);
  assert.equal(await luis.getByRole("button", { name: /Remove|Erase|Invite|Rename/ }).count(), 0);
  assert.equal(await row(luis, "Luis Vega").getByRole("button", { name: "Leave…" }).count(), 1);
  assert.equal(await luis.getByRole("link", { name: "Who did what" }).count(), 0);
  await go(luis, "/audit");
  await luis.getByRole("alert").getByText(/may not do this/).waitFor();
});

test("departments and numbers about people are ticked in place", async () => {
  await go(ana, "/members");
  const his = row(ana, "Luis Vega");
  await his.getByRole("checkbox", { name: "Numbers about people: Luis Vega" }).check();
  await his.locator("summary").first().click();
  await his.getByRole("checkbox", { name: "Quality" }).check();
  // What is unfolded stays unfolded while it is changed.
  await his.getByRole("checkbox", { name: "Purchasing" }).check();
  const saved = async () => (await asked(ana, "GET", "/members")).members.find(({ name }) => name === LUIS.name);
  for (let tries = 0; tries < 50 && (await saved()).departments.length < 2; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const member = await saved();
  assert.equal(member.departments.length, 2);
  assert.equal(member.people, true);
  assert.match(await his.locator("summary").first().innerText(), /Purchasing, Quality/);
});

test("whoever is narrowed on a journey reads it and edits the others", async () => {
  await go(luis, `/journeys/${journey.slug}`);
  assert.equal(await luis.getByText("Read only").count(), 0, "an editor edits");
  await luis.getByRole("link", { name: "Share", exact: true }).waitFor();

  const his = row(ana, "Luis Vega");
  const journeys = his.locator("details").nth(1);
  await journeys.locator("summary").click();
  await journeys.getByRole("combobox", { name: journey.title }).selectOption("viewer");
  await journeys.locator("summary").getByText("less on 1 journey").waitFor();
  for (let tries = 0; tries < 50; tries += 1) {
    const { members } = await asked(ana, "GET", "/members");
    if (members.find(({ name }) => name === LUIS.name).journeys[journey.id] === "viewer") break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  await go(luis, `/journeys/${journey.slug}`);
  await luis.getByText("Read only").waitFor();
  assert.equal(await luis.locator(".board__foot").count(), 0);
  assert.equal(await luis.getByRole("button", { name: "Undo" }).count(), 0);
  assert.equal(await luis.getByRole("link", { name: "Share", exact: true }).count(), 0);
  const before = (await asked(luis, "GET", `/journeys/${journey.id}`)).heads.journey;
  // Neither pointer nor key changes anything.
  const card = luis.locator(".board .card").first();
  await card.dblclick();
  assert.ok(await luis.locator("#board-editor").isHidden());
  await card.focus();
  await luis.keyboard.press("x");
  assert.ok(await luis.locator("#board-editor").isHidden());
  await luis.keyboard.press("Delete");
  await luis.keyboard.press("Alt+Enter");
  await luis.getByRole("complementary", { name: "Inspector" }).waitFor();
  assert.equal(await luis.locator("#inspector .frozen :is(input, select, textarea, button):enabled").count(), 0);
  assert.equal((await asked(luis, "GET", `/journeys/${journey.id}`)).heads.journey, before);
  await axe(luis);
  // Nor does whoever asks past the page.
  const { lineage, heads } = await asked(luis, "GET", `/journeys/${journey.id}`);
  const push = {
    protocol: 2,
    lineage,
    client_id: crypto.randomUUID(),
    client_seq: 1,
    base: heads,
    intents: [{ journey: { set_scope: { field: { title: "Mine" } } } }],
  };
  const reply = await ask(luis, "POST", `/journeys/${journey.id}/pushes`, push);
  assert.ok(reply.status === 403 || "rejected" in reply.body.outcome, JSON.stringify(reply));
});

test("whoever becomes a viewer is offered nothing that would be refused", async () => {
  await go(ana, "/members");
  await row(ana, "Luis Vega").getByRole("combobox", { name: "Role: Luis Vega" }).selectOption("viewer");
  for (let tries = 0; tries < 50; tries += 1) {
    const { members } = await asked(ana, "GET", "/members");
    if (members.find(({ name }) => name === LUIS.name).role === "viewer") break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await go(luis, "/");
  await luis.locator(".strip").first().waitFor();
  assert.equal(await luis.getByRole("button", { name: "New journey" }).count(), 0);
  assert.equal(await luis.getByRole("link", { name: "From a file" }).count(), 0);
  await go(luis, "/sources");
  await luis.locator(".source__import").first().waitFor();
  assert.equal(await luis.getByRole("button", { name: "Undo this import" }).count(), 0);
  await go(luis, "/catalogue");
  await luis.getByRole("table").first().waitFor();
  assert.equal(await luis.locator(".page__body :is(input, select, textarea, button):enabled").count(), 0);
  await go(luis, "/actions");
  await luis.locator(".action__problem").first().waitFor();
  assert.equal(await luis.getByRole("button", { name: "Add an action" }).count(), 0);
  await go(luis, "/friction");
  await luis.locator(".rank").first().waitFor();
  assert.equal(await luis.locator(".weights__keep").count(), 0);
});

test("who did what is told in sentences, filtered by an address, and taken away as a file", async () => {
  await go(ana, "/audit");
  const all = (await sentences(ana)).join("\n");
  for (const wanted of [
    "Ana Ruiz made the first account.",
    "Ana Ruiz invited somebody as editor.",
    "Ana Ruiz took an invitation back.",
    "Luis Vega accepted an invitation and is editor now.",
    `Ana Ruiz narrowed Luis Vega to viewer on ${journey.title}.`,
    "Ana Ruiz changed Luis Vega: viewer from now on.",
  ]) {
    assert.ok(all.includes(wanted), `${wanted}\n${all}`);
  }
  await ana.getByRole("combobox", { name: "What" }).selectOption("invited");
  await ana.getByRole("combobox", { name: "Who" }).selectOption({ label: "Ana Ruiz" });
  await ana.getByRole("button", { name: "Show", exact: true }).click();
  await ana.waitForURL(/\/audit\?kind=invited&actor=[0-9a-f-]+$/);
  await ana.waitForSelector("html[data-hydrated]", { state: "attached" });
  const some = await sentences(ana);
  assert.ok(some.length >= 2 && some.every((said) => said.startsWith("Ana Ruiz invited somebody")), some.join("\n"));
  await ana.getByRole("combobox", { name: "What" }).selectOption("person_erased");
  await ana.getByRole("button", { name: "Show", exact: true }).click();
  await ana.getByText("Nothing like this").waitFor();
  await ana.getByRole("link", { name: "Show everything" }).last().click();
  await ana.waitForURL(/\/audit$/);
  // The name of the journey leads to it.
  const link = ana.locator(".audit__said a").first();
  assert.equal(await link.getAttribute("href"), `/journeys/${journey.id}`);
  const [file] = await Promise.all([ana.waitForEvent("download"), ana.getByRole("link", { name: "Download (CSV)" }).click()]);
  assert.match(file.suggestedFilename(), /\.csv$/);
});

let guest;

test("guests come to one journey by a link, its picture or a code, and see that journey alone", async () => {
  await go(ana, `/journeys/${journey.slug}`);
  await ana.getByRole("link", { name: "Share", exact: true }).click();
  await ana.waitForURL(/\/share$/);
  await ana.getByText("No link leads here.").waitFor();
  await ana.getByRole("spinbutton", { name: "Guests at most" }).fill("2");
  await ana.getByRole("combobox", { name: "For how long" }).selectOption({ label: "4 hours" });
  await ana.getByRole("button", { name: "Make a link" }).click();
  const field = ana.getByRole("textbox", { name: "Link for guests" });
  await field.waitFor();
  const link = new URL(await field.inputValue());
  assert.equal(link.origin, puente.url);
  assert.equal(link.pathname, "/join");
  const picture = ana.getByRole("img", { name: /QR code/ });
  const drawn = await picture.evaluate(async (image) => {
    await image.decode();
    return { source: image.src.slice(0, 18), width: image.clientWidth };
  });
  assert.equal(drawn.source, "data:image/svg+xml");
  assert.ok(drawn.width >= 240, `${drawn.width} px are too few for a beamer`);
  await axe(ana);
  await screenshot(ana, "share-link");

  await ana.getByRole("button", { name: /^Show a code/ }).click();
  const letters = ana.locator(".share__letters");
  await letters.waitFor();
  const code = await letters.innerText();
  assert.match(code, /^\S{3} \S{3}$/);
  await ana.getByText(/Valid for \d+:\d\d more minutes/).waitFor();
  const size = await letters.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  assert.ok(size >= 40, "it is read from the last row");
  await screenshot(ana, "share-code");
  await axe(ana);

  guest = await visit("/join", { expected: [/40[134]/, /422/] });
  const { path: board } = await asked(guest, "POST", "/entrance/join", { secret: code.replace(/\s/g, ""), name: "Eva" });
  assert.equal(board, `/journeys/${journey.slug}`);
  await go(guest, board);
  await guest.getByText("Read only").waitFor();
  assert.equal(await guest.getByRole("link", { name: /^(Share|Take away|From a file)$/ }).count(), 0);
  assert.equal(await guest.getByRole("navigation", { name: "Rooms" }).count(), 0);
  assert.equal((await ask(guest, "GET", "/journeys")).status, 403);
  // From anywhere else a guest is led back to the board.
  await guest.goto(here("/"), { waitUntil: "load" });
  await guest.waitForURL(new RegExp(`/journeys/${journey.slug}$`));
  await guest.waitForSelector("html[data-hydrated]", { state: "attached" });
  await axe(guest);
  await screenshot(guest, "share-guest");

  // By the link itself, too: then it is used up.
  const other = await visit("/join");
  await asked(other, "POST", "/entrance/join", { secret: link.hash.slice(1), name: "Leo" });
  await leave(other);
  await go(ana, `/journeys/${journey.slug}/share`);
  const links = ana.getByRole("region", { name: "Links" });
  assert.match(await links.innerText(), /2 of 2[\s\S]*Eva, Leo[\s\S]*used up/);
  assert.equal(await ana.getByRole("button", { name: /^Show a code/ }).count(), 0);
  assert.equal(await ana.getByRole("textbox", { name: "Link for guests" }).count(), 0, "shown this once");
});

test("who came by a link that is revoked is out at once", async () => {
  await ana.getByRole("button", { name: /^Revoke/ }).click();
  await ana.getByText("Those who came by this link are out at once.").waitFor();
  await ana.getByRole("button", { name: "Revoke the link" }).click();
  await ana.getByRole("region", { name: "Links" }).getByText("revoked").waitFor();
  const reply = await ask(guest, "GET", `/journeys/${journey.id}`);
  assert.ok(reply.status === 401 || reply.status === 403, `${reply.status}`);
  await leave(guest);
  await go(ana, "/audit?kind=guest_link_revoked");
  assert.deepEqual(await sentences(ana), [`Ana Ruiz revoked a link for guests of ${journey.title}.`]);
});

for (const [name, settings] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  spanish: { locale: "es-ES" },
  narrow: { viewport: { width: 360, height: 740 } },
})) {
  test(`members, the log and sharing can be used by everybody: ${name}`, async () => {
    const page = await visit("/members", await as(ana, settings));
    const whole = async (what) => {
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${what}: ${overflow} px too wide`);
      const inner = await page.locator(".page__body").evaluate((body) => body.scrollWidth - body.clientWidth);
      assert.ok(inner <= 0, `${what}: the page is ${inner} px too wide inside`);
      await axe(page);
      await screenshot(page, `${what}-${name}`);
    };
    await whole("members");
    // On a narrow screen rows are blocks, and no rows any more.
    const his = page.locator(".members tr", { has: page.locator("th", { hasText: "Luis Vega" }) });
    for (const summary of await his.locator("summary").all()) await summary.click();
    await page.getByText(/^(What each role may do|Qué puede hacer cada función)$/).click();
    await his.getByRole("button", { name: /^(Erase|Borrar)/ }).click();
    const question = page.getByRole("group", { name: /Luis Vega\?/ });
    await question.getByText(/keep an id|conservan un identificador/).waitFor();
    await whole("members-open");
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.id.startsWith("erase-"));
    await go(page, "/audit");
    await whole("audit");
    await go(page, `/journeys/${journey.slug}/share`);
    await page.getByRole("button", { name: /^(Make a link|Crear un enlace)$/ }).click();
    await page.getByRole("img", { name: /QR/ }).waitFor();
    await page.getByRole("button", { name: /^(Show a code|Mostrar un código)/ }).first().click();
    await page.locator(".share__letters").waitFor();
    await whole("share");
    if (name === "spanish") {
      const text = await page.locator(".page__body").innerText();
      assert.match(text, /Válido durante \d+:\d\d minutos más/);
      assert.match(text, /abierto/);
    }
    await leave(page);
  });
}

test("the workspace gets another name, and another one beside it", async () => {
  await go(ana, "/members");
  await ana.getByRole("textbox", { name: "Name of the workspace" }).first().fill("Calzados del Norte");
  await ana.getByRole("button", { name: "Rename" }).click();
  await ana.waitForFunction(() => JSON.parse(document.documentElement.dataset.me).workspace.name === "Calzados del Norte");
  await ana.waitForSelector("html[data-hydrated]", { state: "attached" });
  await ana.getByText("Another workspace", { exact: true }).click();
  await ana.locator("#workspace-new").fill("Prueba");
  await ana.getByRole("button", { name: "Make the workspace" }).click();
  await ana.waitForURL(here("/"));
  await ana.waitForFunction(() => JSON.parse(document.documentElement.dataset.me).workspace.name === "Prueba");
  const me = await asked(ana, "GET", "/me");
  assert.equal(me.role, "owner");
  const before = me.workspaces.find((one) => one.name === "Calzados del Norte");
  await asked(ana, "POST", "/entrance/workspace", { workspace: before.id });
});

test("who is removed is out, who is erased leaves no name, and what they did stays", async () => {
  await go(ana, "/members");
  const his = row(ana, "Luis Vega");
  await his.getByRole("button", { name: "Remove…: Luis Vega" }).click();
  const question = ana.getByRole("group", { name: "Remove Luis Vega from the workspace?" });
  await question.getByText("What they did stays").waitFor();
  await question.getByRole("button", { name: "Cancel" }).click();
  await question.waitFor({ state: "detached" });
  assert.equal(await his.count(), 1);
  await his.getByRole("button", { name: "Remove…: Luis Vega" }).click();
  await ana.getByRole("button", { name: "Remove from the workspace" }).click();
  await his.waitFor({ state: "detached" });
  const reply = await ask(luis, "GET", `/journeys/${journey.id}`);
  assert.ok([401, 403, 404].includes(reply.status), `${reply.status}`);
  await leave(luis);
  await go(ana, "/audit");
  assert.ok((await sentences(ana)).some((said) => said === "Ana Ruiz removed Luis Vega from the workspace."));
  await leave(ana);
});
