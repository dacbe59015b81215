import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.initializer.TruncatedNormalInitializer;
import ai.djl.training.initializer.UniformInitializer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import initgate.Protocol;
import initgate.Protocol.Ask;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Deep Java Library on its PyTorch engine: the weight of a layer, by its default and by each initializer. */
public final class Subject {
  private static final List<String> NAMES =
      List.of("normal", "truncated_normal", "uniform", "xavier", "xavier_uniform_avg", "xavier_uniform_in",
          "xavier_uniform_out", "xavier_gaussian_in", "xavier_gaussian_avg", "default");

  /** What an ask names, with the magnitude that the documentation's formulas have; null is the layer's default. */
  private static Initializer initializer(String name, Ask ask) {
    float magnitude = (float) ask.number("magnitude", 3);
    return switch (name) {
      case "normal" -> new NormalInitializer((float) ask.number("sigma", 0.01));
      case "truncated_normal" -> new TruncatedNormalInitializer((float) ask.number("sigma", 0.01));
      case "uniform" -> new UniformInitializer((float) ask.number("scale", 0.07));
      case "xavier" -> new XavierInitializer();
      case "xavier_uniform_avg" -> new XavierInitializer(RandomType.UNIFORM, FactorType.AVG, magnitude);
      case "xavier_uniform_in" -> new XavierInitializer(RandomType.UNIFORM, FactorType.IN, magnitude);
      case "xavier_uniform_out" -> new XavierInitializer(RandomType.UNIFORM, FactorType.OUT, magnitude);
      case "xavier_gaussian_in" -> new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 2);
      case "xavier_gaussian_avg" -> new XavierInitializer(RandomType.GAUSSIAN, FactorType.AVG, magnitude);
      case "default" -> null;
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** A layer for the weight of this shape, and the shape of an input that it takes. */
  private record Made(Block block, Shape input) {}

  private static Made layer(long[] n, int groups) {
    return switch (n.length) {
      case 2 -> new Made(Linear.builder().setUnits(n[0]).optBias(false).build(), new Shape(1, n[1]));
      case 3 ->
          new Made(
              Conv1d.builder().setKernelShape(new Shape(n[2])).setFilters((int) n[0]).optGroups(groups).optBias(false).build(),
              new Shape(1, n[1] * groups, 8));
      case 4 ->
          new Made(
              Conv2d.builder().setKernelShape(new Shape(n[2], n[3])).setFilters((int) n[0]).optGroups(groups).optBias(false).build(),
              new Shape(1, n[1] * groups, 8, 8));
      default -> throw new IllegalArgumentException("a layer of " + n.length + " axes");
    };
  }

  private static float[] draw(Ask ask) {
    Initializer initializer = initializer(ask.initializer(), ask);
    Made made = layer(ask.shape(), ask.groups());
    Engine.getInstance().setRandomSeed((int) ask.seed());
    try (NDManager manager = NDManager.newBaseManager()) {
      if (initializer != null) made.block().setInitializer(initializer, Parameter.Type.WEIGHT);
      made.block().initialize(manager, DataType.FLOAT32, made.input());
      NDArray weight = made.block().getParameters().get("weight").getArray();
      if (!weight.getShape().equals(new Shape(ask.shape()))) throw new IllegalArgumentException("a weight of " + weight.getShape());
      return weight.toFloatArray();
    }
  }

  public static void main(String[] words) throws IOException {
    Map<String, ?> claims =
        Map.ofEntries(
            Map.entry("normal", Map.of("as", "random_normal(stddev=0.01)")),
            Map.entry("truncated_normal", Map.of("as", "truncated_normal(stddev=0.01)")),
            Map.entry("uniform", Map.of("as", "random_uniform(minval=-0.07,maxval=0.07)")),
            Map.entry("xavier", Map.of("as", "glorot_uniform")),
            Map.entry("xavier_uniform_avg", Map.of("as", "glorot_uniform")),
            Map.entry("xavier_uniform_in", Map.of("as", "variance_scaling(scale=1,mode=fan_in,distribution=uniform)")),
            Map.entry("xavier_uniform_out", Map.of("as", "variance_scaling(scale=1,mode=fan_out,distribution=uniform)")),
            Map.entry("xavier_gaussian_in", Map.of("as", "he_normal")),
            Map.entry("xavier_gaussian_avg", Map.of("as", "variance_scaling(scale=3,mode=fan_avg,distribution=untruncated_normal)")),
            Map.entry("default", Map.of("as", "he_normal")));
    Protocol.serve(new Protocol.About("djl", "0.36.0", "oi,oik,oihw", NAMES, claims), Subject::draw);
  }
}
