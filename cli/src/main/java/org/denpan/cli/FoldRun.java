package org.denpan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.DenpanException;
import org.denpan.data.DataException;
import org.denpan.data.Folds;
import org.denpan.data.Split;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.train.CrossValidation;
import org.denpan.train.StopRule;
import org.denpan.train.Trainer;
import org.denpan.train.TrainingDivergedException;

/// The folds of `denpan train --folds`: a model trained and tested for each, with the settings of
/// the one that is saved.
final class FoldRun {
  private final TrainCommand words;
  private final TrainingData data;
  private final Folds folds;
  private final Interrupt interrupt;
  private final Layout layout;
  private final List<CrossValidation.Test> tests = new ArrayList<>();

  FoldRun(TrainCommand words, TrainingData data, Folds folds, Interrupt interrupt, Layout layout) {
    this.words = words;
    this.data = data;
    this.folds = folds;
    this.interrupt = interrupt;
    this.layout = layout;
  }

  /// All folds; or, where it was asked to stop, those that were finished.
  ///
  /// @throws DenpanException naming the fold that could not be trained
  CrossValidation run() {
    List<Split> splits = folds.splits();
    for (int i = 0; i < splits.size(); i++) {
      check(i, usable(splits.get(i)));
    }
    boolean told = !words.output().json;
    if (told) {
      layout.gap();
      layout.line("Folds", folds.rule());
    }
    for (int i = 0; i < splits.size() && !interrupt.asked(); i++) {
      Split split = usable(splits.get(i));
      Model model = Adjusted.of(train(i, split), split.validation(), words.measures()).model();
      if (!interrupt.asked()) {
        tests.add(CrossValidation.Test.of(split, model, linear(split, model)));
        if (told) {
          FoldFigures.printLast(tests, layout);
          words.streams().out().flush();
        }
      }
    }
    CrossValidation result = new CrossValidation(folds.rule(), splits.size(), tests);
    if (told) {
      new FoldFigures(result).print(layout);
    }
    return result;
  }

  private Map<String, Double> linear(Split split, Model model) {
    return words.measures().noLinear
        ? Map.of()
        : Linear.of(
                model,
                split,
                split.train().rows(),
                words.preparation(),
                Optional.ofNullable(words.training().classWeights),
                words.training().seed)
            .metrics();
  }

  private Split usable(Split split) {
    return words.split().groups().map(split::without).orElse(split);
  }

  private String name(int i) {
    return "fold %d of %d".formatted(i + 1, folds.splits().size());
  }

  /// What cannot be learnt or tested is found before the first fold is trained.
  private void check(int i, Split split) {
    try {
      split.checkClasses(Target.fit(split.train()));
    } catch (DataException e) {
      throw new DataException(name(i) + ": " + e.getMessage(), e);
    }
  }

  private Model train(int i, Split split) {
    Trainer trainer = Prepared.of(words, Optional.empty(), data.with(split)).trainer();
    trainer.stopWhen(StopRule.when("stopped by Ctrl-C", interrupt::asked));
    Streams streams = words.streams();
    Optional<Progress> progress =
        words.output().quiet || !streams.live().getAsBoolean()
            ? Optional.empty()
            : Optional.of(new Progress(streams.err(), true, name(i)));
    progress.ifPresent(trainer::listener);
    try {
      return trainer.fit(split.train(), split.validation());
    } catch (TrainingDivergedException e) {
      progress.ifPresent(Progress::close);
      throw new DenpanException(name(i) + ": " + e.getMessage(), e);
    }
  }
}
