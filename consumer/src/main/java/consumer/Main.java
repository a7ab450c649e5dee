package consumer;

import org.denpan.data.Datasets;
import org.denpan.data.Row;
import org.denpan.model.Model;
import org.denpan.net.Network;
import org.denpan.train.Trainer;

/// Learns whether the signs of two numbers differ, and prints what every machine prints.
public final class Main {
  private Main() {}

  /// Prints the hash of the weights and one prediction.
  public static void main(String[] args) {
    Model model = Trainer.of(Network.parse("8 tanh")).epochs(20).seed(42).fit(Datasets.load("xor"));

    System.out.println("weights_sha256 " + model.weightsSha256());
    System.out.println(
        "label of 0.5, -0.5: " + model.predict(Row.of("x1", 0.5, "x2", -0.5)).label());
  }
}
