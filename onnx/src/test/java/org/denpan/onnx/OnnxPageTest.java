package org.denpan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What docs/onnx.md quotes of scoring stands in [ScoringExample], word by word.
class OnnxPageTest {
  private static final Pattern JAVA =
      Pattern.compile("```java\\n( *OrtEnvironment.*?)```", Pattern.DOTALL);

  @Test
  void theScoringProgramIsCompiled() throws IOException {
    Matcher quotation = JAVA.matcher(Files.readString(Path.of("../docs/onnx.md")));
    assertThat(quotation.find()).isTrue();
    assertThat(Files.readString(Path.of("src/test/java/org/denpan/onnx/ScoringExample.java")))
        .contains(quotation.group(1));
  }
}
