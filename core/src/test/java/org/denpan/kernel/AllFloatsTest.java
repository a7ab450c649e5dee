package org.denpan.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The error bounds that the documentation states, measured over the floats against double
/// precision, and the scalar functions bit for bit against the vectors'. Every 499th of the 2³²
/// floats; all of them with `-Ddenpan.floatStride=1`, which takes long.
@Tag("slow")
class AllFloatsTest {
  private static final int STRIDE = Integer.getInteger("denpan.floatStride", 499);
  private static final int CHUNK = 1 << 16;
  private static final Kernels SCALAR = new ScalarKernels();
  private static final Kernels VECTOR = new VectorKernels();

  interface Kernel {
    void run(float[] x, float[] y, int from, int to);
  }

  /// A function, both ways, what it should be, and its bound in units of the last place of the
  /// float nearest to the exact result.
  record Function(
      String name, Kernel scalar, Kernel vector, DoubleUnaryOperator exact, double bound) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record Error(double ulp, float at) {}

  static Stream<Function> functions() {
    return Stream.of(
        new Function("exp", SCALAR::exp, VECTOR::exp, StrictMath::exp, 0.9),
        new Function("log", SCALAR::log, VECTOR::log, StrictMath::log, 1),
        new Function("tanh", SCALAR::tanh, VECTOR::tanh, StrictMath::tanh, 1.5),
        new Function("logistic", SCALAR::logistic, VECTOR::logistic, AllFloatsTest::logistic, 2),
        new Function("softplus", SCALAR::softplus, VECTOR::softplus, AllFloatsTest::softplus, 2),
        new Function("expm1", SCALAR::expm1, VECTOR::expm1, StrictMath::expm1, 1.5),
        new Function("atan", SCALAR::atan, VECTOR::atan, StrictMath::atan, 1.5),
        new Function("normal", SCALAR::normal, VECTOR::normal, AllFloatsTest::normal, 5),
        new Function("cosine", SCALAR::cosine, VECTOR::cosine, AllFloatsTest::cosine, 3),
        new Function(
            "cosine'", slope(SCALAR), slope(VECTOR), x -> -2 * Math.PI * AllFloatsTest.sine(x), 5));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theErrorStaysWithinTheBoundAndTheBitsAreTheScalarOnes(Function function) {
    long floats = (1L << 32) / STRIDE;
    int chunks = (int) ((floats + CHUNK - 1) / CHUNK);
    Error worst =
        IntStream.range(0, chunks)
            .parallel()
            .mapToObj(chunk -> worst(function, (long) chunk * CHUNK, floats))
            .max(Comparator.comparingDouble(Error::ulp))
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%-8s of every %,dth float: %.4f ulp at %s (%a)%n",
        function.name,
        STRIDE,
        worst.ulp,
        worst.at,
        worst.at);
    assertThat(worst.ulp).as("at %s", worst.at).isLessThan(function.bound);
  }

  /// The largest error of a chunk.
  private static Error worst(Function function, long first, long floats) {
    int length = (int) Math.min(CHUNK, floats - first);
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = Float.intBitsToFloat((int) (Integer.MIN_VALUE + (first + i) * STRIDE));
    }
    float[] y = new float[length];
    float[] scalar = new float[length];
    function.vector.run(x, y, 0, length);
    function.scalar.run(x, scalar, 0, length);
    Error worst = new Error(0, 0);
    for (int i = 0; i < length; i++) {
      if (Float.floatToIntBits(y[i]) != Float.floatToIntBits(scalar[i])) {
        throw new AssertionError(x[i] + ": vector " + y[i] + ", scalar " + scalar[i]);
      }
      double error = error(y[i], function.exact.applyAsDouble(x[i]));
      if (error > worst.ulp) {
        worst = new Error(error, x[i]);
      }
    }
    return worst;
  }

  private static double error(float actual, double exact) {
    float nearest = (float) exact;
    if (Float.isFinite(nearest) && Float.isFinite(actual)) {
      return Math.abs(actual - exact) / Math.ulp(nearest);
    }
    return Float.compare(actual, nearest) == 0 ? 0 : Double.POSITIVE_INFINITY;
  }

  private static double logistic(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /// What the backward pass of the cosine makes of ones.
  private static Kernel slope(Kernels kernels) {
    float[] ones = new float[CHUNK];
    Arrays.fill(ones, 1f);
    return (x, y, from, to) -> kernels.cosineBackward(x, ones, y, from, to);
  }

  private static double cosine(double x) {
    return sine(Math.abs(rest(x)) <= 0.25 ? 0.25 - Math.abs(rest(x)) : 0.25 + Math.abs(rest(x)));
  }

  private static double sine(double x) {
    double r = rest(x);
    // near half a turn, where sin πx would cancel, as of its distance from there
    double folded = Math.abs(r) > 0.25 ? Math.copySign(0.5 - Math.abs(r), r) : r;
    return StrictMath.sin(2 * Math.PI * folded);
  }

  /// Without its whole turns; all but the smallest numbers of more than 2²² turns are whole.
  private static double rest(double x) {
    return Double.isNaN(x) ? x : Math.abs(x) >= 0x1p22 ? 0 : x - Math.rint(x);
  }

  /// Φ from x = 0 by its series (Marsaglia 2004, "Evaluating the normal distribution"), in the
  /// tails by the continued fraction 1/(a+1/(a+2/(a+3/…))) of Laplace.
  private static double normal(double x) {
    double density = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
    double a = Math.abs(x);
    if (a > 3) {
      double fraction = a;
      for (int k = 80; k > 0; k--) {
        fraction = a + k / fraction;
      }
      return x < 0 ? density / fraction : 1 - density / fraction;
    }
    double sum = x;
    double term = x;
    for (int k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return 0.5 + sum * density;
  }

  @Test
  void theReferenceForTheNormalDistributionIsTheTabulatedOne() {
    // Abramowitz and Stegun, table 26.1; the tail as mpmath prints it
    assertThat(normal(1)).isCloseTo(0.8413447460685429, within(1e-15));
    assertThat(normal(-3)).isCloseTo(1.3498980316300945e-3, within(2e-16));
    assertThat(normal(-3.0001)).isCloseTo(0.0013494549132607172, within(1e-17));
    assertThat(normal(-14)).isCloseTo(7.7935368191928003e-45, within(1e-58));
  }
}
