package org.denpan.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.denpan.Seed;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
  private static int[] share(int seats, int... sizes) {
    return Apportionment.share(seats, sizes, size -> 0, size -> size);
  }

  @Test
  void theLargestRemaindersGetTheSeatsThatAreLeft() {
    // quotas 2.35, 1.765, 0.882
    assertThat(share(5, 40, 30, 15)).containsExactly(2, 2, 1);
  }

  @Test
  void tiesGoToTheEarlierGroup() {
    assertThat(share(2, 5, 5, 5)).containsExactly(1, 1, 0);
  }

  @Test
  void boundsAreKept() {
    assertThat(Apportionment.share(10, new int[] {97, 2, 1}, size -> 1, size -> size))
        .containsExactly(8, 1, 1);
  }

  @Test
  void boundsThatCannotBeKeptGiveWay() {
    assertThat(Apportionment.share(1, new int[] {9, 5}, size -> 1, size -> size))
        .containsExactly(1, 0);
    assertThat(Apportionment.share(14, new int[] {9, 5}, size -> 0, size -> size - 1))
        .containsExactly(9, 5);
  }

  @Test
  void sharesAddUpStayInBoundsAndAreNearTheirQuotas() {
    Seed seed = TestSeed.draw();
    for (int trial = 0; trial < 2_000; trial++) {
      Seed.Stream random = seed.stream("sizes", trial);
      int[] sizes =
          IntStream.range(0, 1 + random.nextInt(8)).map(i -> random.nextInt(40)).toArray();
      int all = Arrays.stream(sizes).sum();
      if (all == 0) {
        continue;
      }
      int seats = random.nextInt(all + 1);
      int[] shares = share(seats, sizes);
      assertThat(Arrays.stream(shares).sum()).as(TestSeed.replay(seed)).isEqualTo(seats);
      for (int i = 0; i < sizes.length; i++) {
        double quota = (double) seats * sizes[i] / all;
        assertThat(shares[i])
            .as("%s, trial %d", TestSeed.replay(seed), trial)
            .isBetween((int) Math.floor(quota), (int) Math.ceil(quota));
      }
    }
  }
}
