/** ml-fnn: the weights of a network's first hidden layer, as it has them when it begins to train. */
import FeedForwardNeuralNetworks from "ml-fnn";
import { serve, versionOf } from "./protocol.mjs";

function hidden({ shape: [inputs, outputs] }) {
  const network = new FeedForwardNeuralNetworks({ hiddenLayers: [outputs] });
  network.buildNetwork(inputs, 1);
  return network.model[0].W.to2DArray();
}

await serve({ name: "ml-fnn", version: versionOf("ml-fnn"), layout: "io", draws: { hidden_layer: hidden } });
