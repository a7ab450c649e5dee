package org.denpan.web.abuse;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A bare socket to the server: sends any bytes at all, and reads what comes back.
final class Wire implements AutoCloseable {
  /// No request may be left hanging for longer.
  private static final int PATIENCE_MILLIS = 40_000;

  private final Socket socket = new Socket();
  private final OutputStream out;
  private final InputStream in;

  Wire(int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = socket.getInputStream();
  }

  /// What came back.
  ///
  /// @param status 0 where the connection was cut off instead
  record Answer(int status, String body) {
    static final Answer CUT_OFF = new Answer(0, "");

    boolean refused() {
      return status == 0 || (status >= 400 && status < 500);
    }

    @Override
    public String toString() {
      return status == 0 ? "cut off" : status + " " + body;
    }
  }

  /// Sends, and says whether the server still took it.
  boolean send(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return true;
    } catch (IOException cutOff) {
      return false;
    }
  }

  void sendNoMore() {
    try {
      socket.shutdownOutput();
    } catch (IOException cutOff) {
      // then there is nothing left to say
    }
  }

  /// The next answer.
  ///
  /// @throws SocketTimeoutException if the server neither answers nor cuts off
  Answer answer() throws SocketTimeoutException {
    int status = 0;
    try {
      String head = head();
      if (!head.startsWith("HTTP/1.1 ")) {
        throw new AssertionError("no HTTP answer: " + head);
      }
      status = Integer.parseInt(head.substring(9, 12));
      if (status == 100) {
        return answer();
      }
      return new Answer(status, body(head.toLowerCase(Locale.ROOT)));
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return new Answer(status, "");
    }
  }

  private String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      head.write(b);
      matched = b == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : b == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private String body(String head) throws IOException {
    int at = head.indexOf("content-length:");
    if (at >= 0) {
      int end = head.indexOf('\r', at);
      int length = Integer.parseInt(head.substring(at + 15, end).strip());
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
    return head.contains("transfer-encoding: chunked") ? chunks() : "";
  }

  private String chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      StringBuilder line = new StringBuilder();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new EOFException();
        }
        line.append((char) b);
      }
      int length = Integer.parseInt(line.toString().strip(), 16);
      all.write(in.readNBytes(length));
      in.readNBytes(2);
      if (length == 0) {
        return all.toString(StandardCharsets.UTF_8);
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // it was going anyway
    }
  }
}
