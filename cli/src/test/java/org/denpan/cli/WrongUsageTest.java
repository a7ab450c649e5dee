package org.denpan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Wrong words are answered with exit code 2, the option and, where there is one, the right word.
class WrongUsageTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          trian | 'trian'; did you mean 'train'?
          train --epoch 3 | unknown option --epoch; did you mean '--epochs'?
          train --epochs 0 | --epochs: epochs must be at least 1, got 0
          train --epochs ten | 'ten' is not a whole number
          train --learning-rate -0.1 | the learning rate must be a positive number, got -0.1
          train --learning-rate fast | 'fast' is not a number
          train --batch 0 | --batch: the batch size must be at least 1, got 0
          train --threads 0 | --threads: threads must be at least 1
          train --patience 0 | --patience: patience must be at least 1 epoch, got 0
          train --l2 -1 | --l2: l2 must be a finite number of at least 0, got -1.0
          train --batch half | 'half' is not a whole number, nor 'all'
          train --l1 -1 | --l1: l1 must be a finite number of at least 0, got -1.0
          train --max-norm -1 | --max-norm: max-norm must be a finite number of at least 0, got -1.0
          train --clip-norm NaN | --clip-norm: clip-norm must be a finite number of at least 0, got NaN
          train --clip-value -2 | --clip-value: clip-value must be a finite number of at least 0, got -2.0
          train --clip-value Infinity | a finite number of at least 0, got Infinity
          train xor --optimizer lbfgs --l1 0.1 | --l1: lbfgs cannot be combined with l1, which has no gradient at 0; take l2, or choose
          train xor --optimizer lbfgs --max-norm 3 | --max-norm: lbfgs cannot be combined
          train xor --optimizer lbfgs --clip-norm 3 | --clip-norm: lbfgs cannot be combined
          train xor --optimizer lbfgs --clip-value 3 | --clip-value: lbfgs cannot be combined
          train xor --optimizer lbfgs --averaging 0.9 | --averaging: lbfgs cannot be combined
          train xor --optimizer lbfgs --with-replacement | --with-replacement: lbfgs cannot be combined with with-replacement, for every step takes all rows; leave it out, or choose
          train --averaging 1 | --averaging: averaging: the decay must be in [0, 1), got 1.0
          train --split 1 | --split must be between 0 and 1
          train --split NaN | --split must be between 0 and 1
          train --optimizer adm | unknown optimizer 'adm'; did you mean 'adam'?
          train --schedule stp | did you mean 'step'?
          train --init nrmal | did you mean 'normal'?
          train --layers 64_relu | 64_relu
          train xor more | 'more' is one argument too many
          train --config no.toml | no file no.toml
          train - --test - | standard input cannot be both
          evaluate model | Missing required parameter: 'DATA'
          predict | Missing required parameter: 'MODEL'
          check | A model file, --config run.toml, or --layers
          check --layers rleu | relu
          check --layers `5 tanh` --loss hinge | unknown loss 'hinge'
          textbook T14 | the textbook has no row 'T14'; did you mean 'T1'? (rows are T1 to T13, and all)
          textbook al | did you mean 'all'?
          textbook T1 --seeds 0 | --seeds and --epochs must be at least 1
          textbook -o foo | --output goes with a ROW
          textbook --epochs 3 | --epochs goes with a ROW
          textbook T7 --data digits | --data is for T4 and T12
          textbook T1 T2 | 'T2' is one argument too many
          check --layers `5 tanh` --inputs 0 | --inputs must be at least 1, got 0
          check --layers `5 tanh` --inputs ten | 'ten' is not a whole number
          check --layers `5 tanh` --outputs 1 | --outputs 1 does not suit the loss crossEntropy()
          check --layers `5 tanh` --outputs -2 | --outputs -2 does not suit
          check --layers `5 tanh` --rule centre | --rule: unknown difference 'centre'; did you mean 'central'?
          check --layers `5 tanh` --step small | --step is either balanced or textbook, got small
          check --layers `5 tanh` --config run.toml | only one of MODEL, --config and --layers
          check m.denpan --loss bce | --inputs, --outputs and --loss go with --layers
          check --config none.toml | no file none.toml
          check none.toml | no file none.toml
          """)
  void isAnsweredWithTheRightWord(String words, String message) {
    Denpans.run((Object[]) words.replace("`", "").split(" (?!tanh)")).failed(2, message, "--help");
  }

  @Test
  void aMissingCommandIsAnsweredWithTheirList() {
    Denpans.run().failed(2, "which command?", "train", "completion");
  }

  @ParameterizedTest
  @CsvSource({
    "'5 relu, 2 softmax', '2 softmax', '\"5 relu\"'",
    "'5 relu, 1 logistic', '1 logistic', '\"5 relu\"'",
    "'3 softmax', '3 softmax', '\"\"'"
  })
  void theOutputLayerIsToBeLeftOut(String layers, String output, String instead) {
    Denpans.run("train", "xor", "--layers", layers, "-o", folder.resolve("m.denpan"))
        .failed(2, "'" + output + "' follows from the target", "--layers " + instead);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --layers | 4 relu, residual (4 relu, 5 identity) | --layers: | give its last layer 4 units
          --layers | 1000000000 relu | --layers: | more than one array holds
          --layers | 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu, 10000 relu | --layers: | more weights in all
          --optimizer=lbfgs | 4 relu, dropout 0.1 | --optimizer: dropout1 | draws anew
          --optimizer=lbfgs --batch=10 | 4 relu, batchnorm | --batch: batchnorm1 | set the batch size to all
          --batch=1 | 4 relu, batchnorm | --batch: batchnorm1 | a batch of 1 row
          """)
  void aNetworkThatCannotBeTrainedIsRefusedBeforeTheSummary(
      String options, String layers, String option, String why) {
    List<Object> words = new ArrayList<>(List.of("train", "xor", "--layers", layers));
    if (!options.equals("--layers")) {
      words.addAll(List.of(options.split(" ", -1)));
    }
    assertThat(Denpans.run(words.toArray()).failed(2, option, why).out()).isEmpty();
  }

  @Test
  void withoutATargetTheColumnsAreListed() throws IOException {
    Denpans.run("train", Denpans.churn(folder), "-o", folder.resolve("m.denpan"))
        .failed(2, "--target", "columns: age, plan, bill, churned");
  }

  @Test
  void debugShowsWhere() {
    assertThat(Denpans.run("inspect", folder.resolve("none"), "--debug").err()).contains("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          epoch = 3 | line 1: unknown key 'epoch'; did you mean 'epochs'?
          epochs = "3" | line 1: 'epochs' must be a whole number, got "3"
          layers = 64 | line 1: 'layers' must be a text in quotes, got 64
          with-replacement = 1 | line 1: 'with-replacement' must be true or false, got 1
          seed = 1.5 | line 1: 'seed' must be a whole number
          target = ["a"] | line 1: 'target' must be a text in quotes
          [train] | line 1: unknown key 'train'
          json = true | line 1: unknown key 'json'
          epochs = 3 3 | line 1: not TOML
          """)
  void aWrongConfigurationIsAnsweredWithItsLine(String toml, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("run.toml"), toml);
    Denpans.run("train", "--config", file).failed(2, file.toString(), message);
  }
}
