import { type Peer, unclaimed } from "./peer.js";

export const neataptic: Peer = {
  name: "neataptic",
  language: "JavaScript",
  program: ["node", "neataptic.mjs"],
  claims: [unclaimed("perceptron", () => [-0.1, 0.1]), unclaimed("network", (n) => [0, Math.sqrt(2 * n)])],
  findings: [],
};
