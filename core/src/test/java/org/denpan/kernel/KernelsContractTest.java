package org.denpan.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every kernel gives the bits of the scalar one, on awkward sizes and values; and the scalar one
/// is right beside double precision.
class KernelsContractTest {
  private static final Kernels SCALAR = new ScalarKernels();
  private static final Kernels VECTOR = new VectorKernels();
  private static final List<Integer> SIZES = List.of(1, 2, 3, 7, 8, 13, 16, 17, 31, 64, 100);
  private static final float[] AWKWARD = {
    0f,
    -0f,
    1f,
    -1f,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL,
    1e-20f,
    88.7f,
    -88.7f,
    89.1f,
    -104.5f,
    1e4f,
    -1e4f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    0.625f,
    -0.625f,
    0.6250001f,
    -25.1f,
    0x1p-25f,
    -0x1p-26f,
    1.0986123f,
    -1.0986123f,
    0.33333334f,
    0.6666667f,
    1.3333334f,
    -13.5f,
    -14.5f,
    15f
  };

  static Stream<Arguments> shapes() {
    Stream<Arguments> small =
        SIZES.stream()
            .flatMap(m -> SIZES.stream().map(n -> Arguments.of(m, n, SIZES.get((m * 7 + n) % 11))));
    // where panels are copied, columns turned and the inner index cut into blocks
    Stream<Arguments> large =
        Stream.of(
            Arguments.of(30, 200, 1030),
            Arguments.of(1030, 200, 25),
            Arguments.of(5, 64, 2049),
            Arguments.of(65, 130, 33));
    return Stream.concat(small, large);
  }

  private static float[] random(int length, String name) {
    Seed.Stream stream = new Seed(7).stream(name, length);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) stream.nextGaussian();
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void productsHaveTheSameBitsAndAreRight(int rows, int columns, int inner) {
    float[] x = random(rows * inner, "x");
    float[] p = random(3 + inner * columns + columns, "p");
    int bias = 3 + inner * columns;
    float[] expected = filled(rows * columns);
    float[] actual = filled(rows * columns);
    int middle = rows / 2;
    int cut = columns / 3;
    SCALAR.affine(0, rows, 0, columns, inner, columns, x, p, 3, bias, false, expected);
    VECTOR.affine(0, rows, 0, cut, inner, columns, x, p, 3, bias, false, actual);
    VECTOR.affine(middle, rows, cut, columns, inner, columns, x, p, 3, bias, false, actual);
    VECTOR.affine(0, middle, cut, columns, inner, columns, x, p, 3, bias, false, actual);
    assertSameBits(actual, expected);
    float[] rectified = filled(rows * columns);
    SCALAR.affine(0, rows, 0, columns, inner, columns, x, p, 3, bias, true, rectified);
    VECTOR.affine(0, rows, 0, columns, inner, columns, x, p, 3, bias, true, actual);
    assertSameBits(actual, rectified);
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < columns; j++) {
        double sum = p[bias + j];
        double size = Math.abs(sum);
        for (int k = 0; k < inner; k++) {
          double term = (double) x[row * inner + k] * p[3 + k * columns + j];
          sum += term;
          size += Math.abs(term);
        }
        assertThat(rectified[row * columns + j])
            .isEqualTo(Math.max(0f, expected[row * columns + j]));
        // the bound of a chain of fused multiply-adds
        assertThat((double) expected[row * columns + j] - sum)
            .isBetween(-(inner + 2) * 0x1p-24 * size, (inner + 2) * 0x1p-24 * size);
      }
    }
  }

  /// Zeros of either sign left out, and sums that underflow to −0.
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15, 16, 17, 63, 64, 100, 128, 200, 256, 257, 460})
  void aRowWithoutItsZerosHasTheBitsOfThatRowOfTheProduct(int columns) {
    int inner = 53;
    float[] p = random(5 + inner * columns + columns, "p");
    int bias = 5 + inner * columns;
    Arrays.fill(p, bias, bias + columns / 2, 0f);
    float[] x = random(inner, "x");
    for (int k = 0; k < inner; k++) {
      x[k] = k % 3 == 0 ? 0f : k % 5 == 0 ? -0f : k % 7 == 0 ? -1e-45f : x[k];
    }
    for (float scale : new float[] {1f, 1e-45f}) {
      float[] row = x.clone();
      int[] index = new int[inner];
      int count = 0;
      for (int k = 0; k < inner; k++) {
        row[k] *= scale;
        index[count] = k;
        count += row[k] == 0 ? 0 : 1;
      }
      float[] expected = filled(columns);
      float[] scalar = filled(columns);
      float[] vector = filled(columns);
      SCALAR.affine(0, 1, 0, columns, inner, columns, row, p, 5, bias, false, expected);
      SCALAR.affineRow(count, index, columns, row, p, 5, bias, scalar);
      VECTOR.affineRow(count, index, columns, row, p, 5, bias, vector);
      assertSameBits(scalar, expected);
      assertSameBits(vector, expected);
      AlignedRows copy = AlignedRows.of(inner, columns, p, 5, bias);
      SCALAR.alignedRow(count, index, row, copy, scalar);
      float[] wide = filled(copy.stride());
      VECTOR.alignedRow(count, index, row, copy, wide);
      assertSameBits(scalar, expected);
      assertSameBits(Arrays.copyOf(wide, columns), expected);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsHaveTheSameBitsWhateverTheRange(int rows, int outputs, int inputs) {
    float[] x = random(rows * inputs, "x");
    float[] delta = random(rows * outputs, "delta");
    float[] expected = new float[2 + inputs * outputs];
    float[] actual = filled(2 + inputs * outputs);
    SCALAR.weightGradient(0, inputs, rows, inputs, outputs, x, delta, expected, 2);
    int middle = inputs / 2;
    VECTOR.weightGradient(middle, inputs, rows, inputs, outputs, x, delta, actual, 2);
    VECTOR.weightGradient(0, middle, rows, inputs, outputs, x, delta, actual, 2);
    assertSameBits(
        Arrays.copyOfRange(actual, 2, actual.length),
        Arrays.copyOfRange(expected, 2, expected.length));

    float[] w = random(inputs * outputs, "w");
    float[] dx = new float[rows * inputs];
    float[] dxActual = filled(rows * inputs);
    SCALAR.inputGradient(0, rows, 0, inputs, inputs, outputs, delta, w, 0, dx);
    VECTOR.inputGradient(0, rows, middle, inputs, inputs, outputs, delta, w, 0, dxActual);
    VECTOR.inputGradient(0, rows, 0, middle, inputs, outputs, delta, w, 0, dxActual);
    assertSameBits(dxActual, dx);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void reductionsHaveTheSameBits(int rows, int columns, int offset) {
    float[] a = random(rows * columns, "a");
    float[] expected = filled(offset + columns);
    float[] actual = filled(offset + columns);
    int middle = columns / 3;
    SCALAR.columnSums(middle, columns, rows, columns, a, expected, offset);
    SCALAR.columnSums(0, middle, rows, columns, a, expected, offset);
    VECTOR.columnSums(0, columns, rows, columns, a, actual, offset);
    assertSameBits(actual, expected);
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        sum += a[row * columns + j];
      }
      assertThat((double) expected[offset + j]).isCloseTo(sum, within(1e-6 * (100 + rows)));
    }
    int from = Math.min(offset, a.length);
    float sum = SCALAR.sumOfSquares(a, from, a.length, filled(Kernels.LANES + 5), 5);
    assertThat(VECTOR.sumOfSquares(a, from, a.length, filled(Kernels.LANES + 5), 5)).isEqualTo(sum);
    double exact = 0;
    for (int i = from; i < a.length; i++) {
      exact += (double) a[i] * a[i];
    }
    assertThat((double) sum).isBetween(exact * (1 - 1e-5), exact * (1 + 1e-5));
  }

  static Stream<Integer> sizes() {
    return SIZES.stream();
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void elementwiseKernelsHaveTheSameBitsOnAwkwardValues(int size) {
    float[] x = random(size + AWKWARD.length, "elementwise");
    for (int i = 0; i < x.length; i++) {
      x[i] *= 30;
    }
    System.arraycopy(AWKWARD, 0, x, size / 2, AWKWARD.length);
    compare(x, SCALAR::exp, VECTOR::exp);
    compare(x, SCALAR::logistic, VECTOR::logistic);
    compare(x, SCALAR::tanh, VECTOR::tanh);
    compare(x, SCALAR::expm1, VECTOR::expm1);
    compare(x, SCALAR::atan, VECTOR::atan);
    compare(x, SCALAR::log, VECTOR::log);
    compare(x, SCALAR::softplus, VECTOR::softplus);
    compare(x, SCALAR::normal, VECTOR::normal);
    compare(x, SCALAR::cosine, VECTOR::cosine);
    compare(x, SCALAR::relu, VECTOR::relu);
    float[] gate = random(x.length, "gate");
    gate[1] = 0f;
    gate[x.length - 2] = -0f;
    x[1] = 3f;
    x[x.length - 2] = 3f;
    compare(
        x,
        (in, out, from, to) -> SCALAR.gate(gate, in, out, from, to),
        (in, out, from, to) -> VECTOR.gate(gate, in, out, from, to));
    compareSides(gate, x);
    compareSides(x, gate);
    float[] y = filled(x.length);
    SCALAR.gate(gate, x, y, 0, x.length);
    assertThat(y[1]).as("a gate of zero is shut").isZero();
    assertThat(y[x.length - 2]).isZero();
  }

  private static void compareSides(float[] u, float[] dz) {
    compare(
        dz,
        (in, out, from, to) -> SCALAR.sides(u, 0.25f, 1.5f, in, out, from, to),
        (in, out, from, to) -> VECTOR.sides(u, 0.25f, 1.5f, in, out, from, to));
    float[] z = random(u.length, "z");
    compare(
        dz,
        (in, out, from, to) -> SCALAR.eluBackward(u, z, 1.7f, 1.1f, in, out, from, to),
        (in, out, from, to) -> VECTOR.eluBackward(u, z, 1.7f, 1.1f, in, out, from, to));
    compare(
        dz,
        (in, out, from, to) -> SCALAR.geluBackward(u, in, out, from, to),
        (in, out, from, to) -> VECTOR.geluBackward(u, in, out, from, to));
    compare(
        dz,
        (in, out, from, to) -> SCALAR.cosineBackward(u, in, out, from, to),
        (in, out, from, to) -> VECTOR.cosineBackward(u, in, out, from, to));
  }

  /// −0 and NaN are not below 0, whatever the bits of the NaN.
  @Test
  void sidesBelowZeroAreTheNegativeNumbersAlone() {
    float negativeNan = Float.intBitsToFloat(0xFFC00000);
    float[] u = {-0f, 0f, Float.NaN, negativeNan, -Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 1f};
    float[] ones = filled(u.length);
    Arrays.fill(ones, 1f);
    float[] y = new float[u.length];
    SCALAR.sides(u, 2f, 3f, ones, y, 0, u.length);
    assertThat(y).containsExactly(3, 3, 3, 3, 2, 2, 3);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void pixelsHaveTheSameBitsAndAreDividedBy255(int size) {
    byte[] v = new byte[size + 256];
    for (int i = 0; i < v.length; i++) {
      v[i] = (byte) i;
    }
    float[] expected = filled(v.length + 3);
    float[] actual = filled(v.length + 3);
    SCALAR.pixels(v, 1, expected, 3, v.length - 1);
    VECTOR.pixels(v, 1, actual, 3, v.length - 1);
    assertSameBits(actual, expected);
    assertThat(actual[3 + 254]).isEqualTo(1f);
    assertThat(actual[2]).as("what stands before stays").isEqualTo(filled(1)[0]);
    assertThat(actual[3 + v.length - 1]).as("what stands after").isEqualTo(filled(1)[0]);
  }

  @Test
  void chainsOfMultiplyAddsHaveTheSameBits() {
    for (int times : new int[] {0, 1, 2, 5, 40}) {
      float[] expected = random(Kernels.CHAINS, "chains");
      float[] actual = expected.clone();
      SCALAR.multiplyAdds(times, expected);
      VECTOR.multiplyAdds(times, actual);
      assertSameBits(actual, expected);
    }
    float[] values = random(Kernels.CHAINS, "chains");
    float[] once = values.clone();
    VECTOR.multiplyAdds(1, once);
    for (int i = 0; i < once.length; i++) {
      assertThat(once[i]).isEqualTo(Math.fma(values[i], 0.5f, 0.5f));
    }
  }

  @Test
  void theNamesSayWhatRuns() {
    assertThat(SCALAR.name()).isEqualTo("scalar");
    assertThat(VECTOR.name()).matches("vector (128|256|512) bit");
  }

  /// Every 4,999th float, so that all branches and rounding cases are met.
  @Test
  void elementwiseKernelsHaveTheSameBitsOverAllFloats() {
    float[] x = new float[(int) ((1L << 32) / 4999)];
    for (int i = 0; i < x.length; i++) {
      x[i] = Float.intBitsToFloat(Integer.MIN_VALUE + 4999 * i);
    }
    compare(x, SCALAR::exp, VECTOR::exp);
    compare(x, SCALAR::logistic, VECTOR::logistic);
    compare(x, SCALAR::tanh, VECTOR::tanh);
    compare(x, SCALAR::expm1, VECTOR::expm1);
    compare(x, SCALAR::atan, VECTOR::atan);
    compare(x, SCALAR::log, VECTOR::log);
    compare(x, SCALAR::softplus, VECTOR::softplus);
    compare(x, SCALAR::normal, VECTOR::normal);
    compare(x, SCALAR::cosine, VECTOR::cosine);
    float[] ones = filled(x.length);
    compare(
        x,
        (in, out, from, to) -> SCALAR.geluBackward(in, ones, out, from, to),
        (in, out, from, to) -> VECTOR.geluBackward(in, ones, out, from, to));
    compare(
        x,
        (in, out, from, to) -> SCALAR.cosineBackward(in, ones, out, from, to),
        (in, out, from, to) -> VECTOR.cosineBackward(in, ones, out, from, to));
  }

  private interface Elementwise {
    void run(float[] x, float[] y, int from, int to);
  }

  private static void compare(float[] x, Elementwise reference, Elementwise tested) {
    float[] expected = filled(x.length);
    float[] actual = filled(x.length);
    reference.run(x, expected, 1, x.length - 1);
    tested.run(x, actual, 1, x.length - 1);
    assertSameBits(actual, expected);
    assertThat(expected[0]).as("outside the range nothing is touched").isEqualTo(99f);
    assertThat(expected[x.length - 1]).isEqualTo(99f);
    assertThat(actual[0]).isEqualTo(99f);
    assertThat(actual[x.length - 1]).isEqualTo(99f);
  }

  /// Not zero, so that what is not written shows.
  private static float[] filled(int length) {
    float[] values = new float[length];
    Arrays.fill(values, 99f);
    return values;
  }

  private static void assertSameBits(float[] actual, float[] expected) {
    assertThat(bits(actual)).isEqualTo(bits(expected));
  }

  /// All NaNs count as one: their payload is no result.
  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }
}
