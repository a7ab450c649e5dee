package org.denpan.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.denpan.DenpanException;
import org.denpan.Sha256;
import org.denpan.file.Disk;

/// Texts and arrays of numbers by name, as one safetensors file. It holds a checksum of all of
/// them, so that a file that was damaged or half written is known as such.
///
/// @param texts in `__metadata__`
/// @param arrays in this order, each [length]; any values, infinite ones and NaN too
public record TensorFile(Map<String, String> texts, Map<String, float[]> arrays) {
  private static final String CHECKSUM = "sha256";

  public TensorFile {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
  }

  /// Writes the file whole or not at all.
  ///
  /// @throws DenpanException if it cannot be written
  public void write(Disk disk, Path file) {
    Map<String, String> metadata = new LinkedHashMap<>(texts);
    metadata.put(CHECKSUM, checksum());
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    arrays.forEach((name, values) -> shapes.put(name, List.of(values.length)));
    SafetensorsWriter.write(disk, file, metadata, shapes, List.copyOf(arrays.values()));
  }

  /// Reads a file.
  ///
  /// @throws ModelFormatException if it is none, or its checksum is not that of what it holds
  /// @throws DenpanException if it cannot be read
  public static TensorFile read(Path file) {
    try (Safetensors open = Safetensors.open(file)) {
      Map<String, String> texts = new LinkedHashMap<>(open.metadata());
      String checksum = texts.remove(CHECKSUM);
      Map<String, float[]> arrays = new LinkedHashMap<>();
      for (String name : open.names()) {
        arrays.put(name, open.array(name));
      }
      TensorFile read = new TensorFile(texts, arrays);
      if (!Objects.equals(checksum, read.checksum())) {
        throw new ModelFormatException(
            file + " is damaged: its checksum is not that of what it holds");
      }
      return read;
    } catch (ArithmeticException e) {
      throw new ModelFormatException(file + " has more numbers than fit into an array", e);
    } catch (IOException e) {
      throw new DenpanException("cannot read " + file + ": " + DenpanException.reason(e), e);
    }
  }

  /// SHA-256 of names and values, the texts by their names' order, the arrays by theirs.
  private String checksum() {
    Sha256 sum = new Sha256();
    new TreeMap<>(texts)
        .forEach((name, text) -> {
          sum.add(name);
          sum.add(text);
        });
    arrays.forEach((name, values) -> {
      sum.add(name);
      sum.add(Integer.toString(values.length));
      sum.add(values, 0, values.length);
    });
    return sum.hex();
  }
}
