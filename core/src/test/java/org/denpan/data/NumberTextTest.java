package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  private static double parse(String text) {
    String padded = "7" + text + "7"; // it must not look beyond its bounds
    return NumberText.parse(padded.toCharArray(), 1, 1 + text.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+5",
        "007",
        "12.5",
        ".5",
        "5.",
        "-.25",
        "1e3",
        "1E-3",
        "2.5e+10",
        "1e22",
        "1e23",
        "9007199254740991",
        "9007199254740993",
        "123456789012345678901234567890",
        "0.1",
        "1e-22",
        "4.9e-324",
        "1e-999",
        "0e999",
        "1.7976931348623157e308",
        "0.000000000000000000000000001"
      })
  void decimalNumbersAreReadAsJavaReadsThem(String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "-.",
        "e5",
        "1e",
        "1e+",
        "1e5x",
        "1.2.3",
        "1,5",
        "0x10",
        "1d",
        "1f",
        "NaN",
        "--1",
        "1-",
        "1 2",
        "１",
        "info",
        "infinite"
      })
  void anythingElseIsNoNumber(String text) {
    assertThat(parse(text)).isNaN();
    assertThat(NumberText.isNumber(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inf", "Infinity", "+INF", "1e999", "1e2147483648", "1e99999999999"})
  void whatIsTooLargeOrSpelledSoIsInfinite(String text) {
    assertThat(parse(text)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(NumberText.isNumber(text)).isFalse();
  }

  @Test
  void infinityMayBeNegative() {
    assertThat(parse("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(parse("-1e999")).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void everyDoubleComesBackFromItsText() {
    Seed seed = TestSeed.draw();
    Seed.Stream random = seed.stream("doubles");
    for (int i = 0; i < 20_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      double plain = Math.rint(random.nextGaussian() * 1e6) / 1e3;
      if (Double.isFinite(any)) {
        assertThat(parse(Double.toString(any))).as(TestSeed.replay(seed)).isEqualTo(any);
      }
      assertThat(parse(Double.toString(plain))).as(TestSeed.replay(seed)).isEqualTo(plain);
    }
  }
}
