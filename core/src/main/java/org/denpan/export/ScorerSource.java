package org.denpan.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.denpan.DenpanException;
import org.denpan.data.Encoder;
import org.denpan.data.LeftOut;
import org.denpan.data.Target;
import org.denpan.data.Transform;
import org.denpan.model.Model;

/// Puts a scorer's source together.
final class ScorerSource {
  private static final int MOST_COLUMNS = 2000;

  private static final String IMPORTS =
      """
      import java.io.IOException;
      import java.io.InputStream;
      import java.nio.ByteBuffer;
      import java.nio.ByteOrder;
      import java.nio.charset.StandardCharsets;
      import java.security.MessageDigest;
      import java.security.NoSuchAlgorithmException;
      import java.time.DateTimeException;
      import java.time.LocalDate;
      import java.util.Arrays;
      import java.util.HexFormat;
      import java.util.LinkedHashMap;
      import java.util.LinkedHashSet;
      import java.util.List;
      import java.util.Map;
      import java.util.Set;
      import java.util.regex.Matcher;
      import java.util.regex.Pattern;
      import java.util.stream.IntStream;

      """;

  private final Model model;
  private final String packageName;
  private final String name;
  private final Methods methods = new Methods();
  private final Tables tables = new Tables();
  private final ColumnSource columns;
  private final NetworkSource network;
  private final String outputs;
  private final StringBuilder text = new StringBuilder();

  ScorerSource(Model model, String packageName, String name) {
    this.model = model;
    this.packageName = packageName;
    this.name = name;
    Encoder encoder = model.encoder();
    if (encoder.inputs().size() > MOST_COLUMNS) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "a Java class holds at most %,d columns, the model has %,d",
              MOST_COLUMNS,
              encoder.inputs().size()));
    }
    network = new NetworkSource(model.parameters(), methods, tables);
    String logits = network.chain(model.network().layers(), "", "x", model.inputs());
    outputs =
        network.outputUnit(
            model.loss(), model.adjustment().factor(), logits, model.target().outputs());
    columns = new ColumnSource(encoder, methods, tables);
    List<String> used = encoder.inputs().stream().map(Transform::column).toList();
    tables.declare("Set<String> COLUMNS", "names(" + tables.texts(used) + ")");
    tables.declare("Set<String> UNUSED", "names(" + tables.texts(unused(encoder)) + ")");
    if (model.target() instanceof Target.Classes classes) {
      tables.declare("List<String> CLASSES", "List.of(" + tables.texts(classes.classes()) + ")");
    }
    write();
  }

  /// What the model knows and does not look at.
  private static List<String> unused(Encoder encoder) {
    List<String> names = new ArrayList<>();
    encoder.leftOut().stream().map(LeftOut::column).forEach(names::add);
    names.add(encoder.target().column());
    encoder.weights().ifPresent(names::add);
    return names;
  }

  /// The source file.
  String text() {
    return text.toString();
  }

  /// The file beside it.
  byte[] file() {
    return tables.file();
  }

  private void add(Object... parts) {
    String code = Arrays.stream(parts).map(Object::toString).collect(Collectors.joining());
    code.lines().forEach(line -> text.append(JavaText.wrapped(line)).append('\n'));
  }

  private void write() {
    add("// Written by Denpan, from a model with the weights ", model.weightsSha256(), ".");
    add(packageName.isEmpty() ? "" : "package " + packageName + ";\n\n");
    add(IMPORTS);
    String target = JavaText.comment(model.target().column());
    add(CLASS.replace("$NAME", name).replace("$TARGET", target));
    add("  private static ByteBuffer file = file();\n\n", tables.declarations());
    add(ALL_READ);
    add("  private final float[] x = new float[", model.inputs(), "]; // what the network sees");
    add(network.buffers());
    predictions();
    if (model.target() instanceof Target.Classes classes) {
      classes(classes);
    }
    add("\n  private float[] run(float[] x) {\n", network.statements());
    add("    return ", outputs, ";\n  }");
    add(columns.encoders());
    add(CHECK);
    add(methods.source());
    add(
        FILE.replace("$NAME", name)
            .replace("$LENGTH", String.valueOf(tables.file().length))
            .replace("$SHA256", tables.sha256()));
    add(tables.readsDoubles() ? DOUBLES : "");
    add(tables.readsTexts() ? TEXTS : "");
    add("}");
    dropImports();
  }

  /// Of the predicting methods, all that is different for classes and numbers.
  private void predictions() {
    String type = "float[]";
    String what =
        model.target().outputs() == 1
            ? "the probability of the second of the CLASSES"
            : "the probabilities of the CLASSES";
    if (model.target() instanceof Target.Number) {
      type = "double";
      what = "the number, in the unit of its column";
    } else {
      what += ", in an array that the next prediction writes over";
    }
    if (columns.fitParameters()) {
      add("\n  /** Predicts a row: ", what, ". */");
      add("  public ", type, " predict(", columns.parameterList(), ") {");
      add(columns.encodeParameters(), "    return ", result("x"), ";\n  }");
    }
    add(OF_ROWS);
    add("  public ", type, " predict(Map<String, ?> row) {\n    check(row);");
    add(columns.encodeRow(), "    return ", result("x"), ";\n  }");
    add("\n  /** The same of what the network sees of a row: ", model.inputs(), " numbers. */");
    add("  public ", type, " predictInputs(float[] inputs) {");
    add("    if (inputs.length != ", model.inputs(), ") {");
    add("      throw new IllegalArgumentException(");
    add("          \"the network takes ", model.inputs(), " inputs, got \" + inputs.length);");
    add("    }\n    return ", result("inputs"), ";\n  }");
  }

  /// What a prediction of the inputs in an array is.
  private String result(String inputs) {
    String outputUnits = "run(" + inputs + ")";
    return model.target() instanceof Target.Number number
        ? number.mean() + " + " + number.deviation() + " * " + outputUnits + "[0]"
        : outputUnits;
  }

  private void classes(Target.Classes classes) {
    add("\n  /** The class that a prediction says. */");
    add("  public String label(float[] outputs) {");
    add("    return CLASSES.get(classIndex(outputs));\n  }");
    if (classes.outputs() == 1) {
      add("\n  /** The place of the class among the CLASSES, by the threshold. */");
      add("  public int classIndex(float[] outputs) {");
      add("    return outputs[0] > ", model.adjustment().boundary(), "f ? 1 : 0;\n  }");
    } else {
      add(MOST_PROBABLE);
    }
  }

  /// Leaves out the imports of what the source does not use.
  private void dropImports() {
    String all = text.toString();
    String kept =
        all.lines()
            .filter(line -> {
              String simple = line.substring(line.lastIndexOf('.') + 1).replace(";", "");
              return !line.startsWith("import ")
                  || all.split("\\b" + simple + "\\b", -1).length > 2;
            })
            .collect(Collectors.joining("\n", "", "\n"));
    text.setLength(0);
    text.append(kept.replaceAll("\n{3,}", "\n\n"));
  }

  private static final String CLASS =
      """
      /**
       * Predicts "$TARGET" from the columns of a row, with the bits that Denpan gives. It needs the file
       * $NAME.weights beside it on the class path and nothing but the JDK. A scorer has arrays of its
       * own: make one for each thread.
       */
      public final class $NAME {
      """;

  private static final String ALL_READ =
      """

        static {
          file = null; // all is read
        }

      """;

  private static final String OF_ROWS =
      """

        /**
         * The same of a row by the names of its columns: numbers, texts, booleans, null for missing.
         *
         * @throws IllegalArgumentException if it lacks a column, or has an unknown one
         */
      """;

  private static final String MOST_PROBABLE =
      """

        /** The place of the most probable class among the CLASSES, of equals the first. */
        public int classIndex(float[] outputs) {
          int best = 0;
          for (int k = 1; k < outputs.length; k++) {
            best = outputs[k] > outputs[best] ? k : best;
          }
          return best;
        }
      """;

  private static final String CHECK =
      """

        private static void check(Map<String, ?> row) {
          for (String column : row.keySet()) {
            if (!COLUMNS.contains(column) && !UNUSED.contains(column)) {
              throw new IllegalArgumentException(
                  "the row has '" + column + "', which the model does not know; known: " + COLUMNS);
            }
          }
          for (String column : COLUMNS) {
            if (!row.containsKey(column)) {
              throw new IllegalArgumentException(
                  "the row lacks the column '" + column + "' that the model was trained on");
            }
          }
        }

        private static Set<String> names(String... names) {
          return new LinkedHashSet<>(Arrays.asList(names));
        }
      """;

  private static final String FILE =
      """

        /** The file beside this class, if it is the one that was written with it. */
        private static ByteBuffer file() {
          try (InputStream in = $NAME.class.getResourceAsStream("$NAME.weights")) {
            byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            if (bytes.length != $LENGTH
                || !HexFormat.of().formatHex(hash).equals("$SHA256")) {
              throw new IllegalStateException(
                  "$NAME.weights is " + (in == null ? "not beside the class" : "another than the one written with it"));
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
          } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("$NAME.weights cannot be read", e);
          }
        }

        private static float[] floats(int count) {
          float[] values = new float[count];
          for (int i = 0; i < count; i++) {
            values[i] = file.getFloat();
          }
          return values;
        }
      """;

  private static final String DOUBLES =
      """

        private static double[] doubles(int count) {
          double[] values = new double[count];
          for (int i = 0; i < count; i++) {
            values[i] = file.getDouble();
          }
          return values;
        }
      """;

  private static final String TEXTS =
      """

        private static String[] texts(int count) {
          String[] values = new String[count];
          for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[file.getInt()];
            file.get(bytes);
            values[i] = new String(bytes, StandardCharsets.UTF_8);
          }
          return values;
        }
      """;
}
