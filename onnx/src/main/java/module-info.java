/// Models as ONNX files, and networks from them.
module org.denpan.onnx {
  requires transitive org.denpan.core;
  requires com.google.protobuf;
  requires static org.jspecify;

  exports org.denpan.onnx;
  exports org.denpan.onnx.read;
}
