package org.denpan.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.denpan.bench.Results.Discipline;

/// From the start of a process to its end: it reads MNIST's compressed files, trains W2 until 97 %
/// of the test rows are right, and leaves. Timed from outside.
final class ColdRun {
  private static final Discipline COLD =
      new Discipline("W2 cold, from process start to 97 % and exit", "s", false);

  private final Settings settings;
  private final List<Peer> taking;
  private final Path folder;

  ColdRun(Settings settings, List<Peer> taking, Path folder) {
    this.settings = settings;
    this.taking = taking;
    this.folder = folder;
  }

  /// One run each in turn, and the first is not counted: files are then in the system's cache.
  void run(Results results, Consumer<String> note) {
    if (settings.colds() == 0) {
      return;
    }
    Map<Peer, List<String>> commands = new LinkedHashMap<>();
    taking.forEach(peer -> command(peer).ifPresent(words -> commands.put(peer, words)));
    for (int round = 0; round <= settings.colds(); round++) {
      for (Map.Entry<Peer, List<String>> entry : commands.entrySet()) {
        Peer peer = entry.getKey();
        double seconds = time(peer, entry.getValue());
        if (Double.isNaN(seconds)) {
          note.accept("cold run of " + peer.name() + " failed: " + entry.getValue());
        } else if (round > 0) {
          results.add(COLD, peer.name(), seconds);
        }
      }
    }
  }

  private Optional<List<String>> command(Peer peer) {
    List<String> words = new ArrayList<>();
    String jdk = System.getProperty("java.home");
    String own = settings.root().resolve("bench/cold").toString();
    if (peer.name().equals("denpan")) {
      time(peer, List.of(own, "--make", jdk));
      return Optional.of(List.of(own, settings.data().toString(), jdk));
    } else if (peer.name().equals("torch-hand") || peer.name().equals("torch-default")) {
      words.add(settings.python());
      words.add(settings.root().resolve("bench/src/main/python/cold.py").toString());
      words.add(peer.name());
    } else {
      return Optional.empty();
    }
    words.add(settings.data().toString());
    return Optional.of(words);
  }

  private double time(Peer peer, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(settings.root().toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(peer.name() + "-cold.log").toFile());
      builder.environment().putAll(peer.environment());
      long begin = System.nanoTime();
      int exit = builder.start().waitFor();
      return exit == 0 ? (System.nanoTime() - begin) * 1e-9 : Double.NaN;
    } catch (IOException e) {
      return Double.NaN;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
