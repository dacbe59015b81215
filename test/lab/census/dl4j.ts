import { claim, type Peer } from "./peer.js";

const WEIGHTS = "deeplearning4j-nn, WeightInit, the Javadoc of the enum: ";
const SHAPES = [
  [30, 50],
  [7, 5, 3, 2],
];

const scaling = (mode: string, distribution: string): string =>
  `variance_scaling(scale=1,mode=${mode},distribution=${distribution})`;

const scheme = (name: string, as: string, words: string) => claim(name, as, `${WEIGHTS}${words}`, { shapes: SHAPES });

const LAW = "Gaussian, variance 1/fan; judged as what it is, a truncated normal, of that variance";

export const dl4j: Peer = {
  name: "Deeplearning4j",
  language: "Java",
  folder: "dl4j",
  build: [["mvn", "-q", "-B", "compile"]],
  program: ["subject.sh"],
  claims: [
    scheme("XAVIER", "glorot_normal", "Gaussian, variance 2/(fanIn + fanOut)"),
    scheme("XAVIER_UNIFORM", "glorot_uniform", "U(-s, s), s = sqrt(6/(fanIn + fanOut))"),
    ...["XAVIER_FAN_IN", "LECUN_NORMAL", "NORMAL"].map((name) =>
      scheme(name, scaling("fan_in", "untruncated_normal"), "Gaussian, standard deviation 1/sqrt(fanIn)"),
    ),
    scheme("UNIFORM", "torch:linear_default", "U[-a, a], a = 1/sqrt(fanIn)"),
    scheme("RELU", "he_normal", "He et al., variance 2/nIn"),
    scheme("RELU_UNIFORM", "he_uniform", "He et al., U(-s, s), s = sqrt(6/fanIn)"),
    scheme(
      "SIGMOID_UNIFORM",
      "variance_scaling(scale=16,mode=fan_avg,distribution=uniform)",
      "r = 4 sqrt(6/(fanIn + fanOut))",
    ),
    scheme(
      "LECUN_UNIFORM",
      "variance_scaling(scale=3,mode=fan_in,distribution=uniform)",
      "U[-a, a], a = 3/sqrt(fanIn)",
    ),
    scheme(
      "VAR_SCALING_UNIFORM_FAN_IN",
      scaling("fan_in", "uniform"),
      "the name, as in Keras; its words say a = 3/fanIn",
    ),
    scheme(
      "VAR_SCALING_UNIFORM_FAN_OUT",
      scaling("fan_out", "uniform"),
      "the name, as in Keras; its words say a = 3/fanOut",
    ),
    scheme(
      "VAR_SCALING_UNIFORM_FAN_AVG",
      scaling("fan_avg", "uniform"),
      "the name, as in Keras; its words say a = 3/((fanIn + fanOut)/2)",
    ),
    scheme("VAR_SCALING_NORMAL_FAN_IN", scaling("fan_in", "truncated_normal"), LAW),
    scheme("VAR_SCALING_NORMAL_FAN_OUT", scaling("fan_out", "truncated_normal"), LAW),
    scheme("VAR_SCALING_NORMAL_FAN_AVG", scaling("fan_avg", "truncated_normal"), LAW),
    ...[
      ["RELU", "he_normal"],
      ["XAVIER_UNIFORM", "glorot_uniform"],
    ].flatMap(([name, as]) => [
      claim(`deconvolution.${name}`, as!, `${WEIGHTS}as of any layer`, { shapes: [[40, 5, 3, 2]], layout: "iohw" }),
      claim(`depthwise.${name}`, as!, `${WEIGHTS}as of any layer`, { shapes: [[3, 2, 30, 4]], layout: "hwgo" }),
      claim(`lstm.${name}`, as!, `${WEIGHTS}as of any layer`, { shapes: [[30, 200]], layout: "i(go)", groups: 4 }),
    ]),
    claim("seeded.UNIFORM", "torch:linear_default", `${WEIGHTS}U[-a, a], a = 1/sqrt(fanIn)`, { shapes: [[30, 50]] }),
  ],
  imports: `import java.util.*;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.*;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.TruncatedNormalDistribution;
import org.nd4j.linalg.factory.Nd4j;`,
  findings: [
    {
      initializers: ["VAR_SCALING_UNIFORM_FAN_IN", "VAR_SCALING_UNIFORM_FAN_OUT", "VAR_SCALING_UNIFORM_FAN_AVG"],
      mistakes: ["fan-scaled", "extra-gain", "wrong-scale"],
      says: "The limit is 3/sqrt(fan), documented as 3/fan, where the law of the name has sqrt(3/fan): three times its variance; LECUN_UNIFORM is the same, and documented so",
      upstream: "not found",
      language: "java",
      code: `var layer = new DenseLayer.Builder().nIn(300).nOut(500).build();
var net = new MultiLayerNetwork(
    new NeuralNetConfiguration.Builder().seed(1).weightInit(WeightInit.VAR_SCALING_UNIFORM_FAN_IN).list().layer(layer).build());
net.init();
double norm = net.getLayer(0).getParam("W").norm2Number().doubleValue();
System.out.println(norm * norm / 150000 / (1.0 / 300));`,
    },
    {
      initializers: ["VAR_SCALING_NORMAL_FAN_IN", "VAR_SCALING_NORMAL_FAN_OUT", "VAR_SCALING_NORMAL_FAN_AVG"],
      mistakes: ["seed-reused", "few-states", "truncated-uncorrected", "wrong-scale", "repeated-block"],
      says: "ND4J's truncated normal gives one value in forty twice, the same in tensors of other seeds, and is not rescaled: 0.757 of the variance",
      upstream: "not found",
      language: "java",
      code: `Nd4j.getRandom().setSeed(1);
INDArray w = Nd4j.create(DataType.FLOAT, 300, 500);
Nd4j.exec(new TruncatedNormalDistribution(w, 0.0, 1.0));
Set<Float> values = new HashSet<>();
for (float x : w.data().asFloat()) values.add(x);
double norm = w.norm2Number().doubleValue();
System.out.println(values.size() + " values of 150000, variance " + norm * norm / 150000);`,
    },
    {
      initializers: ["seeded.UNIFORM"],
      mistakes: ["seed-reused", "seed-ignored"],
      says: "Of a seed only the low bits count: seeds that differ in the 33rd bit or above give the same weights, and those that differ in the 28th to the 32nd nearly the same",
      upstream: "not found",
      language: "java",
      code: `for (long seed : new long[] {1, 1 + (1L << 27), 1 + (1L << 32)}) {
  Nd4j.getRandom().setSeed(seed);
  System.out.println(Nd4j.rand(1, 4));
}`,
    },
    {
      initializers: ["seeded.UNIFORM"],
      mistakes: ["seed-reused", "seed-ignored"],
      says: "Seed 0 is no seed: the clock is taken in its place",
      upstream: "not found",
      language: "java",
      code: `for (int again = 0; again < 2; again++) {
  Nd4j.getRandom().setSeed(0);
  System.out.println(Nd4j.randn(1, 3));
  Thread.sleep(30);
}`,
    },
    {
      initializers: ["depthwise.RELU", "depthwise.XAVIER_UNIFORM"],
      mistakes: ["groups-ignored"],
      says: "The fan of a depthwise kernel counts the channels of all groups: with 30 channels, a thirtieth of He's variance",
      upstream: "not found",
      language: "java",
      code: `var layer = new DepthwiseConvolution2D.Builder(3, 3).nIn(30).depthMultiplier(4).nOut(120).build();
var net = new MultiLayerNetwork(
    new NeuralNetConfiguration.Builder().seed(1).weightInit(WeightInit.RELU).list().layer(layer).build());
net.init();
double norm = net.getLayer(0).getParam("W").norm2Number().doubleValue();
System.out.println(norm * norm / 1080 / (2.0 / 9));`,
    },
    {
      initializers: ["lstm.RELU", "lstm.XAVIER_UNIFORM"],
      mistakes: ["fan-out-for-fan-in", "wrong-scale"],
      says: "An LSTM takes its number of units for its fan of inputs: 300 inputs and 50 units give six times He's variance",
      upstream: "not found",
      language: "java",
      code: `var layer = new LSTM.Builder().nIn(300).nOut(50).build();
var net = new MultiLayerNetwork(
    new NeuralNetConfiguration.Builder().seed(1).weightInit(WeightInit.RELU).list().layer(layer).build());
net.init();
double norm = net.getLayer(0).getParam("W").norm2Number().doubleValue();
System.out.println(norm * norm / 60000 / (2.0 / 300));`,
    },
  ],
};
