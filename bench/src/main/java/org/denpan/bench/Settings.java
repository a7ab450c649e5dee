package org.denpan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.denpan.DenpanException;

/// The options of [Compare].
///
/// @param data MNIST's folder
/// @param workloads their names
/// @param contestants their names; empty for all
/// @param rounds how often each is measured
/// @param seconds a round's
/// @param colds how often the cold run is made
/// @param python the interpreter
/// @param root the checkout
record Settings(
    Path data,
    List<String> workloads,
    List<String> contestants,
    int rounds,
    double seconds,
    int colds,
    String python,
    Path root) {
  static final String USAGE =
      """
      bench/compare [-Ppeers] --data FOLDER [options]

        --data FOLDER         MNIST's four files
        --only W1,W2          these workloads; 'none' for inference and cold runs alone
        --contestants A,B     these contestants alone
        --rounds N            rounds a contestant and workload (5)
        --seconds S           seconds a round (1)
        --cold N              cold runs a contestant (3); 0 for none
        --python COMMAND      the Python with PyTorch, NumPy and scikit-learn
        -Ppeers               first of all: the peers on the JVM too, which downloads a gigabyte
      """;

  /// @throws DenpanException for what is no option
  static Settings parse(Path root, String... args) {
    Path data = null;
    List<String> workloads = Workload.ALL.stream().map(Workload::name).toList();
    List<String> contestants = List.of();
    int rounds = 5;
    double seconds = 1;
    int colds = 3;
    String python =
        Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new DenpanException(args[i] + " lacks its value\n\n" + USAGE);
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--data" -> data = Path.of(value).toAbsolutePath();
        case "--only" -> workloads = value.equals("none") ? List.of() : list(value);
        case "--contestants" -> contestants = list(value);
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--seconds" -> seconds = Double.parseDouble(value);
        case "--cold" -> colds = Integer.parseInt(value);
        case "--python" -> python = value;
        default -> throw new DenpanException("no option '" + args[i] + "'\n\n" + USAGE);
      }
    }
    if (data == null) {
      throw new DenpanException("--data is missing: MNIST's folder\n\n" + USAGE);
    }
    workloads.forEach(Workload::named);
    return new Settings(data, workloads, contestants, rounds, seconds, colds, python, root);
  }

  private static List<String> list(String value) {
    return new ArrayList<>(Arrays.asList(value.split(",", -1)));
  }

  boolean takes(String contestant) {
    return contestants.isEmpty() || contestants.contains(contestant);
  }
}
