import { type Peer, unclaimed } from "./peer.js";

export const brainJs: Peer = {
  name: "brain.js",
  language: "JavaScript",
  inputs: 1,
  program: ["node", "brain.js.mjs"],
  claims: [unclaimed("hidden_layer", () => [-0.2, 0.2])],
  findings: [],
};
