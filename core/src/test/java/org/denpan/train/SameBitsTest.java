package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The promise that no peer makes: the same seed gives the same weights, bit for bit, whatever the
/// kernels, the vector width, the number of threads or the machine.
///
/// A table of hashes, with a row for each kernels and number of threads and a column for each of
/// [BitRuns], must have one hash a column. In the short form W1 and W4 take 200 steps, W2 40, W3
/// and W5 two, and the hashes are those pinned here; with `-Ddenpan.bitSteps=200` each takes 200.
@Tag("slow")
class SameBitsTest {
  /// Pinned: another machine, another JDK or a change of any kernel must give these weights too.
  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          Map.entry("W1", "c6c2610e69a0e24c931a4655a23a3711d62a2a713a6dedef28bc3a1e079f1f3e"),
          Map.entry("W2", "613cae5b4bef7a5fe6d318bb8e537e6aa85311348f1691cde139e6f97b3d79fe"),
          Map.entry("W3", "e29392d689af873c8ab7a2e343633f66d866b3e16ceddb4cd7c8e5d4bd923e5f"),
          Map.entry("W4", "7642d845fb0353c4cdf6c6a817a6028ee6648b2fcf9193a0769da3d2dbdd1e5d"),
          Map.entry("W5", "85575c12052fc731d6997083a7f7506202bd5c86876b8fba45f93a9506c0dd08"),
          Map.entry("blocks", "7c761e2976b2ddb4e260909faf72f5a57e4d08bff713750c2b252c7a3dbf14e6"),
          Map.entry("momentum", "786814a9fb27e56fc3fd32395a184e3cb5ca82f0c8a592617c0c6530173fc128"),
          Map.entry(
              "rectifiers", "500bbd03cdf69f411c54f1d7de65f5fdca11cd0934146c68eacbad0d0dfae080"),
          Map.entry(
              "restraints", "6eb1b06c4fa7dd5375691e6d9de50594a392614ca818ec7353694c5a46055119"),
          Map.entry("inputs", "838b5fe2f535546c620b4eaff485f925c6e9deb08d3ad6e099ccfca81710fe47"),
          Map.entry("lbfgs", "f6c562ee065898b71717ceda9a9b19d023fa111520115c6ecb3f95068e615763"));

  private static final List<String> KERNELS = List.of("scalar", "128", "256", "512");

  @Test
  void theWeightsAreTheSameWithEveryKernelAndEveryNumberOfThreads()
      throws IOException, InterruptedException {
    Map<String, Map<String, String>> table = new LinkedHashMap<>();
    for (String kernels : KERNELS) {
      for (String line : run(kernels)) {
        String[] words = line.split(" ", -1);
        String row = String.format(Locale.ROOT, "%-6s %s", kernels, words[0]);
        table.computeIfAbsent(row, key -> new LinkedHashMap<>()).put(words[1], words[2]);
      }
    }
    System.out.println(print(table));
    assertThat(table).hasSize(KERNELS.size() * BitRuns.THREADS.size());
    Map<String, String> first = table.values().iterator().next();
    table.forEach((row, hashes) -> assertThat(first).as(row).containsAllEntriesOf(hashes));
    if (Integer.getInteger("denpan.bitSteps", 0) == 0) {
      assertThat(new TreeMap<>(first)).isEqualTo(new TreeMap<>(EXPECTED));
    }
  }

  /// What a process with these kernels prints. Vectors wider than the machine's are taken apart one
  /// by one, a thousand times slower: they do without the workloads.
  private static List<String> run(String kernels) throws IOException, InterruptedException {
    boolean scalar = kernels.equals("scalar");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.add("-Ddenpan.kernels=" + (scalar ? "scalar" : "vector"));
    command.add("-Ddenpan.bitSteps=" + Integer.getInteger("denpan.bitSteps", 0));
    boolean slow = false;
    if (!scalar) {
      command.add("-Ddenpan.vectorBits=" + kernels);
      slow = Integer.parseInt(kernels) > FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BitRuns.class.getName(), slow ? "small" : "all"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(kernels).isZero();
    return output.lines().toList();
  }

  private static String print(Map<String, Map<String, String>> table) {
    StringBuilder text = new StringBuilder();
    List<String> columns = List.copyOf(table.values().iterator().next().keySet());
    text.append(String.format(Locale.ROOT, "%-10s", "kernels, threads"));
    columns.forEach(column -> text.append(String.format(Locale.ROOT, " %-10s", column)));
    table.forEach((row, hashes) -> {
      text.append(String.format(Locale.ROOT, "%n%-16s", row));
      for (String column : columns) {
        String hash = hashes.getOrDefault(column, "-");
        text.append(String.format(Locale.ROOT, " %-10.10s", hash));
      }
    });
    return text.toString();
  }
}
