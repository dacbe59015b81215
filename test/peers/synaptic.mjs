/** Synaptic: the connections between the layers of a perceptron. */
import synaptic from "synaptic";
import { serve, versionOf } from "./protocol.mjs";

function projected({ shape: [inputs, outputs] }) {
  const [from, to] = [new synaptic.Layer(inputs), new synaptic.Layer(outputs)];
  const { connections } = from.project(to);
  return Object.values(connections).map(({ weight }) => weight);
}

await serve({ name: "synaptic", version: versionOf("synaptic"), layout: "io", draws: { projection: projected } });
