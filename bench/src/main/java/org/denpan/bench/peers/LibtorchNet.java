package org.denpan.bench.peers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.denpan.bench.Workload;

/// A workload's network on libtorch's operations.
final class LibtorchNet {
  private static final Scalar ZERO = new Scalar(0.0);
  private static final Scalar ONE = new Scalar(1.0);
  private static final ScalarTypeOptional SAME_TYPE = new ScalarTypeOptional();
  private static final long[] ROWS = {0};
  private static final BoolPointer ALL = new BoolPointer(3).put(0, true).put(1, true).put(2, true);

  private final Workload workload;
  private final int layers;
  private final Tensor values;
  private final Tensor slopes;
  private final List<Tensor> w = new ArrayList<>();
  private final List<Tensor> wT = new ArrayList<>();
  private final List<Tensor> b = new ArrayList<>();
  private final List<Tensor> dw = new ArrayList<>();
  private final List<Tensor> db = new ArrayList<>();
  private final List<Norm> norms = new ArrayList<>();
  private final LibtorchAdam adam;
  private final Scalar minusRate;
  private final Map<Long, Buffers> buffers = new HashMap<>();
  private final SplittableRandom random = new SplittableRandom(7);
  private Buffers last;

  LibtorchNet(Workload workload) {
    this.workload = workload;
    layers = workload.sizes().size() - 1;
    long length = 0;
    for (int i = 0; i < layers; i++) {
      length += padded((long) size(i) * size(i + 1)) + (normal(i) ? 3 : 1) * padded(size(i + 1));
    }
    values = torch.zeros(length);
    slopes = torch.zeros(length);
    long at = 0;
    for (int i = 0; i < layers; i++) {
      at = weights(i, at);
    }
    adam = new LibtorchAdam(values, slopes, workload.rate());
    minusRate = new Scalar(-workload.rate());
    last = new Buffers(1);
  }

  private int size(int level) {
    return workload.sizes().get(level);
  }

  private boolean normal(int layer) {
    return workload.batchNorm() && layer < layers - 1;
  }

  private static long padded(long length) {
    return (length + 15) / 16 * 16;
  }

  private long weights(int i, long from) {
    long at = from;
    long length = (long) size(i) * size(i + 1);
    w.add(values.narrow(0, at, length).view(size(i), size(i + 1)));
    dw.add(slopes.narrow(0, at, length).view(size(i), size(i + 1)));
    wT.add(w.get(i).t());
    w.get(i).copy_(LibtorchContestant.tensor(StartWeights.of(workload, i), size(i), size(i + 1)));
    at += padded(length);
    b.add(values.narrow(0, at, size(i + 1)));
    db.add(slopes.narrow(0, at, size(i + 1)));
    at += padded(size(i + 1));
    if (normal(i)) {
      norms.add(new Norm(at, size(i + 1)));
      at += 2 * padded(size(i + 1));
    }
    return at;
  }

  /// What batch normalisation keeps for a layer.
  private final class Norm {
    final Tensor gammaSlope;
    final Tensor betaSlope;
    final TensorOptional gamma;
    final TensorOptional beta;
    final TensorOptional mean;
    final TensorOptional variance;
    final Tensor batchMean;
    final Tensor batchRoot;
    final TensorOptional savedMean;
    final TensorOptional savedRoot;

    Norm(long at, int units) {
      Tensor scale = values.narrow(0, at, units);
      scale.fill_(ONE);
      gamma = new TensorOptional(scale);
      beta = new TensorOptional(values.narrow(0, at + padded(units), units));
      gammaSlope = slopes.narrow(0, at, units);
      betaSlope = slopes.narrow(0, at + padded(units), units);
      mean = new TensorOptional(torch.zeros(units));
      variance = new TensorOptional(torch.ones(units));
      batchMean = torch.empty(units);
      batchRoot = torch.empty(units);
      savedMean = new TensorOptional(batchMean);
      savedRoot = new TensorOptional(batchRoot);
    }
  }

  /// What a batch of so many rows needs.
  private final class Buffers {
    final Scalar share;
    final Tensor x;
    final Tensor target;
    final List<Tensor> z = new ArrayList<>();
    final List<Tensor> h = new ArrayList<>();
    final List<Tensor> d = new ArrayList<>();
    final List<Tensor> spare = new ArrayList<>();
    final List<Tensor> inputs = new ArrayList<>();
    final List<Tensor> inputsT = new ArrayList<>();
    final List<BytePointer> noise = new ArrayList<>();
    final List<Tensor> bytes = new ArrayList<>();
    final List<Tensor> dropped = new ArrayList<>();

    Buffers(long rows) {
      share = new Scalar(1.0 / rows);
      x = torch.empty(rows, size(0));
      target = torch.empty(rows, size(layers));
      Tensor input = x;
      for (int i = 0; i < layers; i++) {
        inputs.add(input);
        inputsT.add(input.t());
        input = torch.empty(rows, size(i + 1));
        h.add(input);
        d.add(torch.empty(rows, size(i + 1)));
        spare.add(normal(i) ? torch.empty(rows, size(i + 1)) : input);
        z.add(normal(i) ? torch.empty(rows, size(i + 1)) : input);
        if (workload.dropout() > 0 && i < layers - 1) {
          long padding = (rows * size(i + 1) + 7) / 8 * 8;
          BytePointer memory = new BytePointer(padding);
          noise.add(memory);
          bytes.add(byteView(memory, rows, size(i + 1)));
          dropped.add(torch.lt(bytes.get(i), ONE));
        }
      }
    }
  }

  private static Tensor byteView(BytePointer memory, long rows, long units) {
    return torch.from_blob(
        memory,
        new long[] {rows, units},
        new org.bytedeco.pytorch.TensorOptions(torch.ScalarType.Byte));
  }

  void step(Tensor inputs, Tensor targets, Tensor rows) {
    Buffers p = buffers.computeIfAbsent(rows.size(0), Buffers::new);
    last = p;
    torch.index_select_out(p.x, inputs, 0, rows);
    torch.index_select_out(p.target, targets, 0, rows);
    for (int i = 0; i < layers; i++) {
      forward(p, i);
    }
    Tensor error = p.d.get(layers - 1);
    if (workload.classes()) {
      torch.softmax_out(error, p.h.get(layers - 1), 1);
      error.sub_(p.target, ONE);
    } else {
      torch.sub_out(error, p.h.get(layers - 1), p.target);
    }
    error.mul_(p.share);
    for (int i = layers - 1; i >= 0; i--) {
      backward(p, i);
    }
    if (workload.optimizer().equals("adam")) {
      adam.step();
    }
  }

  private void forward(Buffers p, int i) {
    Tensor h = p.h.get(i);
    torch.addmm_out(p.z.get(i), b.get(i), p.inputs.get(i), w.get(i));
    if (i == layers - 1) {
      return;
    }
    if (normal(i)) {
      Norm n = norms.get(i);
      torch.native_batch_norm_out(
          h,
          n.batchMean,
          n.batchRoot,
          p.z.get(i),
          n.gamma,
          n.beta,
          n.mean,
          n.variance,
          true,
          0.1,
          1e-5);
    }
    if (workload.activation().equals("relu")) {
      h.relu_();
    } else {
      h.sigmoid_();
    }
    if (workload.dropout() > 0) {
      drop(p, i);
    }
  }

  /// A unit is dropped if its random byte is below 256 times the part; drawn in Java, which is
  /// several times as fast as libtorch's generator.
  private void drop(Buffers p, int i) {
    java.nio.LongBuffer longs =
        p.noise.get(i).asByteBuffer().order(java.nio.ByteOrder.nativeOrder()).asLongBuffer();
    for (int k = 0; k < longs.limit(); k++) {
      longs.put(k, random.nextLong());
    }
    torch.lt_out(
        p.dropped.get(i), p.bytes.get(i), new Scalar(Math.round(256 * workload.dropout())));
    p.h.get(i).masked_fill_(p.dropped.get(i), ZERO);
    p.h.get(i).mul_(new Scalar(1 / (1 - workload.dropout())));
  }

  /// Dropped units are zero, as ReLU's own are, so one mask does for both.
  private void backward(Buffers p, int i) {
    Tensor d = p.d.get(i);
    if (i > 0) {
      backwardBelow(p, i, d);
    }
    torch.sum_out(db.get(i), d, ROWS, false, SAME_TYPE);
    if (workload.optimizer().equals("adam")) {
      torch.mm_out(dw.get(i), p.inputsT.get(i), d);
    } else {
      w.get(i).addmm_(p.inputsT.get(i), d, ONE, minusRate);
      b.get(i).add_(db.get(i), minusRate);
    }
  }

  private void backwardBelow(Buffers p, int i, Tensor d) {
    Tensor below = p.d.get(i - 1);
    Tensor h = p.h.get(i - 1);
    torch.mm_out(below, d, wT.get(i));
    if (workload.activation().equals("relu")) {
      torch.threshold_backward_out(below, below, h, ZERO);
    } else {
      torch.sigmoid_backward_out(below, below, h);
    }
    if (workload.dropout() > 0) {
      below.mul_(new Scalar(1 / (1 - workload.dropout())));
    }
    if (normal(i - 1)) {
      Norm n = norms.get(i - 1);
      Tensor result = p.spare.get(i - 1);
      torch.native_batch_norm_backward_out(
          result,
          n.gammaSlope,
          n.betaSlope,
          below,
          p.z.get(i - 1),
          n.gamma,
          n.mean,
          n.variance,
          n.savedMean,
          n.savedRoot,
          true,
          1e-5,
          ALL);
      p.d.set(i - 1, result);
      p.spare.set(i - 1, below);
    }
  }

  double loss() {
    Buffers p = last;
    if (workload.classes()) {
      try (Tensor log = torch.log_softmax(p.h.get(layers - 1), 1);
          Tensor product = log.mul(p.target);
          Tensor sum = product.sum()) {
        return -sum.item_float() * p.share.toDouble();
      }
    }
    try (Tensor error = p.h.get(layers - 1).sub(p.target);
        Tensor square = error.mul(error);
        Tensor sum = square.sum()) {
      return 0.5 * sum.item_float() * p.share.toDouble();
    }
  }

  /// The outputs before the softmax.
  Tensor evaluate(Tensor inputs) {
    Tensor h = inputs;
    for (int i = 0; i < layers; i++) {
      h = torch.addmm(b.get(i), h, w.get(i));
      if (normal(i)) {
        Norm n = norms.get(i);
        h = torch.batch_norm(h, n.gamma, n.beta, n.mean, n.variance, false, 0.1, 1e-5, false);
      }
      if (i < layers - 1) {
        h = workload.activation().equals("relu") ? h.relu_() : h.sigmoid_();
      }
    }
    return h;
  }

  /// Predicts `count` rows in parts of at most `part`, into buffers made once.
  Runnable predictor(Tensor rows, int count, int part) {
    List<Tensor> x = new ArrayList<>();
    List<Tensor> y = new ArrayList<>();
    for (int from = 0; from < count; from += part) {
      int here = Math.min(part, count - from);
      x.add(rows.narrow(0, from, here));
      y.add(torch.empty(here, size(layers)));
    }
    List<Tensor> h = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      h.add(torch.empty(part, size(i + 1)));
    }
    return () -> {
      for (int k = 0; k < x.size(); k++) {
        Tensor now = x.get(k);
        for (int i = 0; i < layers; i++) {
          torch.addmm_out(h.get(i), b.get(i), now, w.get(i));
          now = h.get(i);
          if (i < layers - 1) {
            now.relu_();
          }
        }
        torch.softmax_out(y.get(k), now, 1);
      }
    };
  }
}
