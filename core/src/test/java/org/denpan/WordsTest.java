package org.denpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private static final List<String> LAYERS = List.of("dense", "batchnorm", "dropout", "relu");

  @ParameterizedTest
  @CsvSource({
    "dropout, dropout", "dropot, dropout", "drpoout, dropout", "dropuot, dropout",
    "Droput, dropout", "BATCHNROM, batchnorm", "batch_norm, batchnorm", "rleu, relu",
    "rel, relu", "relux, relu"
  })
  void theNearestWordIsFewEditsAway(String wrong, String right) {
    assertThat(Words.nearest(wrong, LAYERS)).contains(right);
  }

  @ParameterizedTest
  @CsvSource({"conv2d", "x", "embedding", "dropoutdropout", "''"})
  void aWordThatIsNearToNothingHasNoNearest(String wrong) {
    assertThat(Words.nearest(wrong, LAYERS)).isEmpty();
  }

  @Test
  void twoSwappedNeighboursAreOneEdit() {
    // by insertions and deletions alone 'acb' would be as far from 'abc' as from 'axyb'
    assertThat(Words.nearest("acb", List.of("xcy", "abc"))).contains("abc");
  }

  @Test
  void ofEquallyNearWordsTheFirstIsTaken() {
    assertThat(Words.nearest("bat", List.of("cat", "hat"))).contains("cat");
  }

  @Test
  void theCandidateIsGivenAsItIsWritten() {
    assertThat(Words.nearest("AGE", List.of("Age", "Sex"))).contains("Age");
  }

  @Test
  void aSuggestionAsksForTheNearestOrListsWhatIsKnown() {
    assertThat(Words.suggestion("rlu", LAYERS)).isEqualTo("did you mean 'relu'?");
    assertThat(Words.suggestion("conv", LAYERS))
        .isEqualTo("known: dense, batchnorm, dropout, relu");
  }

  @Test
  void aListIsCutAfterADozen() {
    List<String> twelve = IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toList();
    List<String> thirteen = IntStream.rangeClosed(1, 13).mapToObj(Integer::toString).toList();
    assertThat(Words.list(twelve)).isEqualTo("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12");
    assertThat(Words.list(thirteen))
        .isEqualTo("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … (13 in all)");
    assertThat(Words.list(List.of())).isEmpty();
  }

  @Test
  void aHugeWordCostsNeitherTimeNorMemory() {
    String huge = "a".repeat(20_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(Words.nearest(huge, List.of("dense", "b".repeat(1_000)))).isEmpty());
  }

  @Test
  void differencesAreToldShortly() {
    assertThat(Words.differences(Map.of("seed", "1"), Map.of("seed", "1"))).isEmpty();
    assertThat(Words.differences(Map.of("seed", "1", "old", "x"), Map.of("seed", "2")))
        .hasValue("seed was 1, is now 2; old was x, is now (none)");
    String hash = "0123456789abcdef".repeat(4);
    assertThat(Words.differences(Map.of("h", hash), Map.of("h", "no")))
        .hasValue("h was 0123456789ab…, is now no");
    Map<String, String> many = new TreeMap<>();
    IntStream.range(0, 9).forEach(i -> many.put("k" + i, "v"));
    assertThat(Words.differences(Map.of(), many).orElseThrow()).endsWith("; and 5 more");
  }
}
