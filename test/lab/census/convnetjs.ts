import { claim, type Peer } from "./peer.js";

export const convnetjs: Peer = {
  name: "convnetjs",
  language: "JavaScript",
  program: ["node", "convnetjs.mjs"],
  claims: [claim("fully_connected", "lecun_normal", "comment in Vol: equal output variance, sqrt(1 / n)")],
  findings: [],
};
