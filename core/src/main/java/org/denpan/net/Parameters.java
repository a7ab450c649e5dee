package org.denpan.net;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.denpan.Sha256;

/// All values of a network in one flat vector, what is learnt first; an optimizer is one loop over
/// it, a checkpoint one write.
public final class Parameters {
  private final List<Tensor> tensors;
  private final Map<String, Tensor> byName;
  private final float[] values;
  private final int learnt;

  Parameters(List<Tensor> tensors) {
    this.tensors = List.copyOf(tensors);
    this.byName = tensors.stream().collect(Collectors.toMap(Tensor::fullName, t -> t));
    this.learnt = tensors.stream().filter(Tensor::learnt).mapToInt(Tensor::length).sum();
    this.values = new float[tensors.stream().mapToInt(Tensor::length).sum()];
  }

  /// The same tensors with values of their own.
  public Parameters copy() {
    Parameters copy = new Parameters(tensors);
    System.arraycopy(values, 0, copy.values, 0, values.length);
    return copy;
  }

  /// The live values: [learnt values, then states].
  public float[] values() {
    return values;
  }

  /// How many of the values are learnt by gradient; they stand first.
  public int learnt() {
    return learnt;
  }

  /// The views, in the network's order.
  public List<Tensor> tensors() {
    return tensors;
  }

  /// A tensor by its full name, such as `dense1.weight`.
  ///
  /// @throws IllegalArgumentException if there is no such tensor
  public Tensor tensor(String fullName) {
    Tensor tensor = byName.get(fullName);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + fullName);
    }
    return tensor;
  }

  /// SHA-256 of all values as little-endian floats, in hexadecimal: equal only for equal bits.
  public String sha256() {
    Sha256 sum = new Sha256();
    sum.add(values, 0, values.length);
    return sum.hex();
  }
}
