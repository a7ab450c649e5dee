package org.denpan.cli.report;

import static org.denpan.cli.chart.Html.element;
import static org.denpan.cli.chart.Html.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.denpan.cli.chart.Html;
import org.denpan.model.Model;

/// The page around the sections: head, headline, links, footer.
final class Page {
  /// Nothing is fetched and nothing runs, whatever a later section or a name in the data holds.
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private Page() {}

  static String of(Report report, List<Section> sections) {
    List<Html> links = new ArrayList<>();
    List<Html> parts = new ArrayList<>();
    for (Section section : sections) {
      List<Html> content = section.content(report);
      if (!content.isEmpty()) {
        links.add(element("a", section.title()).with("href", "#" + section.id()));
        parts.add(
            element("section", element("h2", section.title()))
                .add(content.toArray(Html[]::new))
                .with("id", section.id()));
      }
    }
    Html body =
        element(
            "body",
            Headline.of(report),
            element("nav", links).with("aria-label", "Sections"),
            element("main", parts),
            footer(report.model()));
    return "<!DOCTYPE html>\n" + element("html", head(report), body).with("lang", "en").markup();
  }

  private static Html head(Report report) {
    return element(
        "head",
        element("meta").with("charset", "utf-8"),
        element("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY),
        element("meta")
            .with("name", "viewport")
            .with("content", "width=device-width, initial-scale=1"),
        element("meta").with("name", "color-scheme").with("content", "light dark"),
        element("title", report.title()),
        element("style", Style.SHEET));
  }

  private static Html footer(Model model) {
    Map<String, String> facts = model.provenance();
    return element(
        "footer",
        element(
            "p",
            text("Denpan " + facts.getOrDefault("denpan", version()) + " · seed "),
            element("code", facts.getOrDefault("seed", "unknown"))),
        element("p", text("weights_sha256 "), element("code", model.weightsSha256())));
  }

  private static String version() {
    String version = Page.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged build)" : version;
  }
}
