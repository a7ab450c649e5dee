package org.denpan.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.denpan.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kernel of layers gives the bits of the scalar one, on awkward shapes, in whatever parts;
/// and the scalar one is right beside double precision.
class LayerKernelsContractTest {
  private static final LayerKernels SCALAR = new ScalarLayers();
  private static final LayerKernels VECTOR = new VectorLayers();
  private static final List<Integer> SIZES = List.of(1, 2, 3, 7, 8, 10, 13, 16, 17, 31, 64, 100);

  static Stream<Arguments> shapes() {
    return SIZES.stream().flatMap(m -> SIZES.stream().map(n -> Arguments.of(m, n)));
  }

  private static float[] random(int length, String name) {
    Seed.Stream stream = new Seed(7).stream(name, length);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) stream.nextGaussian();
    }
    return values;
  }

  /// A range of rows or columns, done by one kind of kernels, into an array.
  private interface Part {
    void run(LayerKernels kernels, int from, int to, float[] out);
  }

  /// Compares the scalar kernel on [0, size) with the vector one on two parts of it.
  private static float[] same(int size, int length, Part part) {
    float[] expected = filled(length);
    float[] actual = filled(length);
    part.run(SCALAR, 0, size, expected);
    int middle = size / 3;
    part.run(VECTOR, middle, size, actual);
    part.run(VECTOR, 0, middle, actual);
    assertThat(bits(actual)).isEqualTo(bits(expected));
    return expected;
  }

  /// Not zero, so that what is not written shows.
  private static float[] filled(int length) {
    float[] values = new float[length];
    Arrays.fill(values, 99f);
    return values;
  }

  /// All NaNs count as one: their payload is no result.
  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }

  private static void assertClose(float[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      double size = 1 + Math.abs(expected[i]);
      assertThat((double) actual[i]).as("[%d]", i).isCloseTo(expected[i], within(1e-5 * size));
    }
  }

  /// Runs a formula over each row, from the row's place on.
  private static double[] byRows(int rows, int columns, BiConsumer<Integer, double[]> formula) {
    double[] out = new double[rows * columns];
    for (int row = 0; row < rows; row++) {
      formula.accept(row * columns, out);
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void thePartsOfSoftmaxHaveTheSameBitsAndAreRight(int rows, int columns) {
    float[] x = random(rows * columns, "x");
    x[0] = -0f;
    x[x.length - 1] = Float.NEGATIVE_INFINITY;
    x[x.length / 2] = 0f;
    float[] below =
        same(rows, x.length, (k, from, to, out) -> k.belowMax(from, to, columns, x, out));
    double[] expected =
        byRows(
            rows,
            columns,
            (at, out) -> {
              double max = Double.NEGATIVE_INFINITY;
              for (int k = at; k < at + columns; k++) {
                max = Math.max(max, x[k]);
              }
              for (int k = at; k < at + columns; k++) {
                out[k] = x[k] - max;
              }
            });
    for (int i = 0; i < x.length; i++) {
      assertThat((double) below[i]).isCloseTo(expected[i], within(1e-6));
    }

    float[] e = random(x.length, "e");
    for (int i = 0; i < e.length; i++) {
      e[i] = Math.abs(e[i]);
    }
    double[] logs = new double[rows];
    double[] logsActual = new double[rows];
    float[] shares =
        same(
            rows,
            e.length,
            (k, from, to, out) -> {
              System.arraycopy(e, from * columns, out, from * columns, (to - from) * columns);
              k.shares(from, to, columns, out, k instanceof ScalarLayers ? logs : logsActual);
            });
    assertThat(logsActual).containsExactly(logs);
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int k = row * columns; k < (row + 1) * columns; k++) {
        sum += e[k];
      }
      assertThat(logs[row]).isCloseTo(Math.log(sum), within(1e-6));
      assertThat((double) shares[row * columns]).isCloseTo(e[row * columns] / sum, within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void softmaxBackwardHasTheSameBitsAndIsRight(int rows, int columns) {
    float[] z = random(rows * columns, "z");
    float[] dz = random(rows * columns, "dz");
    float[] du =
        same(
            rows, z.length, (k, from, to, out) -> k.softmaxBackward(from, to, columns, z, dz, out));
    assertClose(
        du,
        byRows(
            rows,
            columns,
            (at, out) -> {
              double dot = 0;
              for (int k = at; k < at + columns; k++) {
                dot += (double) z[k] * dz[k];
              }
              for (int k = at; k < at + columns; k++) {
                out[k] = z[k] * (dz[k] - dot);
              }
            }));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void preluHasTheSameBitsAndIsRight(int rows, int columns) {
    int at = 3;
    float[] u = random(rows * columns, "u");
    float[] alpha = random(at + columns, "alpha");
    float[] dz = random(rows * columns, "dz");
    u[0] = -0f;
    u[u.length - 1] = 0f;
    float[] z =
        same(rows, u.length, (k, from, to, out) -> k.prelu(from, to, columns, u, alpha, at, out));
    float[] du =
        same(
            rows,
            u.length,
            (k, from, to, out) -> k.preluBackward(from, to, columns, u, alpha, at, dz, out));
    float[] dAlpha =
        same(
            columns,
            at + columns,
            (k, from, to, out) -> k.preluGradient(from, to, rows, columns, u, dz, out, at));
    double[] sums = new double[columns];
    for (int i = 0; i < u.length; i++) {
      int j = i % columns;
      assertThat(z[i]).isEqualTo(u[i] < 0 ? alpha[at + j] * u[i] : u[i]);
      assertThat(du[i]).isEqualTo(u[i] < 0 ? alpha[at + j] * dz[i] : dz[i]);
      sums[j] += u[i] < 0 ? (double) u[i] * dz[i] : 0;
    }
    assertClose(Arrays.copyOfRange(dAlpha, at, at + columns), sums);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void batchNormalisationHasTheSameBitsAndIsRight(int rows, int columns) {
    float[] x = random(rows * columns, "x");
    float[] variance = filled(columns);
    float[] mean =
        same(
            columns,
            columns,
            (k, from, to, out) -> {
              float[] v = k instanceof ScalarLayers ? variance : variance.clone();
              k.moments(from, to, rows, columns, x, out, v);
              assertThat(bits(v)).isEqualTo(bits(variance));
            });
    double[] means = new double[columns];
    double[] variances = new double[columns];
    for (int i = 0; i < x.length; i++) {
      means[i % columns] += (double) x[i] / rows;
    }
    for (int i = 0; i < x.length; i++) {
      double d = x[i] - means[i % columns];
      variances[i % columns] += d * d / rows;
    }
    assertClose(mean, means);
    assertClose(variance, variances);

    int gamma = 2;
    int beta = 5 + columns;
    float[] inverse = random(columns, "inverse");
    float[] p = random(beta + columns, "p");
    float[] y =
        same(
            columns,
            x.length,
            (k, from, to, out) ->
                k.standardise(from, to, rows, columns, x, mean, inverse, p, gamma, beta, out));
    float[] dy = random(x.length, "dy");
    float[] g =
        same(
            columns,
            beta + columns,
            (k, from, to, out) ->
                k.scaleGradients(from, to, rows, columns, x, mean, inverse, dy, out, gamma, beta));
    float[] scale = random(columns, "scale");
    float[] slope = random(columns, "slope");
    float[] offset = random(columns, "offset");
    float[] dx =
        same(
            columns,
            x.length,
            (k, from, to, out) ->
                k.standardiseBackward(
                    from, to, rows, columns, x, mean, inverse, dy, scale, slope, offset, out));
    double[] yExact = new double[x.length];
    double[] dxExact = new double[x.length];
    double[] gExact = new double[beta + columns];
    Arrays.fill(gExact, 99); // what stands between is left alone
    Arrays.fill(gExact, gamma, gamma + columns, 0);
    Arrays.fill(gExact, beta, beta + columns, 0);
    for (int i = 0; i < x.length; i++) {
      int j = i % columns;
      double z = ((double) x[i] - mean[j]) * inverse[j];
      yExact[i] = z * p[gamma + j] + p[beta + j];
      gExact[gamma + j] += z * dy[i];
      gExact[beta + j] += dy[i];
      dxExact[i] = scale[j] * (dy[i] - (z * slope[j] + offset[j]));
    }
    assertClose(y, yExact);
    assertClose(g, gExact);
    assertClose(dx, dxExact);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void dropoutHasTheSameBitsAndIsRight(int rows, int columns) {
    float[] x = random(rows * columns, "x");
    x[0] = Float.POSITIVE_INFINITY;
    long key = new Seed(rows).key("dropout", columns);
    int threshold = Draws.threshold(0.4);
    float[] y =
        same(
            x.length,
            x.length,
            (k, from, to, out) -> k.dropout(from, to, key, threshold, 1.5f, x, out));
    for (int i = 0; i < x.length; i++) {
      assertThat(y[i]).isEqualTo(Draws.bits(key, i) < threshold ? 0f : 1.5f * x[i]);
    }
  }
}
