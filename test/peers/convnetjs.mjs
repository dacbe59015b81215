/** ConvNetJS: the filters of a fully connected layer, one volume an output. */
import convnetjs from "convnetjs";
import { serve, versionOf } from "./protocol.mjs";

function connected({ shape: [outputs, inputs] }) {
  const layer = new convnetjs.FullyConnLayer({ num_neurons: outputs, in_sx: 1, in_sy: 1, in_depth: inputs });
  // Its sampler makes normals in pairs and keeps the second: an odd count would leak into the next answer.
  if ((outputs * inputs) % 2 === 1) convnetjs.randn(0, 1);
  return layer.filters.map(({ w }) => [...w]);
}

await serve({
  name: "convnetjs",
  version: versionOf("convnetjs"),
  layout: "oi",
  draws: { fully_connected: connected },
});
