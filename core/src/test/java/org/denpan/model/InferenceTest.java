package org.denpan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.denpan.data.TestColumns.numbers;
import static org.denpan.data.TestColumns.table;

import java.util.stream.IntStream;
import org.denpan.Seed;
import org.denpan.data.Examples;
import org.denpan.data.Table;
import org.denpan.net.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Neither threads nor the blocks that they take change what comes out.
class InferenceTest {
  private static final Model MODEL = Models.wide();

  private static Table rows(int count) {
    Seed.Stream random = new Seed(9).stream("rows");
    double[][] drawn = new double[3][count];
    for (int i = 0; i < 3 * count; i++) {
      drawn[i % 3][i / 3] = 200_000 * random.nextGaussian();
    }
    return table(
            numbers("rooms", drawn[0]), numbers("income", drawn[1]), numbers("price", drawn[2]))
        .withTarget("price");
  }

  private static Inference inference(int threads) {
    return new Inference(
        MODEL.network(), MODEL.parameters(), MODEL.inputs(), MODEL.loss(), Workers.of(threads));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 23, 24, 25, 193, 700})
  void everyRowIsPredictedAsAloneOnAnyNumberOfThreads(int count) {
    Examples examples = MODEL.encoder().encode(rows(count));
    Evaluation one = inference(1).evaluate(examples);
    for (int threads : new int[] {2, 3, 7}) {
      assertThat(inference(threads).predict(examples).outputs())
          .containsExactly(one.predictions().outputs());
      Evaluation other = inference(threads).evaluate(examples);
      assertThat(other.loss()).isEqualTo(one.loss());
      assertThat(other.rowLosses()).containsExactly(one.rowLosses());
    }
    for (int row : IntStream.of(0, count / 2, count - 1).toArray()) {
      Table alone = rows(count).select(new int[] {row});
      assertThat(inference(1).predict(MODEL.encoder().encodeInputs(alone)).outputs()[0])
          .isEqualTo(one.predictions().outputs()[row]);
    }
  }
}
