// Development only: reloads the page when the server was built again.
const build = async () => {
  try {
    const response = await fetch("/development/build.json", { cache: "no-store" });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined; // The server is restarting.
  }
};
const shown = await build();
setInterval(async () => {
  const now = await build();
  if (now !== undefined && now !== shown) location.reload();
}, 400);
