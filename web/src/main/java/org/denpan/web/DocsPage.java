package org.denpan.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.denpan.Sha256;
import org.denpan.data.TextTransform;
import org.denpan.model.Model;
import tools.jackson.databind.JsonNode;

/// A page for people: what is served, which columns it takes, and a form to try it. It needs
/// nothing from elsewhere, and says so to the browser.
final class DocsPage {
  static final String TYPE = "text/html; charset=utf-8";
  private static final int MOST_CHOICES = 1000;
  private static final String STYLE = resource("docs.css");
  private static final String SCRIPT = resource("docs.js");

  /// The page's own style and script, its own server, and nothing else.
  static final String POLICY =
      "default-src 'none'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " form-action 'self'; style-src "
          + hash(STYLE)
          + "; script-src "
          + hash(SCRIPT);

  private final StringBuilder html = new StringBuilder(16_384);

  private DocsPage() {}

  /// The page of these models.
  ///
  /// @param authority host and port, for the lines to copy
  static byte[] of(List<ServedModel> models, String authority) {
    DocsPage page = new DocsPage();
    page.html
        .append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Denpan</title>\n<style>")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>Denpan</h1>\n")
        .append("<p>Serves ")
        .append(models.size() == 1 ? "one model" : models.size() + " models")
        .append("; described for programs by <a href=\"/openapi.json\">/openapi.json</a>.</p>\n");
    models.forEach(model -> page.model(model, authority));
    page.routes(models);
    page.html.append("<script>").append(SCRIPT).append("</script>\n</body>\n</html>\n");
    return page.html.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void model(ServedModel served, String authority) {
    Model model = served.model();
    String path = "/models/" + served.name() + "/predict";
    html.append("<h2>").append(escape(served.name())).append("</h2>\n<p>Predicts <b>");
    html.append(escape(model.target().column())).append("</b> with <code>");
    html.append(escape(model.network().toString())).append("</code>, version <code>");
    html.append(escape(served.version())).append("</code>.</p>\n");
    html.append("<form action=\"").append(escape(path)).append("\" method=\"post\">\n");
    html.append("<div class=\"scroll\"><table>\n<tr><th>column<th>value<th>\n");
    served.fields().list().forEach(this::column);
    html.append("</table></div>\n<button>Predict</button>\n<output></output>\n</form>\n<pre>");
    html.append(escape(curl(served, "http://" + authority + path))).append("</pre>\n");
  }

  private void column(Field field) {
    String column = escape(field.column());
    html.append("<tr><td><code>").append(column).append("</code><td>");
    if (field.kind() == Field.Kind.PIXELS) {
      html.append("<i>not from this page</i>");
    } else {
      input(field, column);
    }
    html.append("<td>").append(escape(ColumnSchema.description(field))).append('\n');
  }

  private void input(Field field, String column) {
    JsonNode example = ColumnSchema.examples(field).getFirst();
    String kind = field.kind().name().toLowerCase(Locale.ROOT);
    html.append("<input data-column=\"").append(column).append("\" data-kind=\"").append(kind);
    html.append("\" aria-label=\"").append(column);
    html.append("\" value=\"").append(escape(example.asString())).append('"');
    if (field.kind() == Field.Kind.NUMBER) {
      html.append(" type=\"number\" step=\"any\">");
    } else if (field.transform() instanceof TextTransform text
        && text.categories().size() <= MOST_CHOICES) {
      String list = "choices-" + html.length();
      html.append(" list=\"").append(list).append("\"><datalist id=\"").append(list).append("\">");
      text.categories()
          .forEach(c -> html.append("<option value=\"").append(escape(c)).append("\"></option>"));
      html.append("</datalist>");
    } else {
      html.append('>');
    }
  }

  private static String curl(ServedModel served, String url) {
    String row = ColumnSchema.row(served.fields()).toString().replace("'", "'\\''");
    return "curl -s " + url + " -H 'Content-Type: application/json' -d '" + row + "'";
  }

  private void routes(List<ServedModel> models) {
    html.append("<h2>Routes</h2>\n<div class=\"scroll\"><table>\n");
    if (models.size() == 1) {
      route("POST /predict", "rows by column names, for the only model");
    }
    route("POST /models/{model}/predict", "rows by column names");
    route("POST /v2/models/{model}/infer", "tensors: the Open Inference Protocol v2");
    route("GET /v2/models/{model}", "the tensors that a model takes and gives");
    route("GET /v2/models/{model}/ready", "whether a model can predict");
    route("GET /v2", "the server's name, version and extensions");
    route("GET /v2/health/live", "whether the server runs");
    route("GET /v2/health/ready", "whether it can predict");
    route("GET /metrics", "what the server counts, for Prometheus");
    route("GET /openapi.json", "all this for programs");
    html.append("</table></div>\n");
  }

  private void route(String path, String words) {
    html.append("<tr><td><code>").append(path).append("</code><td>").append(words).append('\n');
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    try (InputStream in = DocsPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    Sha256 sum = new Sha256();
    sum.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    return "'sha256-" + Base64.getEncoder().encodeToString(sum.sum()) + "'";
  }
}
