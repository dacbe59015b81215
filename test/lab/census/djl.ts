import { claim, type Peer } from "./peer.js";

const XAVIER = "ai.djl.training.initializer.XavierInitializer, Javadoc";
const OTHERS = "ai.djl.training.initializer, Javadoc";
const SHAPES = [
  [30, 50],
  [7, 5, 3, 2],
];

const xavier = (name: string, as: string) => claim(name, as, XAVIER, { shapes: SHAPES });

export const djl: Peer = {
  name: "DJL",
  language: "Java",
  folder: "djl",
  build: [["mvn", "-q", "-B", "compile"]],
  program: ["subject.sh"],
  inputs: 1,
  claims: [
    xavier("xavier", "glorot_uniform"),
    xavier("xavier_uniform_avg", "glorot_uniform"),
    xavier("xavier_uniform_in", "lecun_uniform"),
    xavier("xavier_uniform_out", "variance_scaling(scale=1,mode=fan_out,distribution=uniform)"),
    xavier("xavier_gaussian_in", "he_normal"),
    xavier("xavier_gaussian_avg", "variance_scaling(scale=3,mode=fan_avg,distribution=untruncated_normal)"),
    claim("normal", "random_normal(stddev=0.01)", OTHERS),
    claim("uniform", "random_uniform(minval=-0.07,maxval=0.07)", OTHERS),
    claim("truncated_normal", "truncated_normal(stddev=0.01)", OTHERS),
    claim("default", "he_normal", "ai.djl.nn.Parameter.Type.WEIGHT: Xavier, Gaussian, in, magnitude 2", {
      shapes: SHAPES,
    }),
    claim("default", "he_normal", "ai.djl.nn.Parameter.Type.WEIGHT: Xavier, Gaussian, in, magnitude 2", {
      shapes: [[28, 5, 3, 2]],
      layout: "(go)ihw",
      groups: 4,
    }),
  ],
  imports: `import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import ai.djl.training.initializer.XavierInitializer;`,
  findings: [
    {
      initializers: ["xavier"],
      mistakes: ["extra-gain", "fan-scaled"],
      says: "new XavierInitializer() has the magnitude 6, and documents that of 3: twice the variance of Glorot's law",
      upstream: "not found",
      language: "java",
      code: `try (NDManager manager = NDManager.newBaseManager()) {
  NDArray w = new XavierInitializer().initialize(manager, new Shape(300, 500), DataType.FLOAT32);
  System.out.println(w.abs().max().getFloat() / Math.sqrt(3 / (0.5 * (300 + 500))));
}`,
    },
  ],
};
