package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetsTest {
  static Collection<String> names() {
    return Datasets.names();
  }

  /// SHA-256 over all values of all columns, big-endian.
  private static String hash(Table table) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Column column : table.columns()) {
      switch (column) {
        case Column.Pixels p -> digest.update(p.values());
        case Column.Numbers n -> {
          ByteBuffer bytes = ByteBuffer.allocate(8 * n.rows());
          bytes.asDoubleBuffer().put(n.values());
          digest.update(bytes);
        }
        case Column.Categories c -> {
          ByteBuffer bytes = ByteBuffer.allocate(4 * c.rows());
          bytes.asIntBuffer().put(c.codes());
          digest.update(bytes);
        }
        case Column.Times t -> {
          ByteBuffer bytes = ByteBuffer.allocate(8 * t.rows());
          bytes.asLongBuffer().put(t.micros());
          digest.update(bytes);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @ParameterizedTest
  @CsvSource({
    "digits, dbc388e632c17722cb05edcd8400d4075419ea88d599831a495bc6422d06587f",
    "xor, 3c14e5f3bba6c10ce5693e0062efac181e76b2c03899c993a400016c9a61dc2d",
    "moons, 731d729861fe95ab5ee7bca7611c17f2456a8005c9db86176b9ca3e39d580418",
    "spirals, c7fef29a8fa3f379055272213b6e961c236377a42025aab74a933fe2cb62a9e1",
    "blobs, 897799edc1be8d247343854bc9dcba40d6dc948ba744d0ecc22f88913ae4595f"
  })
  void everySetIsTheSameOnEveryMachine(String name, String sha256) throws Exception {
    assertThat(hash(Datasets.load(name))).isEqualTo(sha256);
  }

  @ParameterizedTest
  @MethodSource("names")
  void anotherSeedDrawsAnotherSet(String name) throws Exception {
    assertThat(hash(Datasets.load(name, 1))).isNotEqualTo(hash(Datasets.load(name, 2)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void theTargetIsALabelOfBalancedClasses(String name) {
    Table table = Datasets.load(name);
    Column.Categories label = (Column.Categories) table.targetColumn();
    int[] counts = new int[label.dictionary().size()];
    for (int code : label.codes()) {
      counts[code]++;
    }
    assertThat(table.target()).contains("label");
    assertThat(table.name()).isEqualTo(name);
    assertThat(counts).containsOnly(table.rows() / counts.length);
  }

  @Test
  void digitsAre12000GreyImages() {
    Table digits = Datasets.load("digits");
    Column.Pixels image = (Column.Pixels) digits.column("image");
    assertThat(digits.rows()).isEqualTo(12_000);
    assertThat(image.height()).isEqualTo(28);
    assertThat(image.width()).isEqualTo(28);
    assertThat(((Column.Categories) digits.column("label")).dictionary())
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  }

  /// A digit that runs off the page, or a blank page, could not be learnt.
  @Test
  void everyDigitHasInkInsideOfThePage() {
    Column.Pixels image = (Column.Pixels) Datasets.load("digits").column("image");
    for (int row = 0; row < image.rows(); row++) {
      int dark = 0;
      for (int pixel = 0; pixel < image.size(); pixel++) {
        dark += (image.values()[row * image.size() + pixel] & 255) > 128 ? 1 : 0;
      }
      assertThat(dark).as("ink of image %d", row).isBetween(15, 350);
    }
  }

  @Test
  void theTruthTableOfXorHasFourRows() {
    Table table = Datasets.xorTable();
    assertThat(table.rows()).isEqualTo(4);
    assertThat(table.target()).contains("label");
    for (int row = 0; row < 4; row++) {
      boolean differ = !table.column("x1").text(row).equals(table.column("x2").text(row));
      assertThat(table.column("label").text(row)).isEqualTo(differ ? "1" : "0");
    }
  }

  @Test
  void noisyXorKeepsNearlyAllPointsInTheirCorners() {
    Table table = Datasets.load("xor");
    Column.Numbers x1 = (Column.Numbers) table.column("x1");
    Column.Numbers x2 = (Column.Numbers) table.column("x2");
    int right = 0;
    for (int row = 0; row < table.rows(); row++) {
      boolean differ = x1.values()[row] > 0.5 != x2.values()[row] > 0.5;
      right += table.column("label").text(row).equals(differ ? "1" : "0") ? 1 : 0;
    }
    assertThat(right).isGreaterThan(990);
  }

  @Test
  void anUnknownNameSuggestsTheNearest() {
    assertThatThrownBy(() -> Datasets.load("digit"))
        .isInstanceOf(DataException.class)
        .hasMessage("there is no built-in set 'digit'; did you mean 'digits'?");
    assertThatThrownBy(() -> Datasets.load("iris"))
        .hasMessageContaining("known: digits, xor, moons, spirals, blobs");
  }
}
