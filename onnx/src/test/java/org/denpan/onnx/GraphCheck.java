package org.denpan.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.denpan.onnx.proto.AttributeProto;
import org.denpan.onnx.proto.GraphProto;
import org.denpan.onnx.proto.ModelProto;
import org.denpan.onnx.proto.NodeProto;
import org.denpan.onnx.proto.OperatorSetIdProto;
import org.denpan.onnx.proto.TensorProto;
import org.denpan.onnx.proto.ValueInfoProto;

/// What the ONNX specification (docs/IR.md of ONNX 1.12) asks of every model, and its own checker
/// looks at.
final class GraphCheck {
  private GraphCheck() {}

  static void check(ModelProto model) {
    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getProducerName()).isEqualTo("Denpan");
    List<String> domains =
        model.getOpsetImportList().stream().map(OperatorSetIdProto::getDomain).toList();
    assertThat(domains).doesNotHaveDuplicates().contains("");
    assertThat(model.getOpsetImport(domains.indexOf("")).getVersion()).isGreaterThanOrEqualTo(15);
    Set<String> used =
        model.getGraph().getNodeList().stream()
            .map(NodeProto::getDomain)
            .collect(Collectors.toSet());
    assertThat(domains).containsAll(used);
    assertThat(model.getMetadataPropsList()).extracting("key").doesNotHaveDuplicates();
    check(model.getGraph());
  }

  /// Every value has one source, which stands before all that take it; nothing is left over.
  private static void check(GraphProto graph) {
    assertThat(graph.getName()).isNotEmpty();
    Set<String> known = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (ValueInfoProto input : graph.getInputList()) {
      assertNew(known, input.getName());
      assertThat(input.getType().getTensorType().getElemType()).isPositive();
      assertThat(input.getDocString()).isNotEmpty();
    }
    for (TensorProto tensor : graph.getInitializerList()) {
      assertNew(known, tensor.getName());
    }
    Set<String> nodes = new HashSet<>();
    for (NodeProto node : graph.getNodeList()) {
      assertThat(known).as(node.getName()).containsAll(node.getInputList());
      taken.addAll(node.getInputList());
      assertNew(nodes, node.getName());
      node.getOutputList().forEach(output -> assertNew(known, output));
      assertThat(node.getAttributeList()).extracting("name").doesNotHaveDuplicates();
      assertThat(node.getAttributeList())
          .extracting(AttributeProto::getType)
          .doesNotContain(AttributeProto.AttributeType.UNDEFINED);
    }
    for (ValueInfoProto output : graph.getOutputList()) {
      assertThat(known).contains(output.getName());
      taken.add(output.getName());
    }
    assertThat(taken).containsAll(known);
  }

  private static void assertNew(Set<String> known, String name) {
    assertThat(name).isNotEmpty();
    assertThat(known.add(name)).as("'%s' for the first time", name).isTrue();
  }
}
