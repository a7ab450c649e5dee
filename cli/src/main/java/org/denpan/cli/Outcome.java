package org.denpan.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.denpan.Version;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.report.DataCard;
import org.denpan.cli.report.Evidence;
import org.denpan.data.Drift;
import org.denpan.data.Leak;
import org.denpan.data.Target;
import org.denpan.model.Model;
import org.denpan.train.Diagnosis;
import org.denpan.train.Finding;
import org.denpan.train.TrainingEvent;

/// What came out of `denpan train`.
///
/// @param unchosen what could not be chosen on the validation rows
/// @param evidence how far the test can be believed
/// @param file the model file
/// @param report the report, if one was written
/// @param command what gives the same result again
/// @param findings what was diagnosed
record Outcome(
    Model model,
    Tested test,
    List<String> unchosen,
    TrainingData data,
    Evidence evidence,
    TrainingEvent.Ended ended,
    Path file,
    Optional<Path> report,
    String command,
    TrainingOptions settings,
    List<Finding> findings) {
  void print(Layout layout) {
    String epochs =
        "%s in %s, %s samples/s; epoch %d is kept"
            .formatted(
                Figures.count(ended.epochs(), "epoch"),
                Layout.duration(ended.seconds()),
                Figures.count(Math.round(ended.samplesPerSecond())),
                ended.bestEpoch());
    layout.line("Trained", epochs);
    Adjusted.lines(model.adjustment(), model.target()).forEach(layout::line);
    layout.gap();
    new Scores(test).print(layout, "Test");
    layout.gap();
    findings.stream()
        .filter(finding -> finding.last() == ended.epochs()) // what has passed was told when it was
        .forEach(finding -> layout.line("Diagnosis", finding.sentence(ended.epochs())));
    remarks().forEach(remark -> layout.line("Note", remark));
    layout.line("Weights", model.weightsSha256());
    layout.line("Model", file.toString());
    report.ifPresent(path -> layout.line("Report", path.toString()));
    layout.lines("Again", List.of(command)); // one line, so that it can be copied
  }

  /// What a reader should know before believing the figures.
  List<String> remarks() {
    List<String> remarks = new ArrayList<>(unchosen);
    remarks.addAll(test.remarks());
    remarks.addAll(
        Remarks.of(
            test.evaluation(), model.encoder(), data.split().test(), ended, settings.epochs));
    return remarks;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", data.source().name());
    data.source().sha256().ifPresent(sha256 -> json.put("data_sha256", sha256));
    Optional.ofNullable(model.provenance().get("preset")).ifPresent(p -> json.put("preset", p));
    json.put("rows", data.rows());
    json.put("train_rows", data.trainRows());
    data.beyond().ifPresent(rows -> json.put("scratch_bytes", rows.bytes()));
    json.put("validation_rows", data.split().validation().rows());
    json.put("test_rows", test.evaluation().rows());
    json.put("columns", data.split().train().columns().size());
    json.put("left_out", Descriptions.leftOut(model.encoder()));
    json.put("target", model.target().column());
    json.put("classes", model.target() instanceof Target.Classes c ? c.classes() : List.of());
    model.encoder().weights().ifPresent(column -> json.put("weights", column));
    json.put("split", data.split().rule());
    json.put("leakage", evidence.leakage().stream().map(Outcome::json).toList());
    evidence.card().ifPresent(card -> json.put("drift", drift(card)));
    evidence.folds().ifPresent(folds -> json.put("folds", new FoldFigures(folds).json()));
    json.put("network", model.network().toString());
    json.put("inputs", model.inputs());
    json.put("parameters", model.parameters().learnt());
    json.putAll(Adjusted.json(model.adjustment()));
    json.putAll(new Scores(test).json("test_"));
    json.put("epochs", ended.epochs());
    json.put("best_epoch", ended.bestEpoch());
    json.put("ended", ended.reason());
    json.put("diagnoses", findings.stream().map(Outcome::json).toList());
    json.put("seconds", ended.seconds());
    json.put("samples_per_second", ended.samplesPerSecond());
    json.put("seed", settings.seed);
    json.put("threads", settings.threads);
    json.put("weights_sha256", model.weightsSha256());
    json.put("model", file.toString());
    report.ifPresent(path -> json.put("report", path.toString()));
    json.put("command", command);
    json.put("denpan", Version.text());
    return json;
  }

  private static Map<String, Object> json(Leak leak) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", leak.kind());
    leak.column().ifPresent(column -> json.put("column", column));
    json.put("figure", leak.figure());
    json.put("sentence", leak.sentence());
    return json;
  }

  private static Map<String, Object> drift(DataCard card) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (DataCard.ColumnCard column : card.columns()) {
      column.drift().ifPresent(drift -> json.put(column.name(), json(drift)));
    }
    return json;
  }

  private static Map<String, Object> json(Drift drift) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("psi", drift.psi());
    json.put("by_chance", drift.byChance());
    json.put("reading", drift.reading());
    json.put("new_rows", drift.newRows());
    json.put("missing_train", drift.missingTrain());
    json.put("missing_test", drift.missingTest());
    json.put("sentences", drift.sentences());
    return json;
  }

  private static Map<String, Object> json(Finding finding) {
    Diagnosis diagnosis = finding.diagnosis();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", diagnosis.kind());
    diagnosis.layer().ifPresent(layer -> json.put("layer", layer));
    if (Double.isFinite(diagnosis.figure())) {
      json.put("figure", diagnosis.figure());
    }
    json.put("first_epoch", finding.first());
    json.put("last_epoch", finding.last());
    json.put("sentence", diagnosis.sentence());
    return json;
  }
}
