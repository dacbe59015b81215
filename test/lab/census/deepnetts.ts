import { claim, type Peer } from "./peer.js";

const HE = "deepnetts.net.weights.RandomWeights: he(weights, numInputs)";
const XAVIER = "deepnetts.net.weights.RandomWeights.xavier, Javadoc: U[-a, a], a = sqrt(6/(in + out))";

export const deepnetts: Peer = {
  name: "Deep Netts",
  language: "Java",
  folder: "deepnetts",
  build: [["mvn", "-q", "-B", "compile"]],
  program: ["subject.sh"],
  claims: [
    claim("first.relu", "he_normal", HE),
    claim("second.relu", "he_normal", HE),
    claim("first.tanh", "glorot_uniform", XAVIER),
    claim("second.tanh", "glorot_uniform", XAVIER),
    claim("output.sigmoid", "glorot_uniform", XAVIER),
  ],
  imports: `import deepnetts.net.FeedForwardNetwork;
import deepnetts.net.layers.activation.ActivationType;`,
  findings: [
    {
      initializers: ["first.relu", "second.relu"],
      mistakes: ["fan-out-for-fan-in"],
      says: "A fully connected layer with ReLU hands its number of outputs to he(weights, numInputs)",
      upstream: "not found",
      language: "java",
      code: `var net = FeedForwardNetwork.builder().randomSeed(1).addInputLayer(300)
    .addFullyConnectedLayer(500, ActivationType.RELU).addOutputLayer(1, ActivationType.SIGMOID).build();
double square = 0;
for (float w : net.getLayers().get(1).getWeights().getValues()) square += w * w;
System.out.println(square / 150000 / (2.0 / 300));`,
    },
  ],
};
