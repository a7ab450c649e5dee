package org.denpan.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/// Reads IDX, the format of MNIST (LeCun, Cortes, Burges 1998, "The MNIST database of handwritten
/// digits"): a magic number, big-endian sizes, then bytes. Gzip is unpacked.
public final class Idx {
  private static final int LABELS = 0x801;
  private static final int IMAGES = 0x803;
  private static final int MOST_PIXELS_A_SIDE = 1 << 14;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

  private static final List<String> PARTS =
      List.of("train-images", "train-labels", "t10k-images", "t10k-labels");

  private Idx() {}

  /// What a folder holds.
  ///
  /// @param train 60,000 rows in MNIST
  /// @param test 10,000 rows in MNIST
  public record Folder(Table train, Table test) {}

  /// Whether the file, unpacked, begins as IDX images or labels do.
  public static boolean isIdx(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return false;
    }
    try {
      byte[] head = Source.of(file).head(4);
      int magic = head.length < 4 ? 0 : ByteBuffer.wrap(head).getInt();
      return magic == IMAGES || magic == LABELS;
    } catch (DataException e) {
      return false; // a damaged gzip; whoever reads it says so
    }
  }

  /// Whether the folder holds one of the four files of MNIST at least.
  public static boolean isFolder(Path folder) {
    return Files.isDirectory(folder) && PARTS.stream().anyMatch(p -> find(folder, p).isPresent());
  }

  /// Reads the four files of MNIST by their usual names, such as `train-images-idx3-ubyte.gz` or
  /// `t10k-labels.idx1-ubyte`.
  ///
  /// @throws DataException naming the files that are not there, and as [#read] does
  public static Folder folder(Path folder) {
    List<Path> files = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String part : PARTS) {
      find(folder, part).ifPresentOrElse(files::add, () -> missing.add(names(part).getFirst()));
    }
    if (!missing.isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s lacks %s (each may also end in .gz)",
              folder,
              String.join(", ", missing)));
    }
    CompletableFuture<Table> test =
        CompletableFuture.supplyAsync(() -> read(files.get(2), files.get(3)));
    Table train = read(files.get(0), files.get(1));
    try {
      return new Folder(train, test.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof DataException problem) {
        throw problem;
      }
      throw e;
    }
  }

  private static Optional<Path> find(Path folder, String part) {
    return names(part).stream()
        .flatMap(name -> List.of(name, name + ".gz").stream())
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static List<String> names(String part) {
    String kind = part.endsWith("images") ? "idx3-ubyte" : "idx1-ubyte";
    return List.of(part + "-" + kind, part + "." + kind);
  }

  /// Reads images and their labels as columns `image` and `label`, the latter the target. Its
  /// classes are the numbers that occur, ascending.
  ///
  /// @throws DataException naming file, offset, what was expected and what was found: for a wrong
  ///   magic number, sizes beyond reason, a file that is too short or too long, and where there are
  ///   not as many labels as images
  public static Table read(Path images, Path labels) {
    Source imageSource = Source.of(images);
    Column.Pixels pixels = images(imageSource);
    byte[] codes = labels(Source.of(labels));
    if (codes.length != pixels.rows()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %,d images, %s has %,d labels; they do not belong together",
              images,
              pixels.rows(),
              labels,
              codes.length));
    }
    return Table.of(imageSource.shortName(), List.of(pixels, classes(codes))).withTarget("label");
  }

  /// Reads images without labels as the column `image`: to be predicted.
  ///
  /// @throws DataException as [#read] does
  public static Table images(Path images) {
    Source source = Source.of(images);
    return Table.of(source.shortName(), List.of(images(source)));
  }

  private static Column.Categories classes(byte[] labels) {
    int[] values = IntStream.range(0, labels.length).map(i -> labels[i] & 255).toArray();
    int[] distinct = Arrays.stream(values).sorted().distinct().toArray();
    return new Column.Categories(
        "label",
        Arrays.stream(distinct).mapToObj(Integer::toString).toList(),
        Arrays.stream(values).map(value -> Arrays.binarySearch(distinct, value)).toArray());
  }

  private static Column.Pixels images(Source source) {
    try (InputStream bytes = source.open()) {
      ByteBuffer sizes = header(source, bytes, IMAGES, "images", 3);
      long rows = size(source, sizes, 4, "images", MOST_BYTES);
      long height = size(source, sizes, 8, "rows of pixels", MOST_PIXELS_A_SIDE);
      long width = size(source, sizes, 12, "columns of pixels", MOST_PIXELS_A_SIDE);
      if (rows * height * width > MOST_BYTES) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: %,d images of %,d×%,d do not fit into memory; at most %,d pixels do",
                source.name(),
                rows,
                height,
                width,
                MOST_BYTES));
      }
      byte[] values = body(source, bytes, 16, (int) (rows * height * width));
      return new Column.Pixels("image", (int) height, (int) width, values);
    } catch (IOException e) {
      throw Source.unreadable(source.name(), e);
    }
  }

  private static byte[] labels(Source source) {
    try (InputStream bytes = source.open()) {
      ByteBuffer sizes = header(source, bytes, LABELS, "labels", 1);
      return body(source, bytes, 8, (int) size(source, sizes, 4, "labels", MOST_BYTES));
    } catch (IOException e) {
      throw Source.unreadable(source.name(), e);
    }
  }

  private static ByteBuffer header(
      Source source, InputStream bytes, int magic, String what, int dimensions) throws IOException {
    byte[] header = bytes.readNBytes(4 + 4 * dimensions);
    int found = header.length < 4 ? 0 : ByteBuffer.wrap(header).getInt();
    if (found != magic) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: at offset 0 expected 0x%08x, the mark of IDX %s, found %s",
              source.name(),
              magic,
              what,
              header.length < 4
                  ? header.length + " bytes in all"
                  : String.format(Locale.ROOT, "0x%08x", found)));
    }
    if (header.length < 4 + 4 * dimensions) {
      throw tooShort(source, 4, 4 * dimensions, header.length - 4);
    }
    return ByteBuffer.wrap(header);
  }

  private static long size(Source source, ByteBuffer sizes, int offset, String what, int most) {
    long size = sizes.getInt(offset) & 0xffffffffL;
    if (size < 1 || size > most) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: at offset %d expected the number of %s, 1 to %,d, found %,d",
              source.name(),
              offset,
              what,
              most,
              size));
    }
    return size;
  }

  /// Asks for no more memory than there are bytes, whatever the header says.
  private static byte[] body(Source source, InputStream bytes, int offset, int length)
      throws IOException {
    byte[] body = new byte[(int) Math.min(length, source.mostBytes())];
    int found = bytes.readNBytes(body, 0, body.length);
    if (found < length) {
      throw tooShort(source, offset, length, found);
    }
    if (bytes.read() >= 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: expected %,d bytes from offset %d to the end, found more",
              source.name(),
              length,
              offset));
    }
    return body;
  }

  private static DataException tooShort(Source source, int offset, int expected, int found) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s is cut off: at offset %d expected %,d bytes, found %,d",
            source.name(),
            offset,
            expected,
            found));
  }
}
