// Boards to test on, made through the public API.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

async function ask(puente, address, body) {
  const response = await fetch(new URL(address, puente.url), {
    method: body ? "POST" : "GET",
    headers: body ? { "content-type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await response.text();
  assert.ok(response.ok, `${response.status} ${address}: ${text}`);
  return JSON.parse(text);
}

/** A board as the server has it. */
export const read = (puente, journey) => ask(puente, `/api/v1/journeys/${journey}`);

/** Somebody: pushes intents to a board, in order. */
export function somebody(puente, journey) {
  const client_id = randomUUID();
  let client_seq = 0;
  return async (...intents) => {
    const { lineage, heads } = await read(puente, journey);
    client_seq += 1;
    const push = { protocol: 2, lineage, client_id, client_seq, base: heads, intents };
    const reply = await ask(puente, `/api/v1/journeys/${journey}/pushes`, push);
    assert.ok("accepted" in reply.outcome, JSON.stringify(reply.outcome));
    return reply;
  };
}

/** A journey from a template: its id, its address, and what is on it by name. */
export async function make(puente, { title = "First marathon", template = "blank" } = {}) {
  const { id, slug } = await ask(puente, "/api/v1/journeys", { id: randomUUID(), title, template, lang: "en" });
  return { id, slug, path: `/journeys/${slug}` };
}

/** Steps in order and lanes by kind. */
export async function places(puente, journey) {
  const { board } = await read(puente, journey);
  const steps = board.journey.stage_order.flatMap((stage) => board.journey.stages[stage].step_order);
  const lanes = Object.fromEntries(board.journey.lane_order.map((lane) => [board.journey.lanes[lane].kind, lane]));
  return { steps, lanes, board };
}

/** The intent that adds a card. */
export function card(step, lane, title, more = {}) {
  const id = more.id ?? randomUUID();
  return {
    journey: {
      add_card: { id, cell: { step, lane }, after: null, title, evidence: "assumption", touchpoint: null, department: null, ...more },
    },
  };
}

/** The intents that place a new touchpoint. */
export function touchpoint(step, lane, name, more = {}) {
  const id = randomUUID();
  return [
    { catalogue: { add_touchpoint: { id, name, key: null, channel: null, department: null, moment_of_truth: false, ...more } } },
    card(step, lane, "", { touchpoint: id }),
  ];
}

/** Waits until the server's board answers yes. */
export async function until(puente, journey, found, what = "the board to change") {
  for (let tries = 0; tries < 60; tries += 1) {
    const { board } = await read(puente, journey);
    if (found(board)) return board;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`waited in vain for ${what}`);
}

/** Visible cards of a board by title. */
export const titles = (board) =>
  Object.values(board.journey.cards)
    .filter((found) => !found.hidden)
    .map((found) => found.title || board.catalogue.touchpoints[found.touchpoint]?.name);

/** The element id of a cell. */
export const cell = (step, lane) => `[id="x-${lane}.${step}"]`;
