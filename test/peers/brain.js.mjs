/** brain.js in pure JavaScript (no gl): the weights of a network's first hidden layer. */
import brain from "brain.js";
import { serve, versionOf } from "./protocol.mjs";

function hidden({ shape: [outputs, inputs] }) {
  const network = new brain.NeuralNetwork();
  network.sizes = [inputs, outputs, 1];
  network.initialize();
  return network.weights[1].map((row) => [...row]);
}

await serve({ name: "brain.js", version: versionOf("brain.js"), layout: "oi", draws: { hidden_layer: hidden } });
