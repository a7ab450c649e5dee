package org.denpan.web;

/// Is told what a server does, by the threads that do it: be quick, and safe for many threads.
public interface ServerObserver {

  /// A request was answered, or its connection given up.
  ///
  /// @param route the pattern that it matched, as `/v2/models/{model}/infer`; `other` for none
  /// @param model the model's name; empty where it was for none
  /// @param status the HTTP status of the answer; 0 where the client was gone
  /// @param nanos from the headers read to the answer written
  /// @param rows how many were predicted
  default void answered(
      String route, String method, String model, int status, long nanos, int rows) {}

  /// Rows of one or several requests were predicted together.
  default void scored(String model, int requests, int rows, long nanos) {}

  /// A model was loaded at the start.
  default void loaded(ServedModel model) {}

  /// A model's file was replaced, and the new model took the place of the old one.
  default void reloaded(ServedModel before, ServedModel now) {}

  /// A model's file was replaced by one that cannot be used, or is gone; the old one is still
  /// served. Told once for each such file.
  ///
  /// @param problem in words, for who runs the server: it names the file
  default void keptOld(ServedModel old, String problem) {}

  /// A request met a fault of the server, and was answered 500.
  default void failed(Throwable fault) {}
}
