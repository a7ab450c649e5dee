package org.denpan.net;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What comes in is added to what its layers make of it: y = x + f(x), with f the layers one after
/// the other. He, Zhang, Ren and Sun 2016, "Deep residual learning for image recognition", eq. 1.
///
/// Backward: dx = dy + what back-propagation through f makes of dy.
///
/// @param layers f, which must give out as many numbers as come in
public record Residual(List<Layer> layers) implements Layer {
  /// @throws ShapeException if there are no layers
  public Residual {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new ShapeException(
          "a residual block needs layers, as in 'residual (64 relu, 32 identity)'");
    }
  }

  public static Residual of(Layer... layers) {
    return new Residual(Arrays.asList(layers));
  }

  @Override
  public int outputs(int inputs) {
    int width = Network.outputs(layers, inputs);
    if (width != inputs) {
      throw new ShapeException(
          String.format(
              Locale.ROOT,
              "%s adds its input to its output, but %,d numbers come in and %,d go out; give its"
                  + " last layer %,d units",
              this,
              inputs,
              width,
              inputs));
    }
    return inputs;
  }

  @Override
  public List<Parameter> parameters(int inputs, Optional<Init> init) {
    return Network.parameters(layers, inputs, init);
  }

  @Override
  public double[] formula(Reference reference, double[] x) {
    double[] y = reference.chain(layers, x);
    for (int i = 0; i < y.length; i++) {
      y[i] += x[i];
    }
    return y;
  }

  @Override
  public List<Layer> inside() {
    return layers;
  }

  @Override
  public Step compile(Wiring wiring) {
    return wiring.training()
        ? new Running(new Chain(layers, wiring), wiring.inputs())
        : new Inferring(new InferenceChain(layers, wiring), wiring.inputs());
  }

  @Override
  public String toString() {
    return layers.stream()
        .map(Layer::toString)
        .collect(Collectors.joining(", ", "Residual.of(", ")"));
  }

  private static void add(float[] x, float[] f, float[] y, int size) {
    for (int i = 0; i < size; i++) {
      y[i] = x[i] + f[i];
    }
  }

  private record Running(Chain chain, int width) implements Step {
    @Override
    public void forward(Pass pass, float[] x, float[] y) {
      chain.forward(pass, x);
      add(x, chain.output(), y, pass.rows() * width);
    }

    @Override
    public void backward(Pass pass, float[] x, float[] y, float[] dy, float[] dx) {
      System.arraycopy(dy, 0, chain.outputDelta(), 0, pass.rows() * width);
      chain.backward(pass, x, dx);
      for (int i = 0; i < Math.min(dx.length, pass.rows() * width); i++) {
        dx[i] += dy[i];
      }
    }

    @Override
    public List<LayerView> inside() {
      return chain.views();
    }
  }

  private record Inferring(InferenceChain chain, int width) implements Step {
    @Override
    public void forward(Pass pass, float[] x, float[] y) {
      add(x, chain.forward(pass, x), y, pass.rows() * width);
    }

    @Override
    public void backward(Pass pass, float[] x, float[] y, float[] dy, float[] dx) {
      throw new IllegalStateException("compiled for inference alone");
    }

    @Override
    public boolean infersInPlace() {
      return true;
    }
  }
}
