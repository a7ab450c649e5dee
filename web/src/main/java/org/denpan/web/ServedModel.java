package org.denpan.web;

import org.denpan.model.Model;

/// A model as it is served, until its file is replaced.
public final class ServedModel {
  private static final int VERSION_DIGITS = 12;

  private final String name;
  private final String version;
  private final Model model;
  private final Fields fields;
  private final Lanes lanes;
  private final Answers answers;

  /// Ready to predict.
  ///
  /// @param sha256 of the file, hexadecimal
  ServedModel(String name, Model model, String sha256, ServerOptions options) {
    this.name = name;
    this.model = model;
    version = sha256.substring(0, VERSION_DIGITS);
    fields = new Fields(model);
    lanes = new Lanes(name, model, options.scoring(), options.limits(), options.observer());
    answers = new Answers(model);
  }

  public String name() {
    return name;
  }

  /// The first digits of the file's SHA-256, in hexadecimal.
  public String version() {
    return version;
  }

  public Model model() {
    return model;
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

  /// No rows so far.
  Rows rows() {
    return new Rows(model, fields);
  }
}
