/// Serves models over HTTP.
module org.denpan.web {
  requires transitive org.denpan.core;
  requires jdk.httpserver;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports org.denpan.web;
}
