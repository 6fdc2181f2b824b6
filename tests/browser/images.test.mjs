// Images on the board: chosen in the inspector, dropped on a cell, pasted, described, taken back, and refused with words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyBoard, settled } from "./boards.mjs";
import { axe, leave, screenshot, start } from "./support.mjs";

const puente = await start();
