import { claim, type Peer } from "./peer.js";

const XAVIER = "org.encog.mathutil.randomize.XaiverRandomizer: its name; no words";
const DOCS = "org.encog.mathutil.randomize, Javadoc";

export const encog: Peer = {
  name: "Encog",
  language: "Java",
  folder: "encog",
  build: [["mvn", "-q", "-B", "compile"]],
  program: ["subject.sh"],
  claims: [
    claim("xavier.tanh", "glorot_uniform", XAVIER),
    claim("xavier.relu", "he_uniform", `${XAVIER}; fromCount alone with ActivationReLU`),
    claim("range", "random_uniform(minval=-1,maxval=1)", DOCS),
    claim("consistent", "random_uniform(minval=-1,maxval=1)", DOCS),
    claim("gaussian", "random_normal(stddev=1)", DOCS),
  ],
  imports: `import java.util.Arrays;
import org.encog.engine.network.activation.ActivationTANH;
import org.encog.mathutil.randomize.*;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;`,
  findings: [
    {
      initializers: ["xavier.tanh", "xavier.relu"],
      mistakes: ["extra-gain", "gain-twice", "limit-is-sd", "fan-scaled", "wrong-scale"],
      says: "The limit is 2/sqrt(n) where Glorot's is sqrt(6/n): two thirds of the variance",
      upstream: "not found",
      language: "java",
      code: `BasicNetwork network = new BasicNetwork();
network.addLayer(new BasicLayer(new ActivationTANH(), true, 300));
network.addLayer(new BasicLayer(new ActivationTANH(), false, 500));
network.getStructure().finalizeStructure();
new XaiverRandomizer(1).randomize(network);
double square = 0;
for (int from = 0; from < 300; from++)
  for (int to = 0; to < 500; to++) square += Math.pow(network.getWeight(0, from, to), 2);
System.out.println(square / 150000 / (2.0 / 800));`,
    },
    {
      initializers: ["consistent"],
      mistakes: ["seed-reused", "wrong-scale", "outliers"],
      says: "With a negative seed ConsistentRandomizer(-1, 1, seed) draws between -3 and -1",
      upstream: "not found",
      language: "java",
      code: `double[] weights = new double[10000];
new ConsistentRandomizer(-1, 1, -5).randomize(weights);
System.out.println(Arrays.stream(weights).summaryStatistics());`,
    },
  ],
};
