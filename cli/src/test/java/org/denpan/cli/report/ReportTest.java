package org.denpan.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.denpan.cli.chart.Figures;
import org.denpan.cli.chart.Pages;
import org.denpan.cli.chart.Png;
import org.denpan.data.Column;
import org.denpan.data.Table;
import org.denpan.measure.Interval;
import org.denpan.model.Adjustment;
import org.denpan.model.Assessment;
import org.denpan.model.Evaluation;
import org.denpan.model.Importance;
import org.denpan.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {
  private static final String HOSTILE = "<script>alert(\"1\")</script>&'\u0000";

  static Stream<Report> reports() {
    return Stream.of(
        Runs.report(Runs.classes(40, 2), Runs.history(12, "accuracy"), "A note."),
        Runs.report(Runs.classes(60, 20), Runs.history(3, "accuracy")),
        Runs.report(Runs.classes(300, 30), Runs.history(1, "accuracy")),
        Runs.report(Runs.images(30), Runs.history(500, "accuracy")),
        Runs.report(Runs.number(50), Runs.history(12, "rmse")),
        Runs.report(Runs.number(2_000), Runs.history(1, "")),
        Runs.report(Runs.number(50), List.of()));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void aPageIsWellFormedAndSaysItsLanguage(Report report) {
    Document page = Pages.parse(report.html());

    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(report.html()).startsWith("<!DOCTYPE html>").contains("charset=\"utf-8\"");
    assertThat(Pages.texts(page, "h1")).containsExactly("A run");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void aPageLoadsAndRunsNothing(Report report) {
    Document page = Pages.parse(report.html());

    assertThat(Pages.all(page, "script")).isEmpty();
    assertThat(Pages.all(page, "link")).isEmpty();
    assertThat(report.html()).doesNotContain("://", "@import", "url(");
    for (Element element : Pages.all(page, "*")) {
      if (element.hasAttribute("src")) {
        assertThat(element.getAttribute("src")).startsWith("data:image/png;base64,");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void linksLeadWithinThePageAndIdsAreUnique(Report report) {
    Document page = Pages.parse(report.html());
    Set<String> ids = new HashSet<>();
    for (Element element : Pages.all(page, "*")) {
      if (element.hasAttribute("id")) {
        assertThat(ids.add(element.getAttribute("id"))).as(element.getAttribute("id")).isTrue();
      }
    }
    for (Element link : Pages.all(page, "a")) {
      assertThat(link.getAttribute("href")).startsWith("#");
      assertThat(ids).contains(link.getAttribute("href").substring(1));
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyDrawingAndPictureHasWordsForThoseWhoDoNotSeeIt(Report report) {
    Document page = Pages.parse(report.html());
    for (Element drawing : Pages.all(page, "svg")) {
      assertThat(drawing.getAttribute("role")).isEqualTo("img");
      assertThat(drawing.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
      assertThat(drawing.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
    }
    for (Element picture : Pages.all(page, "img")) {
      assertThat(picture.getAttribute("alt")).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void noFigureIsMissingFromThePage(Report report) {
    assertThat(report.html()).doesNotContain("NaN", "Infinity", "null", "∞");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void thePageIsTheSameAgainAndInEveryLocale(Report report) {
    String page = report.html();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(report.html()).isEqualTo(page);
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(report.html()).isEqualTo(page);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aClassificationIsToldInTheOrderOfReading() {
    Report report = Runs.report(Runs.classes(40, 3), Runs.history(4, "accuracy"), "Stopped.");

    assertThat(Pages.texts(Pages.parse(report.html()), "h2"))
        .containsExactly(
            "Notes",
            "Figures",
            "Probabilities",
            "Confusion matrix",
            "Worst examples",
            "Learning curves",
            "Diagnosis",
            "What was learnt from what",
            "Network",
            "Settings",
            "Reproduce");
  }

  @Test
  void diagnosesAreToldWithTheirEpochsBesideTheGradientsByLayer() {
    String page = Runs.report(Runs.classes(40, 3), Runs.history(4, "accuracy")).html();

    assertThat(page)
        .contains("dense1: &lt;half&gt; dead. Seen in epoch 2.")
        .contains("Gradient size by layer");
    assertThat(Runs.report(Runs.classes(40, 3), Runs.history(1, "accuracy")).html())
        .contains("Nothing unusual was seen");
  }

  @Test
  void aRegressionIsToldInTheOrderOfReading() {
    Report report = Runs.report(Runs.number(40), Runs.history(4, "rmse"));

    assertThat(Pages.texts(Pages.parse(report.html()), "h2"))
        .containsExactly(
            "Figures",
            "Predicted and known",
            "Worst examples",
            "Learning curves",
            "Diagnosis",
            "What was learnt from what",
            "Network",
            "Settings",
            "Reproduce");
  }

  @Test
  void theHeadlineSetsTheResultBesideTheBaseline() {
    Report report = Runs.report(Runs.classes(40, 4), Runs.history(4, "accuracy"));
    Evaluation test = report.test();

    assertThat(report.html())
        .contains(Figures.percent(test.metric("accuracy")))
        .contains("25.00 %")
        .contains("always ‘class0’")
        .contains("of 40 rows right");
  }

  @Test
  void theHeadlineOfANumberIsInItsOwnUnit() {
    Report report = Runs.report(Runs.number(44), Runs.history(4, "rmse"));

    assertThat(report.html())
        .contains("in the unit of price")
        .contains(Figures.number(report.test().metric("rmse")))
        .contains("118.9") // 37.6·√10, the deviation of 0 … 10 in steps of 37.6
        .contains("always 1,188");
  }

  @Test
  void aNetworkThatIsNoBetterThanAGuessIsCalledSo() {
    Table table = Runs.classes(40, 2);
    Table allOfOne = table.select(IntStream.range(0, 40).filter(i -> i % 2 == 0).toArray());
    Model model = Runs.model(table);
    Report report =
        new Report(
            "A run",
            "",
            model,
            List.of(),
            model.evaluate(allOfOne),
            allOfOne,
            Evidence.of(""),
            List.of());

    assertThat(report.test().baseline().get("accuracy")).isEqualTo(1.0);
    assertThat(report.html()).contains("no better than the baseline");
  }

  @Test
  void theCommandStandsThereWordForWord() {
    Report report = Runs.report(Runs.classes(40, 2), Runs.history(1, "accuracy"));

    assertThat(Pages.texts(Pages.parse(report.html()), "pre")).containsExactly(report.command());
  }

  @Test
  void namesFromDataAreNeverMarkup() {
    int[] codes = IntStream.range(0, 40).map(i -> i % 2).toArray();
    double[] numbers = IntStream.range(0, 40).mapToDouble(i -> Math.sin(i)).toArray();
    Table table =
        new Table(
            HOSTILE,
            List.of(
                new Column.Numbers(HOSTILE + 1, numbers),
                new Column.Categories(HOSTILE + 2, List.of(HOSTILE, "b"), codes),
                new Column.Categories(HOSTILE + 3, List.of(HOSTILE), new int[40]),
                new Column.Categories(HOSTILE + 4, List.of("c", HOSTILE), codes)),
            Optional.of(HOSTILE + 4));
    Model model = Runs.model(table).withProvenance(java.util.Map.of(HOSTILE, HOSTILE));
    Report report =
        new Report(
            HOSTILE,
            HOSTILE,
            model,
            Runs.history(2, "accuracy"),
            model.evaluate(table),
            table,
            Evidence.of(HOSTILE),
            List.of(HOSTILE));
    String html = report.html();

    assertThat(html).doesNotContain("<script", "\u0000").contains("&lt;script&gt;");
    Document page = Pages.parse(html);
    assertThat(Pages.all(page, "script")).isEmpty();
    assertThat(Pages.texts(page, "h1")).containsExactly(HOSTILE.replace('\u0000', '\uFFFD'));
  }

  @Test
  void theConfusionMatrixCountsEveryTestRow() {
    Report report = Runs.report(Runs.classes(60, 20), Runs.history(1, "accuracy"));
    Document page = Pages.parse(report.html());
    Element matrix =
        Pages.all(page, "table").stream()
            .filter(table -> table.getAttribute("class").equals("matrix"))
            .findFirst()
            .orElseThrow();
    int sum = 0;
    for (Element cell : Pages.all(page, "td")) {
      if (cell.getAttribute("class").matches("right|wrong|none")) {
        sum += Integer.parseInt(cell.getTextContent());
      }
    }

    assertThat(matrix.getElementsByTagName("tr").getLength()).isEqualTo(22);
    assertThat(sum).isEqualTo(60);
  }

  @Test
  void manyClassesAreToldByTheirMostConfusedPairs() {
    Report report = Runs.report(Runs.classes(300, 30), Runs.history(1, "accuracy"));

    assertThat(Pages.texts(Pages.parse(report.html()), "h2"))
        .contains("Most confused pairs")
        .doesNotContain("Confusion matrix");
  }

  @Test
  void columnsLeftOutStandWithTheirReason() {
    Report report = Runs.report(Runs.classes(40, 2), Runs.history(1, "accuracy"));

    assertThat(report.html()).contains("constant").contains("is always 4");
  }

  @Test
  void missingValuesOfExamplesAreCalledMissing() {
    Table table = Runs.number(20);
    Report report = Runs.report(table, Runs.history(1, "rmse"));
    Document page = Pages.parse(report.html());
    long missing =
        report.test().worst(12).stream()
            .flatMap(row -> table.columns().stream().filter(column -> column.missing(row)))
            .count();

    assertThat(missing).isPositive();
    assertThat(Pages.texts(page, "span").stream().filter("missing"::equals)).hasSize((int) missing);
  }

  @Test
  void theWorstPicturesStandThereWithWhatWasKnown() {
    Report report = Runs.report(Runs.images(30), Runs.history(1, "accuracy"));
    int worst = report.test().worst(1).getFirst();
    List<Element> pictures = Pages.all(Pages.parse(report.html()), "img");

    assertThat(pictures).hasSize(24);
    assertThat(pictures.getFirst().getAttribute("alt"))
        .isEqualTo("row %d, known %d".formatted(worst + 1, worst % 3));
    assertThat(pictures.getFirst().getAttribute("src"))
        .isEqualTo(Png.dataUri((Column.Pixels) report.testTable().columns().getFirst(), worst));
  }

  @Test
  void manyColumnsAreFolded() {
    List<Column> columns = new ArrayList<>(Runs.classes(40, 2).columns());
    for (int i = 0; i < 25; i++) {
      double phase = i;
      columns.add(
          new Column.Numbers(
              "x" + i, IntStream.range(0, 40).mapToDouble(r -> Math.sin(r + phase)).toArray()));
    }
    Report report = Runs.report(new Table("wide", columns, Optional.of("target")), List.of());

    assertThat(Pages.texts(Pages.parse(report.html()), "summary"))
        .containsExactly("Preprocessing, fitted on the training rows alone: 28 columns");
  }

  @Test
  void oneEpochWithoutValidationIsADot() {
    Report report = Runs.report(Runs.classes(40, 2), Runs.history(1, ""));
    Document page = Pages.parse(report.html());

    // those of the probabilities; then the curve with its dot, and the gradients of two layers
    List<Element> drawings = Pages.all(page, "svg");
    assertThat(drawings).hasSize(3 + 2);
    assertThat(drawings.get(3).getElementsByTagName("circle").getLength()).isEqualTo(1);
    assertThat(drawings.get(4).getElementsByTagName("circle").getLength()).isEqualTo(2);
    assertThat(report.html()).contains("There were no validation rows").doesNotContain("best:");
  }

  @Test
  void theBestEpochIsMarkedInBothCharts() {
    Report report = Runs.report(Runs.classes(40, 2), Runs.history(8, "accuracy"));

    assertThat(Pages.texts(Pages.parse(report.html()), "text").stream())
        .filteredOn("best: epoch 7"::equals)
        .hasSize(2);
  }

  @Test
  void aScatterOfManyRowsIsSampled() {
    Report report = Runs.report(Runs.number(2_345), List.of());
    List<Element> points =
        Pages.all(Pages.parse(report.html()), "circle").stream()
            .filter(circle -> circle.getAttribute("class").equals("point"))
            .toList();

    assertThat(points).hasSize(1_000);
    assertThat(report.html()).contains("1,000 of 2,345 rows");
  }

  @Test
  void aTableThatIsNotTheEvaluationsIsRefused() {
    Report report = Runs.report(Runs.classes(40, 2), List.of());
    Table other = Runs.classes(39, 2);

    assertThatThrownBy(() ->
            new Report(
                "t",
                "c",
                report.model(),
                List.of(),
                report.test(),
                other,
                Evidence.of("s"),
                List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("40 rows")
        .hasMessageContaining("39");
  }

  @Test
  void theFiguresStandBesideWhatIsSimplerWithTheirIntervals() {
    Table table = Runs.classes(60, 2);
    Model model = Runs.model(table);
    Evaluation test = model.evaluate(table);
    Importance importance = Importance.of(model, table, 1);
    Measured measured =
        new Measured(
            Assessment.of(test, 1),
            Map.of("accuracy", 0.4321),
            Assessment.of(test.guess()).metrics(),
            Optional.of(importance));
    Report report =
        new Report(
            "A run", "", model, List.of(), test, table, Evidence.of(""), List.of(), measured);
    Document page = Pages.parse(report.html());

    Interval interval = measured.model().intervals().get("accuracy");
    assertThat(Pages.texts(page, "td"))
        .contains(
            Figures.number(interval.low()) + " … " + Figures.number(interval.high()), "0.4321");
    assertThat(Pages.texts(page, "h3"))
        .contains("ROC curve", "Precision and recall", "Calibration", "By column");
    assertThat(report.html())
        .contains("area " + Figures.number(measured.model().metrics().get("roc_auc")))
        .contains(Figures.number(importance.columns().getFirst().drop()) + " roc_auc lost");
  }

  @Test
  void eachOfSeveralClassesHasItsCurves() {
    String html = Runs.report(Runs.classes(90, 10), List.of()).html();
    assertThat(html).contains("class0, area ", "class9, area ", "class9, average ");
    // of more there would be a tangle
    assertThat(Runs.report(Runs.classes(90, 11), List.of()).html())
        .doesNotContain("ROC curve")
        .contains("Calibration");
  }

  @Test
  void whatWasChosenOnTheValidationRowsIsTold() {
    Table table = Runs.classes(40, 2);
    Model model =
        Runs.model(table)
            .withAdjustment(Adjustment.none().withTemperature(1.5).withThreshold(0.25, "f1"));
    String html =
        new Report(
                "A run",
                "",
                model,
                List.of(),
                model.evaluate(table),
                table,
                Evidence.of(""),
                List.of())
            .html();
    assertThat(html)
        .contains("the temperature 1.5")
        .contains("‘class1’ is said from the probability 0.25 on, chosen by f1.");
  }
}
