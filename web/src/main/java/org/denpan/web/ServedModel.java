package org.denpan.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.denpan.data.RowEncoder;
import org.denpan.model.Model;

/// A model as it is served, until its file is replaced.
public final class ServedModel {
  private static final int VERSION_DIGITS = 12;
  private static final int WARM_UPS = 300;
  private static final int WARM_UP_BYTES = 200_000;

  private final String name;
  private final String sha256;
  private final Model model;
  private final Fields fields;
  private final RowEncoder encoder;
  private final Lanes lanes;
  private final Answers answers;
  private final List<Output> outputs;

  /// Ready to predict.
  ///
  /// @param sha256 of the file, hexadecimal
  ServedModel(String name, Model model, String sha256, ServerOptions options) {
    this.name = name;
    this.model = model;
    this.sha256 = sha256;
    fields = new Fields(model);
    encoder = new RowEncoder(model.encoder());
    lanes = new Lanes(name, model, options.scoring(), options.limits(), options.observer());
    answers = new Answers(model);
    outputs = Output.of(model, answers);
    warmUp();
  }

  /// Reads, predicts and answers until it goes without hesitation: the first request is to be as
  /// quick as others.
  private void warmUp() {
    byte[] body = example().getBytes(StandardCharsets.UTF_8);
    JsonBytes json = new JsonBytes();
    int times = Math.clamp(WARM_UP_BYTES / body.length, 1, WARM_UPS);
    for (int i = 0; i < times; i++) {
      Rows rows = rows();
      RowReader.Form form = new RowReader(fields, rows, 1, _ -> {}).read(body, body.length);
      if (i == 0) {
        lanes.warmUp(rows.inputs());
      }
      json.clear();
      answers.write(new float[model.target().outputs()], 1, form, json);
    }
  }

  public String name() {
    return name;
  }

  /// The first digits of the file's SHA-256, in hexadecimal.
  public String version() {
    return sha256.substring(0, VERSION_DIGITS);
  }

  /// Of the model's file, in hexadecimal.
  public String sha256() {
    return sha256;
  }

  public Model model() {
    return model;
  }

  /// A row to try it with, as JSON, in the middle of what training saw.
  public String example() {
    return Example.of(fields.list());
  }

  /// What a request's rows need that they did not before, or no longer need, in words; empty where
  /// the columns are the same.
  public String changes(ServedModel before) {
    Map<String, String> now = kinds();
    Map<String, String> then = before.kinds();
    List<String> changes = new ArrayList<>();
    now.forEach((column, kind) -> {
      if (!kind.equals(then.get(column))) {
        changes.add("'" + column + "' is now " + kind);
      }
    });
    then.keySet().stream()
        .filter(column -> !now.containsKey(column))
        .forEach(column -> changes.add("'" + column + "' is gone"));
    return String.join(", ", changes);
  }

  private Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    fields.list().forEach(f -> kinds.put(f.column(), f.kind().words()));
    return kinds;
  }

  Fields fields() {
    return fields;
  }

  Lanes lanes() {
    return lanes;
  }

  Answers answers() {
    return answers;
  }

  List<Output> outputs() {
    return outputs;
  }

  /// No rows so far.
  Rows rows() {
    return new Rows(encoder);
  }
}
