package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// Files whose container is wrong, each refused with what was found and where.
@Timeout(20)
class HostileContainerTest {
  private static final ModelBytes GOOD = ModelBytes.of(Models.regression());

  private static final Path NAME = Path.of("hostile.denpan");

  @TempDir Path folder;

  private void refused(byte[] bytes, String message) {
    assertThatThrownBy(() -> ModelFile.read(NAME, new BytesChannel(bytes)))
        .isInstanceOf(ModelFormatException.class)
        .message()
        .startsWith(NAME.toString())
        .contains(message);
  }

  private void refused(ModelBytes file, String message) {
    refused(file.bytes(), message);
  }

  private static byte[] announcing(long length, int following) {
    return ByteBuffer.allocate(8 + following)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .array();
  }

  @Test
  void theUnchangedFileIsAModel() throws IOException {
    Path file = Files.write(folder.resolve("a.denpan"), GOOD.bytes());
    assertThat(Model.load(file).network()).isEqualTo(Models.regression().network());
  }

  @Test
  void anEmptyOrVeryShortFile() {
    refused(new byte[0], ": 0 bytes, too short for a model");
    refused(new byte[7], ": 7 bytes, too short for a model");
    refused(new byte[8], "announces a header of 0 bytes, but 0 follow");
  }

  @Test
  void aHeaderLongerThanTheFile() {
    refused(announcing(101, 100), "announces a header of 101 bytes, but 100 follow");
    refused(announcing(Long.MAX_VALUE, 100), "a header of 9223372036854775807 bytes, but 100");
    refused(announcing(Long.MIN_VALUE, 100), "a header of 9223372036854775808 bytes, but 100");
    refused(announcing(-1, 100), "a header of 18446744073709551615 bytes, but 100 follow");
  }

  @Test
  void aHeaderLongerThanTheFormatAllows() throws IOException {
    Path file = folder.resolve("huge.denpan");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(announcing(100_000_001, 0));
      sparse.setLength(200_000_000);
    }
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            file
                + ": not a Denpan model, or cut short: at offset 0 it announces a header of"
                + " 100000001 bytes, but 199,999,992 follow");
  }

  /// A large file that is no model, such as a table, must not be read into memory to find that out.
  @Test
  void aFileLargerThanTheMemory() throws IOException {
    Path file = folder.resolve("huge.denpan");
    byte[] start = GOOD.bytes();
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(start);
      sparse.setLength(1L << 40);
    }
    assertThatThrownBy(() -> Model.load(file))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("the tensors take 68 bytes, but 1,099,511,")
        .hasMessageContaining("the file is too long");
  }

  @Test
  void aTextFile() {
    refused(
        "age,plan,churned\n42,gold,no\n".getBytes(StandardCharsets.UTF_8), "not a Denpan model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ ", "{]", "{\"a\":}", "nonsense", "{} {}", "{\"a\":NaN}", "{'a':1}"})
  void aHeaderThatIsNotJson(String header) {
    refused(ModelBytes.file(header, new byte[0]), ": the header at offset 8 is not JSON: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "42", "\"text\"", "null", " {}", "  "})
  void aHeaderThatIsNotAnObject(String header) {
    refused(ModelBytes.file(header, new byte[0]), ": the header at offset 8 is not a JSON object");
  }

  @Test
  void aHeaderThatIsNotUtf8() {
    byte[] bytes = ModelBytes.file("{\"xx\":1}", new byte[0]);
    bytes[10] = (byte) 0xC3;
    refused(bytes, ": the header at offset 8 is not UTF-8");
  }

  @Test
  void aNameThatStandsTwice() {
    String header = GOOD.header().toString();
    String twice = header.substring(0, header.length() - 1) + ",\"dense1.bias\":{}}";
    refused(ModelBytes.file(twice, GOOD.data()), "is not JSON: Duplicate");
  }

  @Test
  void deepNesting() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    refused(ModelBytes.file("{\"a\":" + deep + "}", new byte[0]), "is not JSON: Document nesting");
  }

  @Test
  void moreValuesThanMemoryHolds() {
    String many = "{\"a\":[" + "0,".repeat(30_000_000) + "0]}";
    refused(ModelBytes.file(many, new byte[0]), "is not JSON: ");
  }

  @Test
  void metadataThatAreNotTexts() {
    refused(GOOD.header(h -> h.put("__metadata__", 1)), ": __metadata__ is not a JSON object");
    refused(GOOD.header(h -> h.putArray("__metadata__")), ": __metadata__ is not a JSON object");
    refused(GOOD.metadata(m -> m.put("version", 1)), "'version' in __metadata__ is not a text");
    refused(GOOD.metadata(m -> m.putNull("data")), "'data' in __metadata__ is not a text");
  }

  @Test
  void anotherKindOfNumbers() {
    refused(GOOD.tensor("dense1.bias", t -> t.put("dtype", "F64")), "dtype \"F64\", expected F32");
    refused(GOOD.tensor("dense1.bias", t -> t.remove("dtype")), "has dtype none, expected F32");
    refused(GOOD.header(h -> h.put("dense1.bias", 7)), "has dtype none, expected F32");
  }

  private static Consumer<ObjectNode> offsets(long from, long to) {
    return t -> t.putArray("data_offsets").add(from).add(to);
  }

  private static Consumer<ObjectNode> shape(long... sizes) {
    return t -> {
      var shape = t.putArray("shape");
      Arrays.stream(sizes).forEach(shape::add);
    };
  }

  /// In a good file `dense1.weight` of shape [2, 4] is [0, 32), `dense1.bias` [32, 48).
  @Test
  void placesThatOverlapLeaveGapsOrLieOutside() {
    String bias =
        "tensor 'dense1.bias' of shape [4] should stand at [32, 48), its data_offsets say ";
    refused(GOOD.tensor("dense1.bias", offsets(28, 44)), bias + "[28, 44)");
    refused(GOOD.tensor("dense1.bias", offsets(36, 52)), bias + "[36, 52)");
    refused(GOOD.tensor("dense1.bias", offsets(28, 48)), bias + "[28, 48)");
    refused(GOOD.tensor("dense1.bias", offsets(36, 48)), bias + "[36, 48)");
    refused(GOOD.tensor("dense1.bias", offsets(32, 44)), bias + "[32, 44)");
    refused(GOOD.tensor("dense1.bias", offsets(32, 31)), bias + "[32, 31)");
    refused(GOOD.tensor("dense1.bias", offsets(0, 16)), "data_offsets say");
    refused(GOOD.tensor("dense1.bias", offsets(-16, 0)), "data_offsets say [-16, 0)");
    refused(GOOD.tensor("dense1.bias", offsets(1L << 40, (1L << 40) + 16)), "data_offsets say");
    refused(
        GOOD.tensor("dense1.bias", offsets(Long.MIN_VALUE, Long.MAX_VALUE)), "data_offsets say");
  }

  @Test
  void placesThatAreNoNumbers() {
    String whole = "expected whole numbers";
    refused(GOOD.tensor("dense1.bias", t -> t.put("data_offsets", "32")), whole);
    refused(GOOD.tensor("dense1.bias", t -> t.remove("data_offsets")), whole);
    refused(GOOD.tensor("dense1.bias", t -> t.putArray("data_offsets").add(32)), whole);
    refused(GOOD.tensor("dense1.bias", t -> t.putArray("data_offsets").add(32.5).add(48)), whole);
    refused(GOOD.tensor("dense1.bias", t -> t.remove("shape")), whole);
    refused(GOOD.tensor("dense1.bias", t -> t.putArray("shape").add("4")), whole);
    refused(GOOD.tensor("dense1.bias", shape(-4)), whole);
    refused(GOOD.tensor("dense1.bias", shape(1L << 40)), whole);
  }

  @Test
  void shapesWhoseSizeOverflows() {
    refused(
        GOOD.tensor("dense1.bias", shape(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)),
        "has shape [2147483647, 2147483647, 2147483647], more than any file holds");
    // 4·2³⁰·2³⁰·16 is 2⁶⁶, which would wrap to 0
    refused(GOOD.tensor("dense1.bias", shape(1 << 30, 1 << 30, 16)), "more than any file holds");
  }

  @Test
  void valuesThatAreCutShortOrTooMany() {
    refused(GOOD.dataLength(GOOD.data().length - 1), "the file is cut short");
    refused(GOOD.dataLength(0), "the tensors take 68 bytes, but 0 follow the header");
    refused(GOOD.dataLength(GOOD.data().length + 4), "the file is too long");
  }
}
