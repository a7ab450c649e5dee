package consumer;

import java.util.List;
import org.denpan.data.Column;
import org.denpan.data.Row;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Network;
import org.denpan.train.Trainer;

/// Learns the exclusive or, and prints what any other machine prints.
public final class Main {
  private Main() {}

  /// Prints the hash of the weights and one prediction.
  public static void main(String[] args) {
    Table table =
        Table.of(
                "xor",
                List.of(
                    new Column.Numbers("a", new double[] {0, 0, 1, 1}),
                    new Column.Numbers("b", new double[] {0, 1, 0, 1}),
                    new Column.Categories("xor", List.of("no", "yes"), new int[] {0, 1, 1, 0})))
            .withTarget("xor");
    Model model = Trainer.of(Network.parse("8 tanh")).epochs(500).batchSize(4).seed(42).fit(table);

    System.out.println("weights_sha256 " + model.weightsSha256());
    System.out.println("1 xor 0: " + model.predict(Row.of("a", 1, "b", 0)).label());
  }
}
