package org.denpan.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.denpan.Seed;
import org.denpan.file.Disk;

/// A disk whose power fails at one of its operations: from what was forced and what was not, it
/// makes one of the states that may be found afterwards.
///
/// Bytes that were not forced are there, cut short, zero or lost. Names that were not forced, given
/// or taken away, are as before or as after, each by itself.
final class ForgetfulDisk implements Disk {
  /// Thrown where the power fails; nothing may catch it.
  static final class PowerCut extends Error {
    private static final long serialVersionUID = 1;
  }

  private static final class Content {
    private byte[] bytes = {};
    private boolean forced;
  }

  /// A change of names in the folder: what the name stands for then, or nothing.
  private record Named(String name, Optional<Content> content) {}

  private final Disk real = Disk.real();
  private final Seed.Stream chance;
  private final Map<String, Content> names = new LinkedHashMap<>();
  private final Map<String, Content> forced = new LinkedHashMap<>();
  private final List<List<Named>> pending = new ArrayList<>();
  private int left;

  /// @param operations how many succeed
  ForgetfulDisk(int operations, Seed.Stream chance) {
    left = operations;
    this.chance = chance;
  }

  private boolean fails() {
    left--;
    return left < 0;
  }

  private static String name(Path file) {
    return Objects.requireNonNull(file.getFileName()).toString();
  }

  @Override
  public void create(Path file, Disk.Content content) throws IOException {
    real.create(file, content);
    Content made = new Content();
    made.bytes = Files.readAllBytes(file);
    boolean cut = fails();
    if (cut) {
      made.bytes = Arrays.copyOf(made.bytes, chance.nextInt(made.bytes.length + 1));
    }
    names.put(name(file), made);
    pending.add(List.of(new Named(name(file), Optional.of(made))));
    if (cut) {
      throw new PowerCut();
    }
  }

  @Override
  public void force(Path fileOrFolder) throws IOException {
    if (fails()) {
      throw new PowerCut();
    }
    real.force(fileOrFolder);
    Content content = names.get(name(fileOrFolder));
    if (content != null) {
      content.forced = true;
    } else {
      forced.clear();
      forced.putAll(names);
      pending.clear();
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    real.rename(from, to);
    Content content = Objects.requireNonNull(names.remove(name(from)));
    names.put(name(to), content);
    pending.add(
        List.of(
            new Named(name(from), Optional.empty()), new Named(name(to), Optional.of(content))));
    if (fails()) {
      throw new PowerCut();
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    if (left < 0) {
      return; // what runs after the power has failed does not run
    }
    real.delete(file);
    names.remove(name(file));
    pending.add(List.of(new Named(name(file), Optional.empty())));
    if (fails()) {
      throw new PowerCut();
    }
  }

  /// Puts what is found afterwards into a folder.
  void leave(Path folder) {
    Map<String, Content> found = new LinkedHashMap<>(forced);
    for (List<Named> change : pending) {
      if (chance.nextInt(2) == 0) {
        continue;
      }
      for (Named named : change) {
        named
            .content()
            .ifPresentOrElse(
                content -> found.put(named.name(), content), () -> found.remove(named.name()));
      }
    }
    found.forEach((name, content) -> {
      try {
        Files.write(folder.resolve(name), content.forced ? content.bytes : damaged(content.bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private byte[] damaged(byte[] bytes) {
    return switch (chance.nextInt(4)) {
      case 0 -> bytes;
      case 1 -> new byte[0];
      case 2 -> new byte[bytes.length];
      default -> Arrays.copyOf(bytes, chance.nextInt(bytes.length + 1));
    };
  }
}
