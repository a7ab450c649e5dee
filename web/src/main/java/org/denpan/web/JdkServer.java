package org.denpan.web;

/// Settings of the JDK's server. It reads them once, when its first object is made, from system
/// properties; what is set already is left.
final class JdkServer {
  private static final int MOST_CONNECTIONS = 4096;
  private static final int MOST_HEADERS = 100;
  private static final int MOST_HEADER_BYTES = 32 << 10;

  private JdkServer() {}

  static void configure(Limits limits) {
    // answers are written in one piece, and must not wait for the client to confirm the one before
    set("sun.net.httpserver.nodelay", "true");
    // in seconds, whatever the JDK's page says; our own bound comes first and can still be answered
    set("sun.net.httpserver.maxReqTime", Integer.toString(limits.seconds() + 2));
    set("sun.net.httpserver.maxRspTime", Integer.toString(3 * limits.seconds() + 2));
    set("sun.net.httpserver.clockTick", "2000");
    set("sun.net.httpserver.maxReqHeaders", Integer.toString(MOST_HEADERS));
    set("sun.net.httpserver.maxReqHeaderSize", Integer.toString(MOST_HEADER_BYTES));
    set("jdk.httpserver.maxConnections", Integer.toString(MOST_CONNECTIONS));
    set("sun.net.httpserver.maxIdleConnections", Integer.toString(MOST_CONNECTIONS));
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
