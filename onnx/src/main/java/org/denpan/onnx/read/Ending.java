package org.denpan.onnx.read;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.denpan.data.Task;
import org.denpan.model.ModelFormatException;
import org.denpan.net.Activation;
import org.denpan.net.Bounded;
import org.denpan.net.Loss;

/// What a network's last pieces say of its target. The output unit belongs to Denpan's loss, so it
/// is taken off: a softmax or a logarithm of one, or the logistic or the step of a single output.
///
/// @param task what is predicted
/// @param pieces all before the output unit
/// @param difference whether two outputs are to become one, as Denpan has it for two classes
/// @param classes how many; 0 for a number
/// @param loss where it is another than the target's own
record Ending(Task task, List<Piece> pieces, boolean difference, int classes, Optional<Loss> loss) {
  private enum Unit {
    NONE("outputs as they are"),
    STEP("steps"),
    LOGISTIC("sigmoids"),
    SOFTMAX("a softmax");

    private final String words;

    Unit(String words) {
      this.words = words;
    }
  }

  /// @param outputs the width of the graph's output
  /// @param labelled whether the graph names classes
  static Ending of(List<Piece> pieces, int outputs, boolean labelled, Optional<Task> wanted) {
    Piece last = pieces.isEmpty() ? new Piece.Noise(0) : pieces.getLast();
    boolean both = last instanceof Piece.BothClasses;
    List<Piece> rest = both ? pieces.subList(0, pieces.size() - 1) : pieces;
    int width = both ? 1 : outputs;
    Unit unit = unit(rest);
    if (both && unit != Unit.LOGISTIC && unit != Unit.STEP) {
      throw ((Piece.BothClasses) last)
          .op()
          .refuse("gives 1 − p and p of a p that is neither a sigmoid's nor a step's");
    }
    boolean several = unit != Unit.NONE || width > 1 || labelled;
    Task task = wanted.orElse(several ? Task.CLASSES : Task.NUMBER);
    if (task == Task.NUMBER) {
      if (outputs > 1 || unit == Unit.SOFTMAX) {
        throw new ModelFormatException(
            String.format(
                Locale.ROOT,
                "the graph has %,d outputs%s; a number is one output",
                outputs,
                unit == Unit.SOFTMAX ? " of a softmax" : ""));
      }
      return new Ending(task, rest, false, 0, Optional.empty());
    }
    boolean ofOne = unit == Unit.LOGISTIC || unit == Unit.STEP;
    if ((ofOne && width > 1) || (unit == Unit.SOFTMAX && width == 1)) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "the graph ends in %s of %,d outputs; understood are one sigmoid, a softmax of two or"
                  + " more, and outputs as they are",
              unit.words,
              width));
    }
    List<Piece> before = unit == Unit.NONE ? rest : rest.subList(0, rest.size() - 1);
    return new Ending(
        task,
        before,
        width == 2,
        Math.max(2, width),
        unit == Unit.STEP ? Optional.of(Loss.perceptron()) : Optional.empty());
  }

  private static Unit unit(List<Piece> pieces) {
    if (pieces.isEmpty()) {
      return Unit.NONE;
    }
    return switch (pieces.getLast()) {
      case Piece.LogSoftmax l -> Unit.SOFTMAX;
      case Piece.Units u when u.activation() instanceof Activation.Softmax -> Unit.SOFTMAX;
      case Piece.Units u when u.activation() instanceof Bounded.Logistic -> Unit.LOGISTIC;
      case Piece.Units u when u.activation() instanceof Bounded.BinaryStep -> Unit.STEP;
      default -> Unit.NONE;
    };
  }
}
