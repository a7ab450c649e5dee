package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class PeriodicTest {
  /// Two waves of the second of two inputs, mixed into one number.
  private static final Network NET = Network.of(new Periodic(2, 1, 0.1, List.of(1)));

  private static Program program() {
    Parameters p = NET.allocate(2);
    float[] values = {0.5f, 1, 0, 0.25f, 10, 100, 1000}; // f, φ, V, b
    System.arraycopy(values, 0, p.values(), 0, values.length);
    return NET.compile(p, 2, 1, Workers.single(), new Seed(1));
  }

  @Test
  void wavesOfANumberComeBesideIt() {
    // turns 0.5·1 + 0 = ½ and 1·1 + ¼ = 1¼: 10·cos π + 100·cos 2½π + 1000
    assertThat(program().forward(new float[] {7, 1}, 1)).containsExactly(7, 1, 990);
    // turns ¼ and ¾
    assertThat(program().forward(new float[] {7, 0.5f}, 1)).containsExactly(7, 0.5f, 1000);
  }

  @Test
  void theDerivativesAreThoseWorkedByHand() {
    Program program = program();
    program.forward(new float[] {7, 0.5f}, 1, true, 0);
    float[] dy = {3, 4, 2};
    System.arraycopy(dy, 0, program.outputDelta(), 0, 3);
    float[] dx = new float[2];
    program.backward(dx);
    // at turns ¼ and ¾ the cosine is 0 and its slope ∓2π: dt = [−2π·2·10, 2π·2·100]
    double turn = 2 * Math.PI;
    double[] expected = {-10 * turn, 100 * turn, -20 * turn, 200 * turn, 0, 0, 2};
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) program.gradients()[i]).isCloseTo(expected[i], within(1e-4));
    }
    assertThat(dx[0]).isEqualTo(3);
    assertThat((double) dx[1]).isCloseTo(4 + 0.5 * -20 * turn + 200 * turn, within(1e-3));
  }

  @Test
  void frequenciesAndPhasesStartAsThePaperSays() {
    Parameters p = Network.of(new Periodic(2000, 1, 0.1, List.of(0))).initialise(1, new Seed(4));
    Tensor f = p.tensor("periodic1.frequency");
    Tensor phase = p.tensor("periodic1.phase");
    double squares = 0;
    float least = 1;
    float most = -1;
    for (int j = 0; j < 2000; j++) {
      squares += Math.pow(p.values()[f.at() + j], 2);
      least = Math.min(least, p.values()[phase.at() + j]);
      most = Math.max(most, p.values()[phase.at() + j]);
    }
    assertThat(Math.sqrt(squares / 2000)).isBetween(0.095, 0.105);
    assertThat(least).isBetween(-0.5f, -0.49f);
    assertThat(most).isBetween(0.49f, 0.5f);
  }

  @Test
  void withoutNamedInputsItTakesAll() {
    assertThat(Network.parse("periodic").layers()).containsExactly(Periodic.of());
    assertThat(Network.parse("periodic 8 2 0.5, 3 relu").layers().getFirst())
        .isEqualTo(new Periodic(8, 2, 0.5, List.of()));
    assertThat(Periodic.of().outputs(5)).isEqualTo(5 + 5 * 3);
    assertThat(Network.of(Periodic.of()).layout(5))
        .isEqualTo(Network.of(Periodic.of(List.of(0, 1, 2, 3, 4))).layout(5));
  }

  @Test
  void whatCannotBeIsRefusedWithItsNumbers() {
    assertThatThrownBy(() -> Periodic.of(List.of(0, 4)).outputs(4))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("makes waves of input 4, but there are 4 inputs, counted from 0");
    assertThatThrownBy(() -> Periodic.of(List.of(1, 1))).hasMessageContaining("each once");
    assertThatThrownBy(() -> new Periodic(0, 3, 0.1, List.of(1)))
        .hasMessageContaining("at least 1 wave and a size of at least 1, got 0 and 3");
    assertThatThrownBy(() -> new Periodic(3, 3, 0, List.of())).hasMessageContaining("deviation");
  }
}
