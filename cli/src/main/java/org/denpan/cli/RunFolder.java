package org.denpan.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.denpan.DenpanException;
import org.denpan.data.Encoder;
import org.denpan.train.Checkpoints;
import org.denpan.train.Every;
import org.denpan.train.Trainer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The folder of one `denpan train --checkpoint`: its checkpoints, and `run.json`, which says what
/// is trained. This process alone has it until it is closed.
final class RunFolder implements AutoCloseable {
  private static final String DESCRIPTION = "run.json";
  private static final String FORMAT = "denpan-run";
  private static final int VERSION = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private final Checkpoints checkpoints;
  private final Every every;

  private RunFolder(Checkpoints checkpoints, Every every) {
    this.checkpoints = checkpoints;
    this.every = every;
  }

  /// What `run.json` says.
  ///
  /// @param command with all that decides the result
  /// @param folder in which it was typed
  /// @param every how often a checkpoint is written
  /// @param model the file that was written at the end; empty before
  record Description(
      String format, int version, String command, String folder, String every, String model) {
    boolean finished() {
      return !model.isEmpty();
    }
  }

  /// The folder for a run that begins.
  ///
  /// @throws DenpanException if there is a run in it, or it is in use
  static RunFolder begin(Path folder, Every every) {
    Checkpoints checkpoints = Checkpoints.open(folder);
    if (checkpoints.any()) {
      checkpoints.close();
      throw new DenpanException(
          "%s holds the checkpoints of a run: 'denpan resume %s' goes on with it; or name another folder"
              .formatted(folder, ShellWords.quote(folder.toString())));
    }
    return new RunFolder(checkpoints, every);
  }

  /// The folder of a run that goes on.
  ///
  /// @throws DenpanException if there is none in it, or it is in use
  static RunFolder open(Path folder) {
    Path file = folder.resolve(DESCRIPTION);
    if (!Files.exists(file)) {
      throw new DenpanException(
          "%s holds no run to go on with; 'denpan train … --checkpoint %s' begins one"
              .formatted(folder, ShellWords.quote(folder.toString())));
    }
    Every every = Every.parse(read(file).every());
    return new RunFolder(Checkpoints.open(folder), every);
  }

  Path path() {
    return checkpoints.folder();
  }

  Description description() {
    return read(checkpoints.folder().resolve(DESCRIPTION));
  }

  private static Description read(Path file) {
    @Nullable Description read;
    try {
      read = JSON.readValue(Files.readString(file), Description.class);
    } catch (JacksonException e) {
      throw new DenpanException(file + " is no description of a run: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new DenpanException("cannot read " + file + ": " + DenpanException.reason(e), e);
    }
    if (read == null) {
      throw new DenpanException(file + " is no description of a run: it says null");
    }
    if (!read.format().equals(FORMAT) || read.version() != VERSION) {
      throw new DenpanException(
          "%s is '%s' of version %d; this Denpan reads '%s' of version %d"
              .formatted(file, read.format(), read.version(), FORMAT, VERSION));
    }
    return read;
  }

  /// Writes down what is about to be trained.
  void describe(String command) {
    write(new Description(FORMAT, VERSION, command, here(), every.toString(), ""));
  }

  /// Writes down that it is done.
  void finished(Path model) {
    Description d = description();
    write(new Description(FORMAT, VERSION, d.command(), d.folder(), d.every(), model.toString()));
  }

  private void write(Description description) {
    byte[] json = JSON.writeValueAsString(description).getBytes(StandardCharsets.UTF_8);
    OutputFile.write(checkpoints.folder().resolve(DESCRIPTION), json);
  }

  /// The folder that relative names are meant in.
  static String here() {
    return Path.of("").toAbsolutePath().toString();
  }

  /// Lets a trainer keep its checkpoints here.
  ///
  /// @param encoder of the rows
  void keep(Trainer trainer, TrainingData data, Encoder encoder) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("data", data.source().name());
    data.source().sha256().ifPresent(sha256 -> conditions.put("data_sha256", sha256));
    conditions.put("split", data.split().rule());
    conditions.put("test rows (SHA-256)", encoder.encode(data.split().test()).sha256());
    trainer.checkpoints(checkpoints, every, conditions);
  }

  @Override
  public void close() {
    checkpoints.close();
  }
}
