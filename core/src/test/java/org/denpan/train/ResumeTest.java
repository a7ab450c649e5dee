package org.denpan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.denpan.net.Activation.relu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.denpan.DenpanException;
import org.denpan.Family;
import org.denpan.Seed;
import org.denpan.data.Spool;
import org.denpan.data.SpoolWriter;
import org.denpan.data.Table;
import org.denpan.model.Model;
import org.denpan.net.Dense;
import org.denpan.net.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Training that is stopped between any two steps and goes on ends with the bits, and has told of
/// the epochs, that come without a pause. `-Ddenpan.seed=7` stops it at other steps.
class ResumeTest {
  private static final long SEED = Long.getLong("denpan.seed", 42);
  private static final Table TRAIN = Tables.xor(203, 1);
  private static final Table VALIDATION = Tables.xor(60, 2);

  @TempDir private Path folder;

  /// How a run is set up and fitted.
  record Case(String name, Supplier<Trainer> trainer, Function<Trainer, Model> fit) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Trainer trainer(String layers) {
    return Trainer.of(Network.parse(layers)).epochs(4).batchSize(20).seed(3);
  }

  private static Case of(String name, Supplier<Trainer> trainer) {
    return new Case(name, trainer, t -> t.fit(TRAIN, VALIDATION));
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String optimizer : Family.of(Optimizer.class).names()) {
      cases.add(
          of(
              optimizer,
              () ->
                  trainer("8 relu, 5 tanh")
                      .optimizer(Family.of(Optimizer.class).parse(optimizer))));
    }
    cases.add(of("state in layers", () -> trainer("8 relu, batchnorm, dropout 0.2, 5 prelu")));
    cases.add(
        of(
            "restraints",
            () ->
                trainer("8 relu, layernorm")
                    .optimizer(Family.of(Optimizer.class).parse("adamw 0.01"))
                    .averaging(0.9)
                    .l1(1e-5)
                    .maxNorm(1)
                    .clipNorm(0.5)));
    cases.add(
        of(
            "a schedule that looks back",
            () ->
                trainer("4 relu")
                    .epochs(9)
                    .optimizer(Optimizer.sgd(1))
                    .schedule(Family.of(Schedule.class).parse("plateau 0.5 1"))));
    cases.add(
        of(
            "patience",
            () -> trainer("8 relu").epochs(30).optimizer(Optimizer.adam(0.1)).patience(1)));
    cases.add(of("replacement", () -> trainer("8 relu").withReplacement(true)));
    cases.add(of("class weights", () -> trainer("8 relu").balancedClasses()));
    cases.add(of("blocks", () -> trainer("8 relu").shuffle(new Shuffle.Blocks(1))));
    cases.add(
        of(
            "lbfgs in parts",
            () -> trainer("8 tanh").epochs(12).optimizer(Optimizer.lbfgs()).batchSize(50)));
    cases.add(new Case("without validation", () -> trainer("8 relu"), t -> t.fit(TRAIN)));
    return cases.stream();
  }

  /// What is told of a run, with all that depends on time left out.
  private static List<Object> told(List<TrainingEvent> events) {
    List<Object> told = new ArrayList<>();
    for (TrainingEvent event : events) {
      switch (event) {
        case TrainingEvent.Resumed r -> told.addAll(told(List.copyOf(r.history())));
        case TrainingEvent.EpochEnded e ->
            told.add(
                List.of(
                    e.epoch(),
                    e.loss(),
                    e.metrics(),
                    e.learningRate(),
                    e.gradientNorm(),
                    e.best(),
                    e.layers(),
                    e.diagnoses()));
        case TrainingEvent.Ended e -> told.add(List.of(e.epochs(), e.bestEpoch(), e.reason()));
        default -> {}
      }
    }
    return told;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRunThatIsStoppedAnywhereEndsAsIfItWereNot(Case run) {
    List<TrainingEvent> whole = new ArrayList<>();
    Model expected = run.fit().apply(run.trainer().get().threads(2).listener(whole::add));

    Seed.Stream chance = new Seed(SEED).stream(run.name());
    List<TrainingEvent> told = List.of();
    Model model = expected;
    int starts = 0;
    while (starts == 0 || paused(told)) {
      starts++;
      assertThat(starts).as("starts, seed %d", SEED).isLessThan(200);
      AtomicLong left = new AtomicLong(1 + chance.nextInt(starts == 1 ? 3 : 9));
      List<TrainingEvent> events = new ArrayList<>();
      try (Checkpoints checkpoints = Checkpoints.open(folder)) {
        Trainer trainer =
            run.trainer()
                .get()
                .threads(1 + starts % 3)
                .checkpoints(checkpoints, Every.steps(1 + chance.nextInt(4)))
                .stopWhen(StopRule.when("paused", () -> left.decrementAndGet() <= 0))
                .listener(events::add);
        model = run.fit().apply(trainer);
      }
      assertThat(events.stream().anyMatch(TrainingEvent.Resumed.class::isInstance))
          .isEqualTo(starts > 1);
      told = events;
    }

    assertThat(starts).isGreaterThan(1);
    assertThat(model.weightsSha256()).as("seed %d", SEED).isEqualTo(expected.weightsSha256());
    assertThat(told(told)).isEqualTo(told(whole));
  }

  private static boolean paused(List<TrainingEvent> events) {
    return events.getLast() instanceof TrainingEvent.Ended e && e.reason().equals("paused");
  }

  private Model fit(Trainer trainer, Table train) {
    try (Checkpoints checkpoints = Checkpoints.open(folder)) {
      return trainer.checkpoints(checkpoints, Every.steps(5)).fit(train, VALIDATION);
    }
  }

  static Stream<Case> runsThatEndBeforeTheirLastEpoch() {
    return Stream.of(
        of(
            "patience",
            () -> trainer("8 relu").epochs(60).optimizer(Optimizer.adam(0.1)).patience(1)),
        of("lbfgs", () -> trainer("").epochs(500).optimizer(Optimizer.lbfgs())));
  }

  /// As where its process was killed after the last checkpoint and before the model was written.
  @ParameterizedTest
  @MethodSource("runsThatEndBeforeTheirLastEpoch")
  void aRunThatHasEndedIsGoneOnWithToTheSameEnd(Case run) {
    List<TrainingEvent> whole = new ArrayList<>();
    Model expected = run.fit().apply(run.trainer().get().listener(whole::add));
    List<TrainingEvent> again = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      again.clear();
      try (Checkpoints checkpoints = Checkpoints.open(folder)) {
        Trainer trainer = run.trainer().get().checkpoints(checkpoints, Every.steps(1));
        Model model = run.fit().apply(trainer.listener(again::add));
        assertThat(model.weightsSha256()).isEqualTo(expected.weightsSha256());
        assertThat(model.provenance()).isEqualTo(expected.provenance());
      }
    }
    assertThat(told(again)).isEqualTo(told(whole));
    assertThat(expected.provenance().get("ended")).isNotEqualTo("all epochs are done");
  }

  @Test
  void otherSettingsAreRefusedWithTheDifference() {
    fit(trainer("8 relu"), TRAIN);
    assertThatThrownBy(() -> fit(trainer("8 relu").seed(4).epochs(5), TRAIN))
        .isInstanceOf(DenpanException.class)
        .hasMessageContaining(folder + " holds checkpoints of another run: ")
        .hasMessageContaining("seed was 3, is now 4; epochs was 4, is now 5. Go on with");
    assertThatThrownBy(() -> fit(trainer("8 relu").patience(3), TRAIN))
        .hasMessageContaining("another run: patience was (none), is now 3. Go on with");
    assertThatThrownBy(() -> fit(trainer("9 relu"), TRAIN))
        .hasMessageContaining("network was Network.of(Dense.of(8, relu())");
  }

  @Test
  void otherRowsAreRefusedWithTheDifference() {
    fit(trainer("8 relu"), TRAIN);
    assertThatThrownBy(() -> fit(trainer("8 relu"), Tables.xor(204, 1)))
        .hasMessageContaining("train_rows was 203, is now 204");
    assertThatThrownBy(() -> fit(trainer("8 relu"), Tables.xor(203, 5)))
        .hasMessageContaining("input a was Standardize[column=a");
  }

  @Test
  void rowsBeyondMemoryAreGoneOnWithToo() throws IOException {
    Table train = Tables.xor(5000, 1);
    Supplier<Trainer> settings =
        () ->
            Trainer.of(Network.of(Dense.of(8, relu())))
                .epochs(3)
                .batchSize(300)
                .shuffle(new Shuffle.Blocks(2));
    String expected = settings.get().fit(train, VALIDATION).weightsSha256();
    Path rows = Files.createDirectory(folder.resolve("rows"));
    Seed.Stream chance = new Seed(SEED).stream("spooled");
    String reason;
    Model model;
    int starts = 0;
    do {
      starts++;
      AtomicLong left = new AtomicLong(1 + chance.nextInt(15));
      try (SpoolWriter writer = Spool.into(rows, "xor")) {
        writer.add(train);
        try (Spool spool = writer.finish();
            Checkpoints checkpoints = Checkpoints.open(folder.resolve("run"))) {
          model =
              settings
                  .get()
                  .checkpoints(checkpoints, Every.steps(4))
                  .stopWhen(StopRule.when("paused", () -> left.decrementAndGet() <= 0))
                  .fit(spool.withTarget("differ"), VALIDATION);
          reason = model.provenance().getOrDefault("ended", "");
        }
      }
    } while (reason.equals("paused"));
    assertThat(starts).isGreaterThan(2);
    assertThat(model.weightsSha256()).as("seed %d", SEED).isEqualTo(expected);
  }
}
