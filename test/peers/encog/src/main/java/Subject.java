import initgate.Protocol;
import initgate.Protocol.Ask;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationTANH;
import org.encog.mathutil.randomize.ConsistentRandomizer;
import org.encog.mathutil.randomize.GaussianRandomizer;
import org.encog.mathutil.randomize.RangeRandomizer;
import org.encog.mathutil.randomize.XaiverRandomizer;
import org.encog.mathutil.randomize.generate.MersenneTwisterGenerateRandom;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;

/** Encog: the weights between two layers of a network, by its randomizers. */
public final class Subject {
  private static final List<String> NAMES = List.of("xavier.tanh", "xavier.relu", "range", "gaussian", "consistent");

  private static float[] draw(Ask ask) {
    if (ask.shape().length != 2) throw new IllegalArgumentException("a layer of " + ask.shape().length + " axes");
    int inputs = (int) ask.shape()[0];
    int outputs = (int) ask.shape()[1];
    String name = ask.initializer();
    BasicNetwork network = new BasicNetwork();
    network.addLayer(new BasicLayer(name.endsWith("relu") ? new ActivationReLU() : new ActivationTANH(), true, inputs));
    network.addLayer(new BasicLayer(new ActivationTANH(), false, outputs));
    network.getStructure().finalizeStructure();
    randomize(network, name, ask.seed());
    float[] weights = new float[inputs * outputs];
    for (int at = 0; at < weights.length; at++) weights[at] = (float) network.getWeight(0, at / outputs, at % outputs);
    return weights;
  }

  private static void randomize(BasicNetwork network, String name, long seed) {
    switch (name.split("\\.")[0]) {
      case "xavier" -> new XaiverRandomizer(seed).randomize(network);
      case "consistent" -> new ConsistentRandomizer(-1, 1, (int) seed).randomize(network);
      case "range" -> {
        RangeRandomizer randomizer = new RangeRandomizer(-1, 1);
        randomizer.setRandom(new MersenneTwisterGenerateRandom(seed));
        randomizer.randomize(network);
      }
      default -> {
        GaussianRandomizer randomizer = new GaussianRandomizer(0, 1);
        randomizer.setRandom(new MersenneTwisterGenerateRandom(seed));
        randomizer.randomize(network);
      }
    }
  }

  public static void main(String[] words) throws IOException {
    Map<String, ?> claims =
        Map.of(
            "xavier.tanh", Map.of("as", "glorot_uniform"),
            "xavier.relu", Map.of("as", "he_uniform"),
            "range", Map.of("as", "random_uniform(minval=-1,maxval=1)"),
            "consistent", Map.of("as", "random_uniform(minval=-1,maxval=1)"),
            "gaussian", Map.of("as", "random_normal(stddev=1)"));
    Protocol.serve(new Protocol.About("encog", "3.4", "io", NAMES, claims), Subject::draw);
  }
}
