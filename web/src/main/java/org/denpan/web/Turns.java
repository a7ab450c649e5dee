package org.denpan.web;

import java.util.concurrent.locks.LockSupport;

/// Lets requests that have just come begin, and be refused where there are too many, while large
/// ones are worked on: a virtual thread keeps its processor until it waits. The JDK cuts off those
/// that do not get one in time, without an answer.
final class Turns {
  private Turns() {}

  /// Waits an instant, behind all others, whenever so many rows or elements more are done.
  static void after(int done, int many) {
    if (done % many == 0) {
      LockSupport.parkNanos(1);
    }
  }
}
