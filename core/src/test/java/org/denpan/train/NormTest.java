package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.denpan.Seed;
import org.denpan.net.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Euclidean norm of long vectors.
class NormTest {
  private static final Workers.Range NOTHING = (from, to) -> {};

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 4095, 4096, 4097, 12_345, 1_000_003})
  void theNormIsThatOfDoublePrecisionAndTheSameForAnyNumberOfThreads(int length) {
    Seed.Stream random = new Seed(3).stream("norm", length);
    float[] a = new float[length];
    double squares = 0;
    for (int i = 0; i < length; i++) {
      a[i] = (float) random.nextGaussian();
      squares += (double) a[i] * a[i];
    }
    double norm = new Norm(a, Workers.single(), NOTHING).find(1);
    assertThat(norm).isCloseTo(Math.sqrt(squares), within(1e-6 * Math.sqrt(squares)));
    for (int threads : new int[] {2, 3, 7}) {
      assertThat(new Norm(a, Workers.of(threads), NOTHING).find(9)).isEqualTo(norm);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 4096, 700_000})
  void whatComesBeforeIsDoneOnceForEveryNumber(int length) {
    float[] a = new float[length];
    Workers.Range addOne =
        (from, to) -> {
          for (int i = from; i < to; i++) {
            a[i]++;
          }
        };
    assertThat(new Norm(a, Workers.of(2), addOne).find(9)).isEqualTo(Math.sqrt(length));
    assertThat(a).containsOnly(1f);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
  void oneNumberThatIsNotFiniteShows(float bad) {
    float[] a = new float[10_000];
    a[5000] = bad;
    assertThat(new Norm(a, Workers.single(), NOTHING).find(1)).isNotFinite();
  }
}
