package org.denpan.examples;

import static org.denpan.net.Activation.relu;
import static org.denpan.train.Optimizer.adam;

import org.denpan.data.Datasets;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.model.Evaluation;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.denpan.train.Trainer;

/// The shortest way from images to a classifier: 12,000 drawn digits, two hidden layers.
public final class Digits {
  private Digits() {}

  public static void main(String[] args) {
    Table digits = Datasets.load("digits");
    Split split = Split.stratified(digits, "label", 0.8, 42);
    System.out.println(split.rule());

    Network linear = Network.of();
    Network deep = Network.of(Dense.of(64, relu()), Dense.of(32, relu()));
    double first = accuracy(linear, split);
    double second = accuracy(deep, split);

    System.out.printf("a linear model: %.4f%n", first);
    Example.atLeast("two hidden layers:", second, 0.97);
  }

  private static double accuracy(Network network, Split split) {
    Model model =
        Trainer.of(network)
            .optimizer(adam(1e-3))
            .epochs(20)
            .batchSize(128)
            .seed(42)
            .fit(split.train(), split.validation());
    Evaluation report = model.evaluate(split.test());
    return report.metric("accuracy");
  }
}
