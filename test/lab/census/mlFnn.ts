import { type Peer, unclaimed } from "./peer.js";

export const mlFnn: Peer = {
  name: "ml-fnn",
  language: "JavaScript",
  program: ["node", "ml-fnn.mjs"],
  claims: [unclaimed("hidden_layer", (n) => [0, 1 / Math.sqrt(n)])],
  findings: [],
};
