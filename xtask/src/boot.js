import init, { hydrate } from "APP.js";
await init({ module_or_path: "APP_bg.wasm" });
// The page reads without its script; while a part of it cannot be fetched, try again, less and less often.
for (let wait = 1; ; wait = Math.min(2 * wait, 60)) {
  try {
    await hydrate();
    break;
  } catch (error) {
    console.warn(error);
    await new Promise((resolve) => setTimeout(resolve, 1000 * wait));
  }
}
