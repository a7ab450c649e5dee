package org.denpan.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.denpan.web.metrics.ServerMetrics;

/// What the server says of itself: to Prometheus, to programs and to people.
final class Descriptions {
  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,255}");

  private final ModelServer server;

  Descriptions(ModelServer server) {
    this.server = server;
  }

  void metrics(Call call) throws IOException {
    byte[] text = server.metrics().text().getBytes(StandardCharsets.UTF_8);
    call.answer(200, ServerMetrics.CONTENT_TYPE, text, text.length);
  }

  void openApi(Call call) throws IOException {
    ServerOptions options = server.options();
    byte[] document =
        OpenApi.document(server.models(), options.limits(), options.token().isPresent());
    call.answer(200, Call.JSON, document, document.length);
  }

  void page(Call call) throws IOException {
    String asked = call.header("Host");
    boolean plain = asked != null && AUTHORITY.matcher(asked).matches();
    byte[] page =
        DocsPage.of(server.models(), plain && asked != null ? asked : server.uri().getAuthority());
    call.header("Content-Security-Policy", DocsPage.POLICY);
    call.header("X-Content-Type-Options", "nosniff");
    call.answer(200, DocsPage.TYPE, page, page.length);
  }
}
