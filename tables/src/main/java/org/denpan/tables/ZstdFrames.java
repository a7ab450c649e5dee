package org.denpan.tables;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.denpan.DenpanException;
import org.denpan.data.DataException;

/// Whether a file packed by zstd is whole, by the lengths that its frames and blocks announce (RFC
/// 8878, section 3.1). DuckDB reads one that is cut short as if it ended there, and says nothing.
final class ZstdFrames {
  private static final int FRAME = 0xFD2FB528;
  private static final int SKIPPABLE = 0x184D2A50;

  private final RandomAccessFile bytes;

  private ZstdFrames(RandomAccessFile bytes) {
    this.bytes = bytes;
  }

  /// Goes from length to length to the end of a file.
  ///
  /// @throws DataException if the file is cut short or not packed by zstd
  static void check(Path file) {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      if (bytes.length() == 0 || !new ZstdFrames(bytes).whole()) {
        throw new DataException(file + " is cut short or not packed by zstd; copy it again");
      }
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + DenpanException.reason(e), e);
    }
  }

  private boolean whole() throws IOException {
    while (bytes.getFilePointer() + 4 <= bytes.length()) {
      int magic = (int) number(4);
      boolean known = magic == FRAME || (magic & 0xFFFFFFF0) == SKIPPABLE;
      if (!known || !(magic == FRAME ? frame() : skip(number(4)))) {
        return false;
      }
    }
    return bytes.getFilePointer() == bytes.length();
  }

  private boolean frame() throws IOException {
    int descriptor = (int) number(1);
    boolean single = (descriptor & 0x20) != 0;
    int dictionary = new int[] {0, 1, 2, 4}[descriptor & 3];
    int content = new int[] {single ? 1 : 0, 2, 4, 8}[descriptor >> 6];
    if (!skip((single ? 0 : 1) + dictionary + content)) {
      return false;
    }
    boolean last = false;
    while (!last) {
      if (bytes.getFilePointer() + 3 > bytes.length()) {
        return false;
      }
      int block = (int) number(3);
      last = (block & 1) != 0;
      boolean repeated = ((block >> 1) & 3) == 1;
      if (!skip(repeated ? 1 : block >> 3)) {
        return false;
      }
    }
    return skip((descriptor & 4) != 0 ? 4 : 0);
  }

  private boolean skip(long count) throws IOException {
    bytes.seek(bytes.getFilePointer() + count);
    return bytes.getFilePointer() <= bytes.length();
  }

  /// The next bytes, the lowest first; ones past the end.
  private long number(int count) throws IOException {
    long number = 0;
    for (int i = 0; i < count; i++) {
      number |= (bytes.read() & 0xFFL) << (8 * i);
    }
    return number;
  }
}
