// `board.peer_ratio`: the same cards in Excalidraw, led about in the same browser in the same moves. Its packages come from npm into
// `target/peer`, or the directory that PUENTE_PEER names, in fixed versions; nothing of it is kept here. Without it the figures stand alone.

import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";

const PACKAGES = { "@excalidraw/excalidraw": "0.18.0", react: "19.1.0", "react-dom": "19.1.0", esbuild: "0.25.5" };

const SOURCE = `
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { Excalidraw, convertToExcalidrawElements } from "@excalidraw/excalidraw";
import "@excalidraw/excalidraw/index.css";
const cards = window.CARDS.map(({ x, y, width, height, text }) => ({
  type: "rectangle", x, y, width, height, roughness: 0, backgroundColor: "#ffffff", fillStyle: "solid",
  label: { text, fontSize: 12 },
}));
const elements = convertToExcalidrawElements(cards);
createRoot(document.getElementById("root")).render(createElement(Excalidraw, {
  initialData: { elements, appState: { zenModeEnabled: true, scrollX: 0, scrollY: 0, zoom: { value: 1 } }, scrollToContent: false },
  excalidrawAPI: (api) => { window.peer = api; },
}));
`;

/** Builds it and serves it; `undefined`, with a word about it, where that is not possible. */
export async function peer() {
  const home = process.env.PUENTE_PEER ?? path.resolve("../../target/peer");
  try {
    await mkdir(home, { recursive: true });
    const manifest = { name: "puente-bench-peer", private: true, type: "module", dependencies: PACKAGES };
    await writeFile(path.join(home, "package.json"), JSON.stringify(manifest));
    await writeFile(path.join(home, "peer.js"), SOURCE);
    const quiet = { cwd: home, stdio: "ignore" };
    execFileSync("npm", ["install", "--no-audit", "--no-fund"], quiet);
    const { build } = await import(pathToFileURL(path.join(home, "node_modules/esbuild/lib/main.js")).href);
    await build({
      absWorkingDir: home,
      entryPoints: ["peer.js"],
      outfile: path.join(home, "out/peer.js"),
      bundle: true,
      minify: true,
      format: "esm",
      conditions: ["production"],
      loader: { ".woff2": "dataurl" },
      define: { "process.env.NODE_ENV": '"production"', "process.env.IS_PREACT": '"false"' },
      logLevel: "silent",
    });
  } catch (error) {
    process.stderr.write(`· board: without its peer, ${error.message.split("\n")[0]}\n`);
    return undefined;
  }
  const files = { "/peer.js": ["text/javascript", "out/peer.js"], "/peer.css": ["text/css", "out/peer.css"] };
  const server = createServer(async (request, response) => {
    const [type, file] = files[request.url] ?? ["text/html", undefined];
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` });
    response.end(file ? await readFile(path.join(home, file)) : "<!doctype html><meta charset=utf-8><link rel=stylesheet href=/peer.css><style>html,body,#root{margin:0;height:100%}</style><div id=root></div><script type=module src=/peer.js></script>");
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { url: `http://127.0.0.1:${server.address().port}/`, version: PACKAGES["@excalidraw/excalidraw"], close: () => server.close() };
}
