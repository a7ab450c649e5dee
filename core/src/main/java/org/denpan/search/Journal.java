package org.denpan.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.denpan.DenpanException;
import org.denpan.Words;
import org.jspecify.annotations.Nullable;

/// A file that remembers a search: in its first line what is searched, then a line of JSON for each
/// [SearchEvent], written and forced to disk when it happens. Whatever ends the process, all lines
/// but the last are whole; a torn last line is dropped when the file is opened again, and what it
/// stood for is done again.
///
/// One process at a time has it, by a lock that the system gives back when the process ends.
public final class Journal implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final List<SearchEvent> events = new ArrayList<>();
  private boolean torn;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Opens a journal, or begins one; the folder is made where there is none.
  ///
  /// @param facts what is searched, by name: all that the results follow from
  /// @throws DenpanException if it is of another search, saying where they differ; if another
  ///   process has it; if it is no journal; if it cannot be read and written
  public static Journal open(Path file, Map<String, String> facts) {
    FileChannel channel = channel(file);
    Journal journal = new Journal(file, channel);
    try {
      journal.lock();
      journal.begin(facts);
    } catch (IOException | RuntimeException e) {
      journal.closeAfter(e);
      throw e instanceof RuntimeException problem ? problem : failed(file, (IOException) e);
    }
    return journal;
  }

  private static FileChannel channel(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  /// The lock goes with the channel.
  private void lock() throws IOException {
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new DenpanException(
          file + " is in use by another search; wait for its end, or choose another file");
    }
  }

  private void begin(Map<String, String> facts) throws IOException {
    List<String> lines = wholeLines();
    if (lines.isEmpty()) {
      write(JournalLines.of(facts));
      return;
    }
    refuseOther(JournalLines.facts(file, lines.getFirst()), facts);
    for (int i = 1; i < lines.size(); i++) {
      events.add(JournalLines.event(file, i + 1, lines.get(i)));
    }
  }

  /// The lines as far as they are whole; the rest is cut off.
  private List<String> wholeLines() throws IOException {
    byte[] bytes = read();
    if (!JournalLines.mayBegin(bytes)) {
      throw new DenpanException(
          file + ", line 1: it does not begin a journal of a search; choose another file");
    }
    int end = bytes.length;
    while (end > 0 && !endsLine(bytes, end)) {
      end--;
    }
    torn = end < bytes.length;
    if (torn) {
      channel.truncate(end);
      channel.force(true);
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
  }

  /// Through the channel that has the lock, as some systems ask for.
  private byte[] read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    int count = 0;
    while (bytes.hasRemaining() && count >= 0) {
      count = channel.read(bytes, bytes.position());
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /// Whether a whole line ends before this byte: with its newline, and what can be read. A file
  /// that grew without being written, as after a power cut, has zeros at its end.
  private static boolean endsLine(byte[] bytes, int end) {
    if (bytes[end - 1] != '\n') {
      return false;
    }
    int start = end - 1;
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    return JournalLines.isWhole(new String(bytes, start, end - start, StandardCharsets.UTF_8));
  }

  private void refuseOther(Map<String, String> there, Map<String, String> here) {
    Words.differences(there, here)
        .ifPresent(differences -> {
          throw new DenpanException(
              file
                  + " is of another search: "
                  + differences
                  + ". Go on with what it was, or delete the file to begin anew");
        });
  }

  /// What happened so far, in its order.
  public List<SearchEvent> events() {
    return List.copyOf(events);
  }

  /// Whether a torn last line was dropped.
  public boolean torn() {
    return torn;
  }

  /// Writes what happened, and returns when it is on disk.
  ///
  /// @throws DenpanException if it cannot be written
  public void append(SearchEvent event) {
    try {
      write(JournalLines.of(event));
    } catch (IOException e) {
      throw failed(file, e);
    }
    events.add(event);
  }

  private void write(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    long at = channel.size();
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    channel.force(true);
  }

  /// Gives the file free for others.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private void closeAfter(Exception problem) {
    try {
      channel.close();
    } catch (IOException | UncheckedIOException e) {
      problem.addSuppressed(e);
    }
  }

  private static DenpanException failed(Path file, IOException e) {
    return new DenpanException(
        "cannot keep the journal " + file + ": " + DenpanException.reason(e), e);
  }
}
