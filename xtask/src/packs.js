const packs = new Map();
/** A module of a pack, which is fetched when it is first asked for; one that did not come is asked for anew. */
async function packed(file, from, length) {
  let coming = packs.get(file);
  if (!coming) {
    coming = fetch(new URL(file, import.meta.url)).then((answer) => {
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      return answer.arrayBuffer();
    });
    packs.set(file, coming);
    coming.catch(() => packs.delete(file));
  }
  return new Uint8Array(await coming, from, length);
}
