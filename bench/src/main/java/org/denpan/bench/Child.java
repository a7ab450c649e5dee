package org.denpan.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The side of the pipe that a contestant is on. It reads commands, one a line, and answers each
/// with one line of JSON; so do the scripts in Python.
///
/// | command | answer |
/// |---|---|
/// | `prepare {a Workload as JSON}` | `{"note": "…"}` |
/// | `epoch` | `{"samples": 60000, "seconds": 0.51, "loss": 0.21, "accuracy": 0.962}` |
/// | `round SECONDS` | `{"samples": 128000, "seconds": 1.002, "loss": 0.08}` |
/// | `infer ROWS SECONDS` | `{"calls": 40211, "medianMicros": 4.9}` |
/// | `quit`, or the end of input | none; the process ends |
///
/// A command that fails is answered with `{"error": "…"}`. The process gets two arguments, MNIST's
/// folder and the file of numbers: see [Rows].
public final class Child {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Child() {}

  /// Serves a contestant until it is told to quit. Whatever a library prints goes to standard
  /// error.
  ///
  /// @param args MNIST's folder and the file of numbers
  public static void serve(Contestant contestant, String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    serve(contestant, new Rows(Path.of(args[0]), Path.of(args[1])), System.in, answers);
  }

  static void serve(Contestant contestant, Rows rows, InputStream commands, PrintStream answers)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(commands, StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null && !line.equals("quit")) {
      answers.println(JSON.writeValueAsString(answer(contestant, rows, line)));
      answers.flush();
    }
  }

  private static Object answer(Contestant contestant, Rows rows, String line) {
    try {
      String[] words = line.split(" ", 2);
      return switch (words[0]) {
        case "prepare" -> {
          contestant.prepare(JSON.readValue(words[1], Workload.class), rows);
          yield Map.of("note", contestant.note());
        }
        case "epoch" -> contestant.epoch();
        case "round" -> contestant.round(Double.parseDouble(words[1]));
        case "infer" -> {
          String[] numbers = words[1].split(" ", 2);
          yield contestant.infer(Integer.parseInt(numbers[0]), Double.parseDouble(numbers[1]));
        }
        default -> Map.of("error", "unknown command: " + line);
      };
    } catch (RuntimeException | LinkageError e) {
      e.printStackTrace();
      return Map.of("error", e.toString());
    }
  }

  /// Calls `call` for so many seconds, at least 3 times, and times each.
  public static Contestant.Calls time(double seconds, Runnable call) {
    long[] nanos = new long[1 << 20];
    int calls = 0;
    long begin = System.nanoTime();
    long now = begin;
    while (calls < nanos.length && (calls < 3 || now - begin < seconds * 1e9)) {
      long before = now;
      call.run();
      now = System.nanoTime();
      nanos[calls++] = now - before;
    }
    return new Contestant.Calls(calls, Summary.median(nanos, calls) * 1e-3);
  }
}
