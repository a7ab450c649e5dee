package org.denpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// All draws are from fixed seeds, so that what passes once passes always. Bounds on counts are at
/// least 5 standard deviations.
class SeedTest {
  private final Seed seed = new Seed(42);

  @Test
  void theHashIsSplitMix64() {
    // the first numbers of the published reference implementation, started at 0 and at 1234567
    assertThat(Seed.hash(0, 0)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(Seed.hash(0, 1)).isEqualTo(0x6E789E6AA1B965F4L);
    assertThat(Seed.hash(0, 2)).isEqualTo(0x06C45D188009454FL);
    assertThat(Seed.hash(1234567, 0)).isEqualTo(6457827717110365317L);
    assertThat(Seed.hash(1234567, 1)).isEqualTo(3203168211198807973L);
  }

  /// A change here changes every model that is trained with a given seed.
  @Test
  void theNumbersOfAStreamNeverChange() {
    Seed.Stream stream = seed.stream("shuffle", 1);
    assertThat(stream.nextLong()).isEqualTo(0xCEFC6B9E548B1A19L);
    assertThat(stream.nextLong()).isEqualTo(0x5CA8C71D6071F9B2L);
    assertThat(stream.nextLong()).isEqualTo(0x39C19E0C7797019CL);
    assertThat(seed.key("init dense1.weight")).isEqualTo(0x6A51DC9CCD34B629L);

    Seed.Stream mixed = new Seed(-1).stream("x", 3, 4);
    assertThat(mixed.nextInt(10)).isEqualTo(4);
    assertThat(mixed.nextInt(1 << 30)).isEqualTo(760964381);
    assertThat(mixed.nextDouble()).isEqualTo(0.968107795997789);
    assertThat(mixed.nextGaussian()).isEqualTo(-0.16146186214237146);
    assertThat(mixed.nextDouble(-2, 3)).isEqualTo(2.1107601176533226);

    int[] order = IntStream.range(0, 10).toArray();
    new Seed(7).stream("shuffle", 1).shuffle(order);
    assertThat(order).containsExactly(4, 1, 6, 5, 2, 8, 0, 9, 7, 3);
  }

  @Test
  void aStreamDoesNotDependOnWhatWasDrawnElsewhere() {
    long alone = seed.stream("shuffle", 2).nextLong();
    Seed.Stream other = seed.stream("dropout", 2);
    Seed.Stream wanted = seed.stream("shuffle", 2);
    other.nextLong();
    other.nextGaussian();
    assertThat(wanted.nextLong()).isEqualTo(alone);
  }

  @Test
  void anyNumberOfAStreamCanBeHadByItsCounterAlone() {
    long key = seed.key("dropout1", 17);
    Seed.Stream stream = seed.stream("dropout1", 17);
    for (int i = 0; i < 1_000; i++) {
      assertThat(Seed.hash(key, i)).isEqualTo(stream.nextLong());
    }
  }

  @Test
  void seedsNamesAndCountersEachMakeAnotherStream() {
    Set<Long> firsts = new HashSet<>();
    int streams = 0;
    for (long value : new long[] {0, 1, -1, 42, Long.MIN_VALUE, 1L << 32}) {
      Seed source = new Seed(value);
      for (String name : new String[] {"a", "b", "c", "ab", "ba", "a1", "é"}) {
        firsts.add(source.stream(name).nextLong());
        firsts.add(source.stream(name, 0).nextLong());
        firsts.add(source.stream(name, 1).nextLong());
        firsts.add(source.stream(name, 0, 0).nextLong());
        firsts.add(source.stream(name, 1, 2).nextLong());
        firsts.add(source.stream(name, 2, 1).nextLong());
        streams += 6;
      }
    }
    assertThat(firsts).hasSize(streams);
  }

  @Test
  void streamsOfNeighbouringEpochsAreNotRelated() {
    int equalBits = 0;
    for (int epoch = 0; epoch < 1_000; epoch++) {
      long one = seed.stream("shuffle", epoch).nextLong();
      long next = seed.stream("shuffle", epoch + 1).nextLong();
      equalBits += 64 - Long.bitCount(one ^ next);
    }
    // 64,000 bits, half of them equal: deviation √(64,000/4) = 126
    assertThat(equalBits).isCloseTo(32_000, within(650));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1_000_003, (1 << 30) + 1, Integer.MAX_VALUE})
  void wholeNumbersStayBelowTheirBound(int bound) {
    Seed.Stream stream = seed.stream("bound", bound);
    for (int i = 0; i < 10_000; i++) {
      assertThat(stream.nextInt(bound)).isBetween(0, bound - 1);
    }
  }

  @Test
  void wholeNumbersAreEvenWhereTakingARemainderWouldNotBe() {
    // the remainder of 32 bits by 3·2²⁹ would fall into the last third only 2 times in 8
    int bound = 3 << 29;
    Seed.Stream stream = seed.stream("thirds");
    int[] counts = new int[3];
    for (int i = 0; i < 30_000; i++) {
      counts[stream.nextInt(bound) / (1 << 29)]++;
    }
    for (int count : counts) {
      assertThat(count).isCloseTo(10_000, within(410));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aBoundThatIsNotPositiveIsRefused(int bound) {
    assertThatThrownBy(() -> seed.stream("x").nextInt(bound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bound must be positive, got " + bound);
  }

  @Test
  void doublesAreEvenBetweenZeroAndOne() {
    Seed.Stream stream = seed.stream("doubles");
    int[] tenths = new int[10];
    for (int i = 0; i < 100_000; i++) {
      double value = stream.nextDouble();
      assertThat(value).isGreaterThanOrEqualTo(0).isLessThan(1);
      tenths[(int) (10 * value)]++;
    }
    for (int count : tenths) {
      assertThat(count).isCloseTo(10_000, within(480));
    }
  }

  @Test
  void gaussiansHaveTheMomentsOfTheNormalDistribution() {
    Seed.Stream stream = seed.stream("gaussians");
    int n = 200_000;
    double[] moments = new double[5];
    int withinOne = 0;
    for (int i = 0; i < n; i++) {
      double value = stream.nextGaussian();
      for (int power = 1; power <= 4; power++) {
        moments[power] += Math.pow(value, power) / n;
      }
      withinOne += Math.abs(value) < 1 ? 1 : 0;
    }
    assertThat(moments[1]).isCloseTo(0, within(5 * Math.sqrt(1.0 / n)));
    assertThat(moments[2]).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
    assertThat(moments[3]).isCloseTo(0, within(5 * Math.sqrt(15.0 / n)));
    assertThat(moments[4]).isCloseTo(3, within(5 * Math.sqrt(96.0 / n)));
    assertThat((double) withinOne / n).isCloseTo(0.682689, within(5 * 0.4655 / Math.sqrt(n)));
  }

  @Test
  void successiveGaussiansAreNotCorrelated() {
    Seed.Stream stream = seed.stream("pairs");
    int n = 100_000;
    double sum = 0;
    double last = stream.nextGaussian();
    for (int i = 0; i < n; i++) {
      double next = stream.nextGaussian();
      sum += last * next / n;
      last = next;
    }
    assertThat(sum).isCloseTo(0, within(5 / Math.sqrt(n)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, 10_007})
  void aShuffleKeepsEveryIndexOnce(int length) {
    int[] order = IntStream.range(0, length).toArray();
    seed.stream("shuffle", length).shuffle(order);
    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, length).toArray());
  }

  @Test
  void everyOrderOfFourIsEquallyLikely() {
    int[] counts = new int[256];
    for (int epoch = 0; epoch < 24_000; epoch++) {
      int[] order = {0, 1, 2, 3};
      seed.stream("shuffle", epoch).shuffle(order);
      counts[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
    }
    int[] seen = IntStream.of(counts).filter(c -> c > 0).toArray();
    assertThat(seen).hasSize(24);
    for (int count : seen) {
      assertThat(count).isCloseTo(1_000, within(155));
    }
  }
}
