import { type Peer, unclaimed } from "./peer.js";

export const synaptic: Peer = {
  name: "synaptic",
  language: "JavaScript",
  program: ["node", "synaptic.mjs"],
  claims: [unclaimed("projection", () => [-0.1, 0.1])],
  findings: [],
};
