package org.denpan.bench.peers;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;

/// libtorch's fused Adam: one pass over all values. The operator has no method in the bindings, so
/// it is called by its name.
final class LibtorchAdam {
  private static final Scalar ONE = new Scalar(1.0);

  private final OperatorHandle operator =
      Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adam_", "");
  private final Tensor steps = torch.zeros(new long[0]);
  private final IValue[] arguments;

  LibtorchAdam(Tensor values, Tensor slopes, double rate) {
    arguments =
        new IValue[] {
          list(values),
          list(slopes),
          list(torch.zeros_like(values)),
          list(torch.zeros_like(values)),
          list(), // no AMSGrad
          list(steps),
          new IValue(rate),
          new IValue(0.9),
          new IValue(0.999),
          new IValue(0.0), // weight decay
          new IValue(1e-8),
          new IValue(false),
          new IValue(false),
          new IValue(),
          new IValue()
        };
  }

  private static IValue list(Tensor... tensors) {
    GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
    for (Tensor tensor : tensors) {
      list.push_back(new IValue(tensor));
    }
    return new IValue(list);
  }

  void step() {
    steps.add_(ONE);
    try (IValueVector stack = new IValueVector(arguments)) {
      operator.callBoxed(stack);
    }
  }
}
