// Figures as `cargo xtask bench` reads them: one line of JSON each.

export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values) => quantile(values, 0.5);

export function print(name, value, peer, peerValue) {
  const figure = { name, value, unit: "ms", peer, peer_value: peerValue, ratio: value / peerValue };
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}
