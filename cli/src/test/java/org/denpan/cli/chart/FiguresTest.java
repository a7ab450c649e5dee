package org.denpan.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void numbersHaveFourDigitsButAllOfTheirWholePart() {
    assertThat(Figures.number(0)).isEqualTo("0");
    assertThat(Figures.number(0.0123456)).isEqualTo("0.01235");
    assertThat(Figures.number(1187.5)).isEqualTo("1,188");
    assertThat(Figures.number(57_023.6)).isEqualTo("57,024");
    assertThat(Figures.number(-2.5)).isEqualTo("−2.5");
    assertThat(Figures.number(999.99)).isEqualTo("1,000");
    assertThat(Figures.number(1.234e-7)).isEqualTo("1.234e-7");
    assertThat(Figures.number(-5e20)).isEqualTo("−5.000e20");
    assertThat(Figures.number(Double.NaN)).isEqualTo("–");
  }

  @Test
  void aShareIsNeverRoundedToNoneOrAll() {
    assertThat(Figures.share(0)).isEqualTo("0.0 %");
    assertThat(Figures.share(0.00001)).isEqualTo("< 0.1 %");
    assertThat(Figures.share(0.5)).isEqualTo("50.0 %");
    assertThat(Figures.share(0.99996)).isEqualTo("> 99.9 %");
    assertThat(Figures.share(1)).isEqualTo("100.0 %");
  }

  @Test
  void aNegativeNothingIsNothing() {
    assertThat(Figures.decimals(-0.0001, 2)).isEqualTo("0.00");
    assertThat(Figures.coordinate(-0.01)).isEqualTo("0");
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    String emoji = "😀".repeat(100);

    assertThat(Figures.brief("short")).isEqualTo("short");
    assertThat(Figures.brief(emoji)).isEqualTo("😀".repeat(59) + "…");
  }
}
