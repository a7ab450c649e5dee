package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.denpan.DenpanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFileTest {
  @TempDir private Path folder;

  @Test
  void aFailureHalfWayLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("out.csv"), "old");
    assertThatThrownBy(() ->
            OutputFile.write(
                file,
                writer -> {
                  writer.write("new ".repeat(100_000));
                  throw new IOException("No space left on device");
                }))
        .isInstanceOf(DenpanException.class)
        .hasMessage("cannot write " + file + ": No space left on device");
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("out.csv");
  }

  @Test
  void replacesAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("out.csv"), "old");
    OutputFile.write(file, writer -> writer.write("größer"));
    assertThat(file).hasContent("größer");
    assertThat(folder.toFile().list()).containsExactly("out.csv");
  }

  @Test
  void checkingLeavesNothingBehind() {
    OutputFile.check(folder.resolve("out.csv"));
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"train xor --epochs 1 -o", "predict m.denpan xor -o"})
  void theFolderMustExist(String command) {
    Path file = folder.resolve("none/out");
    Object[] words = (command + " " + file).split(" ");
    Denpans.run(words).failed(1, "cannot write " + file, "none does not exist");
  }

  @Test
  void aFolderIsNoFile() {
    Denpans.run("train", "xor", "-o", folder).failed(1, "cannot write " + folder, "is a folder");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Denpans.run("train", "xor", "-o", file.resolve("m.denpan")).failed(1, "is not a folder");
  }

  @Test
  void aDeviceIsNoFile() {
    assumeThat(Path.of("/dev/full")).as("a device").exists();
    Denpans.run("train", "xor", "-o", "/dev/full").failed(1, "cannot write /dev/full", "device");
  }

  @Test
  void aFolderThatMayNotBeWrittenIsSaidBeforeTraining() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(folder)).as("permissions bind this user").isFalse();
    Denpans.run("train", "xor", "-o", folder.resolve("m.denpan")).failed(1, "is not writable");
  }
}
