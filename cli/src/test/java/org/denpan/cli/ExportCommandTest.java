package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  @TempDir private Path folder;

  @Test
  void writesTheTensorsAndSaysWhatIsNotInThem() throws IOException {
    Path model = Denpans.churnModel(folder);
    Path out = folder.resolve("churn.safetensors");
    assertThat(Denpans.run("export", model, "--safetensors", out).succeeded().err())
        .contains("wrote 4 tensors to " + out, "preprocessing and output unit are not in it");
    assertThat(Files.readString(out, java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("\"dense1.weight\":{\"dtype\":\"F32\",\"shape\":[8,4]", "\"format\":\"pt\"");
    Denpans.run("inspect", out).failed(1, "not a Denpan model", "'pt'");
  }

  @Test
  void badWordsAndFilesAreRefused() throws IOException {
    Path model = Denpans.churnModel(folder);
    Denpans.run("export", model).failed(2, "export to what? --onnx FILE", "--safetensors FILE");
    Denpans.run("export").failed(2, "MODEL");
    Denpans.run("export", model, "--safetensors", model).failed(1, "it is the input");
    Denpans.run("export", model, "--safetensors", folder.resolve("none/x")).failed(1, "none");
    Denpans.run("export", folder.resolve("churn.csv"), "--safetensors", folder.resolve("x"))
        .failed(1, "not a Denpan model");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void writesAJavaClassAndItsWeights() throws IOException {
    Path model = Denpans.churnModel(folder);
    Path out = folder.resolve("Churn.java");
    assertThat(
            Denpans.run("export", model, "--java", out, "--package", "com.acme").succeeded().err())
        .contains("wrote " + out + " and " + folder.resolve("Churn.weights"));
    assertThat(out).content().contains("package com.acme;", "public final class Churn {");
    assertThat(folder.resolve("Churn.weights")).exists();
    Denpans.run("export", model, "--java", folder.resolve("churn.txt"))
        .failed(2, "--java: ", "'churn.txt' names no class");
    Denpans.run("export", model, "--java", out, "--package", "com.new").failed(1, "'com.new'");
    Denpans.run("export", model, "--safetensors", out, "--package", "a")
        .failed(2, "--package is that of a Java class; add --java FILE");
  }

  @Test
  void writesAStateDictAndSaysOfWhichModules() throws IOException {
    Path model = Denpans.churnModel(folder);
    Path out = folder.resolve("net.safetensors");
    assertThat(Denpans.run("export", model, "--state-dict", out).succeeded().err())
        .contains("the state_dict of Sequential(Linear(4, 8), ReLU(), Linear(8, 1)) to " + out);
  }

  @Test
  void severalFormatsAreWrittenAtOnceToDifferentFiles() throws IOException {
    Path model = Denpans.churnModel(folder);
    Path tensors = folder.resolve("churn.safetensors");
    Path java = folder.resolve("Churn.java");
    Denpans.run("export", model, "--java", java, "--safetensors", tensors).succeeded();
    assertThat(java).exists();
    assertThat(tensors).exists();
    Denpans.run("export", model, "--java", java, "--safetensors", java)
        .failed(2, "--java and --safetensors name one file");
  }
}
