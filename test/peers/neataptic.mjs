/** Neataptic: the connections of a new network, and of a perceptron's first layer. */
import neataptic from "neataptic";
import { serve, versionOf } from "./protocol.mjs";

const weights = (connections) => connections.map(({ weight }) => weight);

await serve({
  name: "neataptic",
  version: versionOf("neataptic"),
  layout: "io",
  draws: {
    network: ({ shape: [i, o] }) => weights(new neataptic.Network(i, o).connections),
    perceptron: ({ shape: [i, o] }) => weights(new neataptic.architect.Perceptron(i, o, 1).connections.slice(0, i * o)),
  },
});
