package org.denpan.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.file.AtomicFile;
import org.denpan.file.Disk;
import org.denpan.model.ModelFormatException;
import org.denpan.model.TensorFile;
import org.jspecify.annotations.Nullable;

/// A folder of checkpoints of one run, from which it goes on after whatever has ended its process.
///
/// A checkpoint is one file, `checkpoint-000000001200.safetensors` after 1,200 steps: written
/// beside its place, forced to disk, renamed, and forced again; it has a checksum. The last two are
/// kept. One process at a time has the folder, by a lock that the system gives back when the
/// process ends.
///
/// ```java
/// try (Checkpoints checkpoints = Checkpoints.open(Path.of("run"))) {
///   Model model = trainer.checkpoints(checkpoints, Every.seconds(30)).fit(train, validation);
/// }
/// ```
public final class Checkpoints implements AutoCloseable {
  private static final String FORMAT = "denpan-checkpoint";
  private static final String VERSION = "1";
  private static final String LOCK = "lock";
  private static final int KEPT = 2;
  private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{12,18})\\.safetensors");

  private final Path folder;
  private final Disk disk;
  private final FileChannel lock;

  private Checkpoints(Path folder, Disk disk, FileChannel lock) {
    this.folder = folder;
    this.disk = disk;
    this.lock = lock;
  }

  /// Opens a folder, or makes one.
  ///
  /// @throws DenpanException if another process has it, or if it cannot be written to
  public static Checkpoints open(Path folder) {
    return open(folder, Disk.real());
  }

  static Checkpoints open(Path folder, Disk disk) {
    try {
      Files.createDirectories(folder);
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        disk.force(parent);
      }
      Checkpoints opened = new Checkpoints(folder, disk, locked(folder));
      try {
        opened.removeUnfinished();
      } catch (IOException | RuntimeException e) {
        opened.close();
        throw e;
      }
      return opened;
    } catch (IOException e) {
      throw new DenpanException(
          "checkpoints cannot be kept in " + folder + ": " + DenpanException.reason(e), e);
    }
  }

  /// Opens the file whose lock is the folder's.
  private static FileChannel locked(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!isFree(channel)) {
        throw new DenpanException(
            folder
                + " is in use by another process that trains there; wait for its end, or choose"
                + " another folder");
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Takes the lock, which goes with the channel.
  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void removeUnfinished() throws IOException {
    for (Path file : files()) {
      if (AtomicFile.isUnfinished(file)) {
        disk.delete(file);
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  public Path folder() {
    return folder;
  }

  /// Whether there is any checkpoint, good or not.
  public boolean any() {
    return !byStep().isEmpty();
  }

  /// The newest checkpoint that is whole. Those after it are told of, and removed.
  ///
  /// @param trouble is told of each, in words
  /// @throws DenpanException if one cannot be read, or is of a newer version
  Optional<Snapshot> newest(Consumer<String> trouble) {
    for (Map.Entry<Long, Path> file : byStep().descendingMap().entrySet()) {
      try {
        return Optional.of(checked(TensorFile.read(file.getValue())));
      } catch (ModelFormatException e) {
        trouble.accept("skipped a checkpoint that is not whole: " + e.getMessage());
        remove(file.getValue());
      }
    }
    return Optional.empty();
  }

  private Snapshot checked(TensorFile file) {
    String format = file.texts().getOrDefault("format", "none");
    String version = file.texts().getOrDefault("version", "none");
    if (!format.equals(FORMAT) || !version.equals(VERSION)) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "%s holds '%s' of version '%s'; this Denpan reads '%s' of version %s",
              folder,
              format,
              version,
              FORMAT,
              VERSION));
    }
    return new Snapshot(file);
  }

  private NavigableMap<Long, Path> byStep() {
    TreeMap<Long, Path> found = new TreeMap<>();
    try {
      for (Path file : files()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          found.put(Long.parseLong(name.group(1)), file);
        }
      }
    } catch (IOException e) {
      throw new DenpanException("cannot read " + folder + ": " + DenpanException.reason(e), e);
    }
    return found;
  }

  /// Writes the checkpoint after a step, and returns when it is on disk.
  ///
  /// @throws DenpanException if it cannot be written, or one before the last two not be deleted;
  ///   those before are still there then
  Path write(long step, Snapshot snapshot) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("format", FORMAT);
    texts.put("version", VERSION);
    TensorFile content = snapshot.file();
    texts.putAll(content.texts());
    Path file = folder.resolve(String.format(Locale.ROOT, "checkpoint-%012d.safetensors", step));
    new TensorFile(texts, content.arrays()).write(disk, file);
    NavigableMap<Long, Path> all = byStep();
    while (all.size() > KEPT) {
      remove(all.pollFirstEntry().getValue());
    }
    return file;
  }

  private void remove(Path file) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      throw new DenpanException("cannot delete " + file + ": " + DenpanException.reason(e), e);
    }
  }

  /// Lets other processes have the folder.
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new DenpanException("cannot close " + folder + ": " + DenpanException.reason(e), e);
    }
  }
}
