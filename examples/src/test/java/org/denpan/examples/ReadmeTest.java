package org.denpan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.denpan.Seed;
import org.denpan.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's program is taken from the README, compiled and run.
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theReadmesProgramTrainsSavesAndPredicts() throws IOException, InterruptedException {
    Matcher program = JAVA.matcher(Files.readString(Path.of("../README.md")));
    assertThat(program.find()).isTrue();
    Files.writeString(folder.resolve("Churn.java"), program.group(1));
    Files.writeString(folder.resolve("churn.csv"), churn());

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "Churn.java")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();

    assertThat(output).containsPattern("accuracy=0\\.9").containsPattern("(?m)^0\\.\\d+$");
    assertThat(Model.load(folder.resolve("churn.denpan")).target().column()).isEqualTo("churned");
  }

  /// Customers who leave the more surely the younger they are, but for those on gold.
  private static String churn() {
    Seed.Stream random = new Seed(1).stream("churn");
    StringBuilder csv = new StringBuilder("age,plan,monthly,churned\n");
    String[] plans = {"basic", "silver", "gold"};
    for (int row = 0; row < 3000; row++) {
      int age = 18 + random.nextInt(60);
      String plan = plans[random.nextInt(3)];
      boolean leaves = !plan.equals("gold") && age + 4 * random.nextGaussian() < 45;
      String monthly = row % 11 == 0 ? "" : Integer.toString(10 + random.nextInt(90));
      csv.append("%d,%s,%s,%s%n".formatted(age, plan, monthly, leaves ? "yes" : "no"));
    }
    return csv.toString();
  }
}
