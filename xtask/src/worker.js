// Computes friction beside the page, with the module that the page runs.
import init, { frictionFit, frictionStart, frictionStep } from "APP.js";

const ready = init({ module_or_path: "APP_bg.wasm" });
// Between two steps messages get in; a timeout would wait longer than a step takes.
const { port1, port2 } = new MessageChannel();
const pause = () =>
  new Promise((go) => {
    port1.onmessage = go;
    port2.postMessage(null);
  });
let newest;

onmessage = async ({ data: [job, evidence, settings, draws] }) => {
  newest = job;
  try {
    await ready;
    if (evidence) await frictionFit(evidence);
    if (job !== newest) return;
    await frictionStart(settings, draws);
    let scores;
    while (job === newest && !(scores = await frictionStep())) await pause();
    if (job === newest) postMessage([job, scores], [scores.buffer]);
  } catch (error) {
    console.warn(error);
    // The page computes by itself from now on.
    postMessage([job, null]);
  }
};
