/// Feed-forward neural networks on the JVM: the library.
module org.denpan.core {
  requires de.siegmar.fastcsv;
  requires jdk.incubator.vector;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports org.denpan;
  exports org.denpan.file;
  exports org.denpan.data;
  exports org.denpan.net;
  exports org.denpan.measure;
  exports org.denpan.model;
  exports org.denpan.export;
  exports org.denpan.train;
  exports org.denpan.search;
  exports org.denpan.check;
}
