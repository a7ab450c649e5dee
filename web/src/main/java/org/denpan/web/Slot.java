package org.denpan.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.denpan.DenpanException;
import org.denpan.Sha256;
import org.denpan.model.Model;
import org.jspecify.annotations.Nullable;

/// A name under which a model is served, and the file that it comes from.
final class Slot {
  private final String name;
  private final Path file;
  private final ServerOptions options;
  private volatile ServedModel now;
  private Stamp loaded;
  private Stamp seen;

  /// What tells a file from its successor without reading it.
  ///
  /// @param key of the file system; null where it has none
  private record Stamp(FileTime modified, long size, @Nullable Object key) {
    private static final Stamp GONE = new Stamp(FileTime.fromMillis(0), -1, null);
    private static final Stamp AGAIN = new Stamp(FileTime.fromMillis(0), -2, null);

    static Stamp of(Path file) {
      try {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
      } catch (IOException e) {
        return GONE;
      }
    }
  }

  Slot(String name, Path file, ServerOptions options) {
    this.name = name;
    this.file = file;
    this.options = options;
    loaded = Stamp.of(file);
    seen = loaded;
    now = load(sha256());
    options.observer().loaded(now);
  }

  String name() {
    return name;
  }

  /// The model that is served at this moment. A request asks once and keeps it.
  ServedModel now() {
    return now;
  }

  /// Looks whether the file was replaced, and if so serves what it holds. A file that changed since
  /// the last look may still be being written, and is left until the next.
  ///
  /// @return whether there is another model
  boolean look() {
    Stamp stamp = Stamp.of(file);
    boolean settled = stamp.equals(seen);
    seen = stamp;
    if (!settled || stamp.equals(loaded)) {
      return false;
    }
    loaded = stamp;
    return replace();
  }

  private boolean replace() {
    ServedModel before = now;
    try {
      String sha256 = sha256();
      if (sha256.equals(before.sha256())) {
        return false;
      }
      ServedModel next = load(sha256);
      if (!sha256().equals(sha256)) { // replaced again meanwhile
        loaded = Stamp.AGAIN;
        return false;
      }
      now = next;
      options.observer().reloaded(before, next);
      return true;
    } catch (DenpanException e) {
      options.observer().keptOld(before, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // a fault; the other models and later files are still looked at
      options.observer().failed(e);
      options.observer().keptOld(before, "a fault, which the log shows");
    } catch (OutOfMemoryError e) {
      options.observer().keptOld(before, "memory does not suffice to read it");
    }
    return false;
  }

  private ServedModel load(String sha256) {
    return new ServedModel(name, Model.load(file), sha256, options);
  }

  private String sha256() {
    try {
      Sha256 sum = new Sha256();
      sum.add(file);
      return sum.hex();
    } catch (IOException e) {
      throw new DenpanException(file + ": " + DenpanException.reason(e), e);
    }
  }
}
