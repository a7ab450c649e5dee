package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.denpan.model.Model;
import org.denpan.net.Network;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The promise that no peer makes: the same seed gives the same weights, bit for bit, whatever the
/// kernels, the vector width, the number of threads or the machine.
@Tag("slow")
class SameBitsTest {
  /// Pinned: another machine, another JDK or a change of any kernel must give these weights too.
  private static final List<String> EXPECTED =
      List.of(
          "cebe695da23eca5319226bc6ec6a5a37ef4b7d174bae8979202261d5b45cce39",
          "2606bb1ffbfa9ee0ceb5b491f2d902ea6aa6d40a51c46b61b1fd0f36f3ffde53",
          "ba1320ac8a29c663584cfa45709085702a70ec0ebaaea6874a243548f24f7338",
          "737c4d63a6482870bf3483e504d07f8d3dfacb3b86b20d28d7e10cd8bfc797dc",
          "d43dcbedd446681a3c8228482205bbbd770f9e121291129a4be553584d3feff3");

  static Stream<List<String>> kernels() {
    return Stream.of(
        List.of("-Ddenpan.kernels=scalar"),
        List.of("-Ddenpan.kernels=vector"),
        List.of("-Ddenpan.kernels=vector", "-Ddenpan.vectorBits=128"),
        List.of("-Ddenpan.kernels=vector", "-Ddenpan.vectorBits=256"),
        List.of("-Ddenpan.kernels=vector", "-Ddenpan.vectorBits=512"));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void theWeightsAreTheSameWithEveryKernelAndEveryNumberOfThreads(List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SameBitsTest.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(output.lines().distinct().toList()).isEqualTo(EXPECTED);
  }

  /// Prints the hashes of classifiers and regressions trained with 1, 2, 3 and 7 threads. Sizes are
  /// awkward on purpose, and large enough that threads do share the work.
  public static void main(String[] args) {
    for (int threads : new int[] {1, 2, 3, 7}) {
      System.out.println(
          hash(
              Trainer.of(
                  Network.parse(
                      "67 relu, batchnorm, 43 tanh, dropout 0.1, 37 logistic, 5 softmax")),
              threads,
              true));
      System.out.println(
          hash(
              Trainer.of(Network.parse("129 tanh")).optimizer(Optimizer.momentum(0.01)).l2(1e-4),
              threads,
              false));
      System.out.println(
          hash(
              Trainer.of(
                  Network.parse(
                      "67 gelu, 43 prelu, 37 silu, prelu shared=true, 35 softplus, 33 selu, elu, 31"
                          + " arctan, leakyrelu")),
              threads,
              false));
      System.out.println(
          hash(
              Trainer.of(Network.parse("83 relu, layernorm, 31 tanh"))
                  .optimizer(Optimizer.nesterov(0.05))
                  .schedule(Schedule.warmup(1, Schedule.cosine()))
                  .l1(1e-5)
                  .maxNorm(2)
                  .clipNorm(0.5)
                  .clipValue(0.1)
                  .averaging(0.9),
              threads,
              true));
      System.out.println(
          hash(
              Trainer.of(Network.parse("67 tanh, 41 relu")).optimizer(Optimizer.lbfgs()).l2(1e-4),
              threads,
              false));
    }
  }

  private static String hash(Trainer trainer, int threads, boolean classes) {
    trainer.threads(threads).epochs(2).batchSize(201);
    Model model =
        classes
            ? trainer.fit(Tables.xor(1501, 1), Tables.xor(300, 2))
            : trainer.fit(Tables.parabola(1501, 1), Tables.parabola(300, 2));
    return model.weightsSha256();
  }
}
