package org.denpan.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.denpan.DenpanException;
import org.denpan.model.Model;

/// A name under which a model is served, and the file that it comes from.
final class Slot {
  private final String name;
  private final Path file;
  private final ServerOptions options;
  private volatile ServedModel now;

  Slot(String name, Path file, ServerOptions options) {
    this.name = name;
    this.file = file;
    this.options = options;
    now = load();
    options.observer().loaded(name, now);
  }

  String name() {
    return name;
  }

  /// The model that is served at this moment. A request asks once and keeps it.
  ServedModel now() {
    return now;
  }

  private ServedModel load() {
    String sha256 = sha256(file);
    return new ServedModel(name, Model.load(file), sha256, options);
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new DenpanException(file + ": " + DenpanException.reason(e), e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
