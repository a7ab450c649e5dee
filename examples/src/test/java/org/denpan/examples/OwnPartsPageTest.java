package org.denpan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What docs/own-parts.md quotes stands in the examples, word by word.
class OwnPartsPageTest {
  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
  private static final Path SOURCES = Path.of("src/main/java/org/denpan/examples");

  @Test
  void everyQuotationIsFromAnExample() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String file : Stream.of("OwnParts", "own/Sine", "own/Maxout").toList()) {
      sources.append(Files.readString(SOURCES.resolve(file + ".java")));
    }
    Matcher quotation = JAVA.matcher(Files.readString(Path.of("../docs/own-parts.md")));
    int found = 0;
    while (quotation.find()) {
      found++;
      assertThat(sources.toString()).contains(quotation.group(1));
    }
    assertThat(found).isEqualTo(7);
  }
}
