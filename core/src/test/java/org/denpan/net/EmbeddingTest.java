package org.denpan.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.denpan.Seed;
import org.denpan.check.GradientCheck;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  /// Of three inputs the second is a code of three categories, each of which becomes two numbers.
  private static final Network NET = Network.of(Embedding.of(Embedding.field(1, 3, 2)));

  private static Program program(int rows) {
    Parameters p = NET.allocate(3);
    float[] tables = {10, 11, 20, 21, 30, 31, -1, -2}; // T [3, 2], then what is unknown
    System.arraycopy(tables, 0, p.values(), 0, tables.length);
    return NET.compile(p, 3, rows, Workers.single(), new Seed(1));
  }

  @Test
  void aCodeBecomesItsRowOfTheTableAndTheOtherInputsComeFirst() {
    float[] x = {0.5f, 2, 7, -0.5f, 0, 8};
    assertThat(program(2).forward(x, 2)).containsExactly(0.5f, 7, 30, 31, -0.5f, 8, 10, 11);
  }

  @Test
  void whatIsNoCodeIsUnknown() {
    for (float code : new float[] {3, 1e9f, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThat(program(1).forward(new float[] {0, code, 0}, 1)).containsExactly(0, 0, -1, -2);
    }
    assertThat(program(1).forward(new float[] {0, 1.4f, 0}, 1)).containsExactly(0, 0, 20, 21);
  }

  @Test
  void theGradientOfACategoryIsTheSumOverItsRows() {
    Program program = program(4);
    program.forward(new float[] {0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 9, 0}, 4, true, 0);
    float[] dy = {5, 6, 1, 2, 5, 6, 10, 20, 5, 6, 100, 200, 7, 8, 1000, 2000};
    System.arraycopy(dy, 0, program.outputDelta(), 0, dy.length);
    float[] dx = new float[12];
    program.backward(dx);
    // rows 1 and 3 have code 2, row 2 has code 0, row 4 is unknown; nobody has code 1
    assertThat(program.gradients()).containsExactly(10, 20, 0, 0, 101, 202, 1000, 2000);
    assertThat(dx).containsExactly(5, 0, 6, 5, 0, 6, 5, 0, 6, 7, 0, 8);
  }

  @Test
  void unknownCategoriesStartAtZeroAndTheOthersWithALengthOfAboutOne() {
    Parameters p = Network.of(Embedding.of(Embedding.field(0, 500, 4))).initialise(1, new Seed(1));
    Tensor unknown = p.tensor("embedding1.unknown1");
    assertThat(unknown.length()).isEqualTo(4);
    double squares = 0;
    for (int i = 0; i < p.values().length; i++) {
      boolean isUnknown = i >= unknown.at() && i < unknown.at() + 4;
      assertThat(p.values()[i] == 0).isEqualTo(isUnknown);
      squares += (double) p.values()[i] * p.values()[i];
    }
    assertThat(squares / 500).isBetween(0.9, 1.1);
  }

  @Test
  void withWavesBeforeItTheGradientsAreRight() {
    Network net =
        Network.of(
            Periodic.of(List.of(0, 2)),
            Embedding.of(Embedding.field(1, 2, 3), Embedding.field(3, 2, 1)),
            Dense.of(5, Activation.tanh()),
            Dense.of(2, Activation.identity()));
    for (int seed = 1; seed <= 5; seed++) {
      assertThat(GradientCheck.of(net, 4, Loss.squaredError(), seed).run().passed())
          .as("seed %d", seed)
          .isTrue();
    }
  }

  @Test
  void whatCannotBeIsRefusedWithItsNumbers() {
    assertThatThrownBy(() -> NET.outputs(1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("takes input 1 as a code, but there are 1 inputs, counted from 0");
    assertThatThrownBy(() -> Embedding.field(0, 0, 4))
        .hasMessageContaining("at least 1 category and a size of at least 1, got 0, 0 and 4");
    assertThatThrownBy(() -> Embedding.of())
        .hasMessageContaining("each of an input of its own: []");
    assertThatThrownBy(() -> Embedding.of(Embedding.field(1, 2, 3), Embedding.field(1, 4, 3)))
        .hasMessageContaining("each of an input of its own");
    assertThatThrownBy(() -> Network.parse("64 relu, embedding 3"))
        .hasMessageContaining("embeddings follow from the columns");
  }
}
