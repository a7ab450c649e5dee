package org.denpan.bench.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.denpan.Seed;
import org.denpan.bench.Child;
import org.denpan.bench.Rows;
import org.denpan.bench.Workload;
import org.jspecify.annotations.Nullable;

/// PyTorch's library in C++, called from Java: passes written by hand into buffers that are made
/// once, [LibtorchNet], and Adam fused over one flat vector. Matrix products are OpenBLAS's.
public final class LibtorchContestant extends BatchContestant<LibtorchContestant.Threads> {
  /// @param torch threads of the elementwise operations
  /// @param blas threads of the products
  record Threads(int torch, int blas) {
    @Override
    public String toString() {
      return torch + " threads, OpenBLAS " + blas;
    }
  }

  private @Nullable Tensor inputs;
  private @Nullable Tensor targets;
  private @Nullable Tensor tests;
  private @Nullable Tensor order;
  private @Nullable LibtorchNet net;

  public static void main(String[] args) throws IOException {
    unpack();
    try (AutoGradMode none = new AutoGradMode(false)) {
      none.retainReference();
      Context.setFlushDenormal(true);
      Child.serve(new LibtorchContestant(), args);
    }
  }

  /// libtorch crashes when its files are unpacked one by one, each as another needs it.
  private static void unpack() throws IOException {
    String platform = Loader.getPlatform();
    for (String library : List.of("javacpp", "openblas", "pytorch")) {
      Loader.cacheResources(Loader.class, "/org/bytedeco/" + library + "/" + platform + "/");
    }
  }

  @Override
  List<Threads> settings(Workload chosen) {
    List<Threads> settings = new ArrayList<>();
    for (int torch = 1; torch <= 2; torch++) {
      for (int blas = 1; blas <= 2; blas++) {
        settings.add(new Threads(torch, blas));
      }
    }
    return settings;
  }

  @Override
  void load(Workload chosen, Rows.Floats train, Rows.Floats test) {
    inputs = tensor(train.inputs(), train.rows(), train.width());
    tests = tensor(test.inputs(), test.rows(), test.width());
    targets = tensor(TargetRows.of(chosen, train.targets()), train.rows(), chosen.outputs());
  }

  static Tensor tensor(float[] values, long... shape) {
    try (FloatPointer pointer = new FloatPointer(values);
        Tensor view = torch.from_blob(pointer, shape)) {
      return view.clone();
    }
  }

  @Override
  void start(Threads setting) {
    use(setting);
    net = new LibtorchNet(workload());
  }

  @Override
  void shuffle(Seed.Stream shuffling) {
    order = torch.randperm(loaded(inputs).size(0));
  }

  @Override
  void step(int from, int to) {
    try (Tensor rows = loaded(order).narrow(0, from, to - from)) {
      loaded(net).step(loaded(inputs), loaded(targets), rows);
    }
  }

  @Override
  double loss() {
    return loaded(net).loss();
  }

  @Override
  float[] outputs() {
    try (Tensor result = loaded(net).evaluate(loaded(tests))) {
      float[] values = new float[Math.toIntExact(result.numel())];
      result.data_ptr_float().get(values);
      return values;
    }
  }

  /// With the threads, and for many rows in parts, that are fastest.
  @Override
  Runnable predictor(int count) {
    Runnable best = () -> {};
    Threads fastest = new Threads(1, 1);
    double least = Double.POSITIVE_INFINITY;
    for (int part : new int[] {count, 1000, 250}) {
      for (Threads threads : settings(workload())) {
        if (part <= count) {
          use(threads);
          Runnable call = loaded(net).predictor(loaded(tests), count, part);
          double micros = Child.time(0.1, call).medianMicros();
          if (micros < least) {
            least = micros;
            best = call;
            fastest = threads;
          }
        }
      }
    }
    use(fastest);
    return best;
  }

  private static void use(Threads threads) {
    torch.set_num_threads(threads.torch());
    openblas_nolapack.blas_set_num_threads(threads.blas());
  }

  private static <T> T loaded(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("prepare comes first, then epoch");
    }
    return value;
  }
}
