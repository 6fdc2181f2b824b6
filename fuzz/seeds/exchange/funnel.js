// steps
const journeys = [{ id: 0, title: 'Demo', accountId: 1, steps: [
  { id: 0, label: "Home", nrqlWhere: `a = 'b'` },
  { label: 'Pay\u0021', },
] }];
