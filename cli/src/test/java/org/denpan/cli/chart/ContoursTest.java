package org.denpan.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class ContoursTest {
  private static double[][] sample(DoubleBinaryOperator f) {
    Axis axis = Axis.tight("", -2, 2);
    return Surface.sample(axis, axis, 41, f);
  }

  @Test
  void aCircleIsOneClosedChainAroundItsMiddle() {
    List<List<Contours.Point>> chains = Contours.of(sample((x, y) -> x * x + y * y), 1);

    assertThat(chains).hasSize(1);
    assertThat(chains.getFirst().getFirst()).isEqualTo(chains.getFirst().getLast());
    // cells of 0.1: the radius is 10 cells, but for the straight lines within a cell
    assertThat(chains.getFirst())
        .allSatisfy(
            p -> assertThat(Math.hypot(p.column() - 20, p.row() - 20)).isCloseTo(10, within(0.03)));
  }

  @Test
  void aSlopeIsCrossedByOneLineFromEdgeToEdge() {
    List<List<Contours.Point>> chains = Contours.of(sample((x, y) -> x), 0.05);

    assertThat(chains).hasSize(1);
    assertThat(chains.getFirst()).hasSize(41);
    assertThat(chains.getFirst())
        .allSatisfy(p -> assertThat(p.column()).isCloseTo(20.5, within(1e-9)));
  }

  @Test
  void aSaddleHasTwoBranchesOnEachSideOfItsHeight() {
    assertThat(Contours.of(sample((x, y) -> x * x - y * y), 0.5)).hasSize(2);
    assertThat(Contours.of(sample((x, y) -> x * x - y * y), -0.5)).hasSize(2);
  }

  @Test
  void whereTheSurfaceIsNotANumberThereIsNoLine() {
    assertThat(Contours.of(sample((x, y) -> Double.NaN), 0)).isEmpty();
    assertThat(Contours.of(sample((x, y) -> y > 0 ? Double.POSITIVE_INFINITY : x), 0))
        .hasSize(1)
        .allSatisfy(chain -> assertThat(chain).allMatch(p -> p.row() <= 20));
  }

  @Test
  void heightsAreRoundAndWithinTheSurface() {
    assertThat(Field.roundHeights(new double[][] {{-0.7, 2.1}, {Double.NaN, 0}}, 5))
        .containsExactly(0, 1, 2);
  }
}
