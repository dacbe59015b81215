package initgate;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The subject protocol: one JSON object a line on stdin, one answer each on stdout, in order. */
public final class Protocol {
  /** Claims are by name: what the other words cannot say. */
  public record About(
      String name, String version, String layout, List<String> initializers, Map<String, ?> claims) {}

  /** One request; where it has no seed, one is drawn. */
  public record Ask(String initializer, long[] shape, int groups, String dtype, long seed, JsonObject params) {
    public double number(String name, double otherwise) {
      return params.has(name) ? params.get(name).getAsDouble() : otherwise;
    }
  }

  /** Entries in C order; what it throws is an answer: unsupported. */
  public interface Draw {
    float[] of(Ask ask) throws Exception;
  }

  private Protocol() {}

  /** Answers until stdin ends. What the library prints goes to stderr. */
  public static void serve(About about, Draw draw) throws IOException {
    OutputStream out = new BufferedOutputStream(System.out);
    System.setOut(new PrintStream(System.err));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonObject fields = new Gson().fromJson(line, JsonObject.class);
      out.write(fields.has("describe") ? line(about) : answer(fields, draw));
      out.flush();
    }
  }

  private static byte[] answer(JsonObject fields, Draw draw) {
    try {
      Ask ask = ask(fields);
      if (!ask.dtype().equals("float32")) throw new IllegalArgumentException(ask.initializer() + " in " + ask.dtype());
      return npy(ask.shape(), draw.of(ask));
    } catch (Exception why) {
      String words = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
      return line(Map.of("id", fields.get("id"), "error", "unsupported: " + words));
    }
  }

  private static Ask ask(JsonObject fields) {
    Gson gson = new Gson();
    JsonElement seed = fields.get("seed");
    return new Ask(
        fields.get("initializer").getAsString(),
        gson.fromJson(fields.get("shape"), long[].class),
        fields.has("groups") ? fields.get("groups").getAsInt() : 1,
        fields.get("dtype").getAsString(),
        seed == null || seed.isJsonNull() ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed.getAsLong(),
        fields.has("params") ? fields.getAsJsonObject("params") : new JsonObject());
  }

  private static byte[] line(Object words) {
    return (new Gson().toJson(words) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** One .npy file, version 1, of float32. */
  private static byte[] npy(long[] shape, float[] entries) {
    List<String> axes = new ArrayList<>();
    for (long n : shape) axes.add(n + ",");
    String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + String.join(" ", axes) + "), }";
    int length = (text.length() + 11 + 63) / 64 * 64 - 10;
    String header = text + " ".repeat(length - 1 - text.length()) + "\n";
    ByteBuffer file = ByteBuffer.allocate(10 + length + 4 * entries.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) length);
    file.put(header.getBytes(StandardCharsets.US_ASCII));
    file.asFloatBuffer().put(entries);
    return file.array();
  }
}
