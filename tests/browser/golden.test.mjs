// The client that ships replays the golden logs to the fingerprints that native code wrote.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { callClient, leave, start } from "./support.mjs";

const logs = new URL("../../shared/tests/golden/", import.meta.url);
const names = (await readdir(logs)).filter((name) => name.endsWith(".json"));
const puente = await start();

test("there are golden logs", () => assert.notEqual(names.length, 0));

for (const name of names) {
  test(`the shipped client replays ${name} to its fingerprint`, async () => {
    const log = await readFile(new URL(name, logs), "utf8");
    const page = await puente.visit("/");
    assert.equal(await callClient(page, "replayHash", log), JSON.parse(log).hash);
    await leave(page);
  });

  test(`the shipped client notices a push of ${name} that was kept otherwise than it is decided`, async () => {
    const log = JSON.parse(await readFile(new URL(name, logs), "utf8"));
    log.pushes.find((push) => push.changes.length > 0).changes = [];
    const page = await puente.visit("/");
    await assert.rejects(callClient(page, "replayHash", JSON.stringify(log)));
    await leave(page);
  });
}
