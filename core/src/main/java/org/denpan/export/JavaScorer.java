package org.denpan.export;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.denpan.DenpanException;
import org.denpan.file.AtomicFile;
import org.denpan.file.Disk;
import org.denpan.model.Model;

/// Writes a model as one Java class: a readable source file that stands on nothing but the JDK,
/// from 17 on, and a file with the weights beside it. Compiled, it gives the bits that the library
/// gives: from the columns of a row to its label, probabilities or number.
///
/// ```java
/// JavaScorer.of(model).inPackage("com.acme").write(Path.of("Scorer.java"));
/// ```
public final class JavaScorer {
  private static final String SUFFIX = ".java";

  /// Names that the source itself uses.
  private static final Set<String> TAKEN =
      Set.of(
          "Arrays",
          "ByteBuffer",
          "ByteOrder",
          "DateTimeException",
          "Double",
          "Float",
          "HexFormat",
          "IOException",
          "IllegalArgumentException",
          "IllegalStateException",
          "InputStream",
          "IntStream",
          "Integer",
          "LinkedHashMap",
          "LinkedHashSet",
          "List",
          "LocalDate",
          "Long",
          "Map",
          "Matcher",
          "Math",
          "MessageDigest",
          "NoSuchAlgorithmException",
          "Number",
          "Object",
          "Pattern",
          "Set",
          "StandardCharsets",
          "StrictMath",
          "String");

  private final Model model;
  private final String packageName;

  private JavaScorer(Model model, String packageName) {
    this.model = model;
    this.packageName = packageName;
  }

  /// In no package.
  public static JavaScorer of(Model model) {
    return new JavaScorer(model, "");
  }

  /// The same in a package.
  ///
  /// @throws DenpanException if Java has no such name
  public JavaScorer inPackage(String name) {
    for (String part : name.split("\\.", -1)) {
      if (!JavaText.isName(part)) {
        throw new DenpanException("'" + name + "' cannot be the name of a Java package");
      }
    }
    return new JavaScorer(model, name);
  }

  /// Where the weights of a source file go: `Scorer.weights` beside `Scorer.java`.
  ///
  /// @throws DenpanException if the file's name cannot be that of a Java class
  public static Path weights(Path source) {
    return source.resolveSibling(className(source) + ".weights");
  }

  private static String className(Path source) {
    Path last = source.getFileName();
    String file = last == null ? "" : last.toString();
    String name = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
    if (!JavaText.isName(name) || TAKEN.contains(name)) {
      throw new DenpanException(
          "a Java source file is called as its class, such as Scorer.java; '"
              + file
              + "' names no class"
              + (TAKEN.contains(name) ? " that would not hide one of Java's own" : ""));
    }
    return name;
  }

  /// Writes the class, called as the file, and its weights beside it.
  ///
  /// @throws DenpanException if the model has layers, activations or a loss of your own, the file's
  ///   name cannot be that of a class, or the files cannot be written
  public void write(Path source) {
    ScorerSource written = new ScorerSource(model, packageName, className(source));
    AtomicFile.write(weights(source), content(written.file()));
    AtomicFile.write(source, content(written.text().getBytes(StandardCharsets.US_ASCII)));
  }

  private static Disk.Content content(byte[] bytes) {
    return channel -> {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    };
  }
}
