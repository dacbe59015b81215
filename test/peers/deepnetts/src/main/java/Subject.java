import deepnetts.net.FeedForwardNetwork;
import deepnetts.net.layers.activation.ActivationType;
import initgate.Protocol;
import initgate.Protocol.Ask;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Deep Netts: the weights of the first and of the second hidden layer of a network, and of its output layer. */
public final class Subject {
  private static final List<String> NAMES =
      List.of("first.relu", "first.tanh", "second.relu", "second.tanh", "output.sigmoid");

  private static float[] draw(Ask ask) {
    if (ask.shape().length != 2) throw new IllegalArgumentException("a layer of " + ask.shape().length + " axes");
    int inputs = (int) ask.shape()[0];
    int outputs = (int) ask.shape()[1];
    String[] words = ask.initializer().split("\\.");
    ActivationType activation = ActivationType.valueOf(words[1].toUpperCase());
    FeedForwardNetwork.Builder builder = FeedForwardNetwork.builder().randomSeed(ask.seed());
    int layer = 1;
    if (words[0].equals("first")) {
      builder = builder.addInputLayer(inputs).addFullyConnectedLayer(outputs, activation).addOutputLayer(1, ActivationType.SIGMOID);
    } else if (words[0].equals("second")) {
      layer = 2;
      builder = builder.addInputLayer(1).addFullyConnectedLayer(inputs, activation).addFullyConnectedLayer(outputs, activation);
      builder = builder.addOutputLayer(1, ActivationType.SIGMOID);
    } else {
      layer = 2;
      builder = builder.addInputLayer(1).addFullyConnectedLayer(inputs, ActivationType.TANH).addOutputLayer(outputs, activation);
    }
    return builder.build().getLayers().get(layer).getWeights().getValues();
  }

  public static void main(String[] words) throws IOException {
    Map<String, ?> claims =
        Map.of(
            "first.relu", Map.of("as", "he_normal"),
            "second.relu", Map.of("as", "he_normal"),
            "first.tanh", Map.of("as", "glorot_uniform"),
            "second.tanh", Map.of("as", "glorot_uniform"),
            "output.sigmoid", Map.of("as", "glorot_uniform"));
    Protocol.serve(new Protocol.About("deepnetts", "1.13.2", "io", NAMES, claims), Subject::draw);
  }
}
