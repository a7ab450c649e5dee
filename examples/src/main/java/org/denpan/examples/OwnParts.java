package org.denpan.examples;

import static org.denpan.train.Optimizer.adam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.denpan.check.GradientCheck;
import org.denpan.check.GradientReport;
import org.denpan.data.Datasets;
import org.denpan.data.Split;
import org.denpan.data.Table;
import org.denpan.examples.own.Maxout;
import org.denpan.examples.own.Sine;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.denpan.train.Trainer;

/// A layer and an activation of one's own, written outside the library, among the library's: they
/// are trained, checked, saved, loaded and exported like those.
public final class OwnParts {
  private OwnParts() {}

  public static void main(String[] args) throws IOException {
    Table spirals = Datasets.load("spirals");
    Split split = Split.stratified(spirals, spirals.target().orElseThrow(), 0.8, 42);
    Network network = Network.of(new Maxout(24, 3), Dense.of(24, new Sine(1.5)));
    Model model =
        Trainer.of(network)
            .optimizer(adam(0.01))
            .epochs(60)
            .seed(42)
            .fit(split.train(), split.validation());
    Example.atLeast("spirals told apart:", model.evaluate(split.test()).metric("accuracy"), 0.97);

    check(model);
    Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("own-parts");
    saveAndLoad(model, split.test(), folder.resolve("spirals.denpan"));
    model.exportSafetensors(folder.resolve("spirals.safetensors"));
    System.out.println("saved and exported to " + folder);
  }

  /// Is the backward pass of all layers the derivative of the forward pass?
  private static void check(Model model) {
    GradientReport report =
        GradientCheck.of(model.network(), model.inputs(), model.loss(), 42).run(model.parameters());
    System.out.println(report);
    if (!report.passed()) {
      throw new IllegalStateException("a wrong derivative");
    }
  }

  /// Whoever loads the model names the classes that are not the library's.
  private static void saveAndLoad(Model model, Table rows, Path file) {
    model.save(file);
    Model loaded = Model.load(file, Maxout.class, Sine.class);
    if (!Arrays.equals(model.predict(rows).outputs(), loaded.predict(rows).outputs())) {
      throw new IllegalStateException("the model loaded predicts something else");
    }
  }
}
