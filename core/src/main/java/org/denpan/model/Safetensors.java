package org.denpan.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.denpan.Words;

/// A safetensors file open to be read: eight bytes of header length, little-endian; a JSON header
/// ([SafetensorsHeader]) with, for each tensor, dtype, shape and offsets, and `__metadata__` of
/// texts; then the values. Only F32 is used.
///
/// Nothing is believed before it is checked against the size of the file, and no value is read
/// before the caller has found the shapes that it expects: a small file, whatever it claims, takes
/// little memory, and so does a large one that is no model.
final class Safetensors implements AutoCloseable {
  /// What the format itself allows.
  static final int MAX_HEADER = 100_000_000;

  static final String METADATA = "__metadata__";
  private static final int CHUNK = 1 << 16;

  private final Path file;
  private final SeekableByteChannel channel;
  private final SafetensorsHeader header;
  private final long dataStart;

  private Safetensors(
      Path file, SeekableByteChannel channel, SafetensorsHeader header, long dataStart) {
    this.file = file;
    this.channel = channel;
    this.header = header;
    this.dataStart = dataStart;
  }

  /// Opens a file and reads its header.
  ///
  /// @throws ModelFormatException if it is not a safetensors file of F32
  static Safetensors open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new ModelFormatException(file + " is a directory, not a model file");
    }
    try {
      return open(file, Files.newByteChannel(file));
    } catch (NoSuchFileException e) {
      throw new ModelFormatException("no model file " + file, e);
    }
  }

  /// Reads the header of what is open already, and closes it if it is refused.
  ///
  /// @param file the name for messages
  static Safetensors open(Path file, SeekableByteChannel channel) throws IOException {
    try {
      long size = channel.size();
      if (size < 8) {
        throw new ModelFormatException(
            String.format(Locale.ROOT, "%s: %d bytes, too short for a model", file, size));
      }
      long length = read(file, channel, ByteBuffer.allocate(8), 0).getLong();
      if (length < 2 || length > MAX_HEADER || length > size - 8) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT,
                "%s: not a Denpan model, or cut short: at offset 0 it announces a header of %s"
                    + " bytes, but %,d follow",
                file,
                Long.toUnsignedString(length),
                size - 8));
      }
      byte[] json = read(file, channel, ByteBuffer.allocate((int) length), 8).array();
      SafetensorsHeader header = SafetensorsHeader.parse(file, json, size - 8 - length);
      return new Safetensors(file, channel, header, 8 + length);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Fills the buffer from this place of the file, and turns it to be read.
  private static ByteBuffer read(Path file, SeekableByteChannel channel, ByteBuffer bytes, long at)
      throws IOException {
    channel.position(at);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new ModelFormatException(file + " became shorter while it was read");
      }
    }
    return bytes.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  Map<String, String> metadata() {
    return header.metadata();
  }

  /// How many tensors the file holds.
  int tensors() {
    return header.tensors().size();
  }

  /// @throws ModelFormatException unless the file has this tensor in this shape
  void expect(String name, List<Integer> shape) {
    SafetensorsHeader.Entry entry = header.tensors().get(name);
    if (entry == null) {
      throw new ModelFormatException(
          file
              + " lacks the tensor '"
              + name
              + "'; "
              + Words.suggestion(name, header.tensors().keySet()));
    }
    if (!entry.shape().equals(shape)) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "%s: tensor '%s' has shape %s, the network needs %s",
              file,
              name,
              entry.shape(),
              shape));
    }
  }

  /// The names of all tensors.
  Set<String> names() {
    return header.tensors().keySet();
  }

  /// All values of a tensor, of whatever shape and size.
  float[] array(String name) throws IOException {
    SafetensorsHeader.Entry entry = Objects.requireNonNull(header.tensors().get(name), name);
    float[] values = new float[Math.toIntExact((entry.to() - entry.from()) / 4)];
    copy(entry, values, 0);
    return values;
  }

  /// Reads a tensor that was [#expect]ed to values[at …].
  ///
  /// @throws ModelFormatException if a value is not finite
  void read(String name, float[] values, int at) throws IOException {
    int to = copy(Objects.requireNonNull(header.tensors().get(name), name), values, at);
    for (int i = at; i < to; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT,
                "%s: tensor '%s' holds %s at index %,d",
                file,
                name,
                values[i],
                i - at));
      }
    }
  }

  /// @return where the values end
  private int copy(SafetensorsHeader.Entry entry, float[] values, int at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(CHUNK, entry.to() - entry.from()));
    int to = at;
    for (long from = entry.from(); from < entry.to(); from += CHUNK) {
      bytes.clear().limit((int) Math.min(CHUNK, entry.to() - from));
      read(file, channel, bytes, dataStart + from);
      int count = bytes.remaining() / 4;
      bytes.asFloatBuffer().get(values, to, count);
      to += count;
    }
    return to;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
