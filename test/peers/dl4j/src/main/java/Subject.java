import initgate.Protocol;
import initgate.Protocol.Ask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Deeplearning4j: the weight of a network of one layer, by each scheme of WeightInit. */
public final class Subject {
  /** Schemes of the dense and the convolution layer, with what their documentation says. */
  private static final Map<String, String> SCHEMES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("XAVIER", "glorot_normal"),
              Map.entry("XAVIER_UNIFORM", "glorot_uniform"),
              Map.entry("XAVIER_FAN_IN", "variance_scaling(scale=1,mode=fan_in,distribution=untruncated_normal)"),
              Map.entry("LECUN_NORMAL", "variance_scaling(scale=1,mode=fan_in,distribution=untruncated_normal)"),
              Map.entry("NORMAL", "variance_scaling(scale=1,mode=fan_in,distribution=untruncated_normal)"),
              Map.entry("LECUN_UNIFORM", "variance_scaling(scale=3,mode=fan_in,distribution=uniform)"),
              Map.entry("UNIFORM", "torch:linear_default"),
              Map.entry("RELU", "he_normal"),
              Map.entry("RELU_UNIFORM", "he_uniform"),
              Map.entry("SIGMOID_UNIFORM", "variance_scaling(scale=16,mode=fan_avg,distribution=uniform)"),
              Map.entry("VAR_SCALING_NORMAL_FAN_IN", "variance_scaling(scale=1,mode=fan_in,distribution=truncated_normal)"),
              Map.entry("VAR_SCALING_NORMAL_FAN_OUT", "variance_scaling(scale=1,mode=fan_out,distribution=truncated_normal)"),
              Map.entry("VAR_SCALING_NORMAL_FAN_AVG", "variance_scaling(scale=1,mode=fan_avg,distribution=truncated_normal)"),
              Map.entry("VAR_SCALING_UNIFORM_FAN_IN", "variance_scaling(scale=1,mode=fan_in,distribution=uniform)"),
              Map.entry("VAR_SCALING_UNIFORM_FAN_OUT", "variance_scaling(scale=1,mode=fan_out,distribution=uniform)"),
              Map.entry("VAR_SCALING_UNIFORM_FAN_AVG", "variance_scaling(scale=1,mode=fan_avg,distribution=uniform)")));

  /** Other layers, whose weights lie otherwise. */
  private static final Map<String, Map<String, Object>> LAYERS =
      Map.of(
          "deconvolution", Map.of("layout", "iohw", "shapes", List.of("40x5x3x2")),
          "depthwise", Map.of("layout", "hwgo", "shapes", List.of("3x2x30x4")),
          "lstm", Map.of("layout", "i(go)", "groups", 4, "shapes", List.of("30x200")));

  /** The layer whose weight has this shape. */
  private static Layer layer(String kind, long[] shape) {
    int[] n = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    switch (kind + n.length) {
      case "plain2":
        return new DenseLayer.Builder().nIn(n[0]).nOut(n[1]).build();
      case "plain4":
        return new ConvolutionLayer.Builder(n[2], n[3]).nIn(n[1]).nOut(n[0]).build();
      case "deconvolution4":
        return new Deconvolution2D.Builder(n[2], n[3]).nIn(n[0]).nOut(n[1]).build();
      case "depthwise4":
        return new DepthwiseConvolution2D.Builder(n[0], n[1]).nIn(n[2]).depthMultiplier(n[3]).nOut(n[2] * n[3]).build();
      case "lstm2":
        return new LSTM.Builder().nIn(n[0]).nOut(n[1] / 4).build();
      default:
        throw new IllegalArgumentException(kind + " of " + n.length + " axes");
    }
  }

  /** ND4J takes little but the low bits of a seed, and 0 for none: all bits are mixed into twenty. */
  private static long mixed(long seed) {
    return ((seed ^ (seed >>> 32)) * 0x9e3779b97f4a7c15L >>> 44) + 1;
  }

  private static float[] draw(Ask ask) {
    String[] words = ask.initializer().split("\\.");
    Layer layer = layer(LAYERS.containsKey(words[0]) ? words[0] : "plain", ask.shape());
    WeightInit scheme = WeightInit.valueOf(words[words.length - 1]);
    long seed = words[0].equals("seeded") ? ask.seed() : mixed(ask.seed());
    var configuration = new NeuralNetConfiguration.Builder().seed(seed).weightInit(scheme).list().layer(layer).build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    INDArray weight = network.getLayer(0).getParam("W");
    if (!Arrays.equals(weight.shape(), ask.shape())) throw new IllegalArgumentException("a weight of " + Arrays.toString(weight.shape()));
    return weight.dup('c').data().asFloat();
  }

  public static void main(String[] words) throws IOException {
    List<String> names = new ArrayList<>(SCHEMES.keySet());
    Map<String, Map<String, Object>> claims = new TreeMap<>();
    SCHEMES.forEach((name, law) -> claims.put(name, Map.of("as", law, "shapes", List.of("30x50", "7x5x3x2"))));
    LAYERS.forEach(
        (layer, claim) -> {
          for (String scheme : List.of("RELU", "XAVIER_UNIFORM")) {
            names.add(layer + "." + scheme);
            Map<String, Object> whole = new TreeMap<>(claim);
            whole.put("as", SCHEMES.get(scheme));
            claims.put(layer + "." + scheme, whole);
          }
        });
    for (String scheme : List.of("UNIFORM", "RELU")) {
      names.add("seeded." + scheme);
      claims.put("seeded." + scheme, Map.of("as", SCHEMES.get(scheme), "shapes", List.of("30x50")));
    }
    Protocol.serve(new Protocol.About("deeplearning4j", "1.0.0-M2.1", "io,oihw", names, claims), Subject::draw);
  }
}
