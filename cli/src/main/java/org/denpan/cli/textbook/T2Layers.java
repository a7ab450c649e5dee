package org.denpan.cli.textbook;

import org.denpan.net.Activation;
import org.denpan.net.Dense;
import org.denpan.net.Network;

/// T2: three small nets whose numbers anybody can check.
final class T2Layers implements Row {
  private static final double PLAIN = 5e-11;
  private static final double FAST = 2e-7;
  private static final double[] X = {0.1, 0.2, 0.3};

  @Override
  public String number() {
    return "T2";
  }

  @Override
  public String title() {
    return "Units in layers";
  }

  @Override
  public String shows() {
    return "FN(W, b, f) on three small nets, in double precision and in float";
  }

  @Override
  public String anchor() {
    return "layers";
  }

  @Override
  public void run(Sheet sheet) {
    own(sheet);
    logistic(sheet);
    twoLayers(sheet);
  }

  /// f(u) = 2u: a function that the library does not have, in a few lines.
  record Doubled() implements Activation.Custom {
    @Override
    public double[] formula(double[] u) {
      double[] z = new double[u.length];
      for (int i = 0; i < u.length; i++) {
        z[i] = 2 * u[i];
      }
      return z;
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        z[i] = 2 * u[i];
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        du[i] = 2 * dz[i];
      }
    }
  }

  private static void own(Sheet sheet) {
    sheet.heading("One layer with f(u) = 2u");
    sheet.lines(
        "W = [1 2 3]   b = [7]   x = [1, 2, 3]",
        "    [4 5 6]       [8]",
        "u = W·x + b = [1·1 + 2·2 + 3·3 + 7, 4·1 + 5·2 + 6·3 + 8] = [21, 40]",
        "y = 2u");
    Net net = Net.of(Network.of(Dense.of(2, new Doubled())), 3, 1);
    // one row for each input here, one for each unit above
    net.set("dense1.weight", 1, 4, 2, 5, 3, 6).set("dense1.bias", 7, 8);
    compare(sheet, net, new double[] {1, 2, 3}, 42, 80);
  }

  private static void logistic(Sheet sheet) {
    sheet.heading("One layer, logistic");
    sheet.lines(
        "W = [−0.3275861   0.35679815  −0.93635564]   b = [ 0.73728049]   x = [0.1, 0.2, 0.3]",
        "    [−0.3966737   2.45340843   0.80369067]       [−0.99336306]",
        "u = [−0.03275861 + 0.07135963 − 0.28090669 + 0.73728049, …] = [0.49497482, −0.30124154]",
        "y = [1/(1 + e^−0.49497482), 1/(1 + e^0.30124154)]");
    Net net = Net.of(Network.of(Dense.of(2, Activation.logistic())), 3, 1);
    net.set(
        "dense1.weight", -0.3275861, -0.3966737, 0.35679815, 2.45340843, -0.93635564, 0.80369067);
    net.set("dense1.bias", 0.73728049, -0.99336306);
    compare(sheet, net, X, 0.6212776701, 0.4252540058);
    sheet.say(
        "A text that types the logistic as 1/1+exp(−u) gets 1.60959 and 2.35154 here: more than the"
            + " 1 that a logistic unit cannot exceed.");
  }

  private static void twoLayers(Sheet sheet) {
    sheet.heading("Two layers, logistic then identity, the same x");
    sheet.lines(
        "W⁽²⁾ = [−0.85226586  −0.74838968  −0.47477658]   b⁽²⁾ = [−0.1930833 ]",
        "       [ 0.9893178   −0.17452691   0.08049864]          [−1.26376165]",
        "W⁽³⁾ = [−0.79262461  −1.11520968]                b⁽³⁾ = 1.4734070700523327",
        "z⁽²⁾ = [0.36113973, 0.23584683]",
        "y    = −0.79262461·0.36113973 − 1.11520968·0.23584683 + 1.47340707");
    Net net =
        Net.of(
            Network.of(Dense.of(2, Activation.logistic()), Dense.of(1, Activation.identity())),
            3,
            1);
    net.set(
        "dense1.weight", -0.85226586, 0.9893178, -0.74838968, -0.17452691, -0.47477658, 0.08049864);
    net.set("dense1.bias", -0.1930833, -1.26376165);
    net.set("dense2.weight", -0.79262461, -1.11520968).set("dense2.bias", 1.4734070700523327);
    compare(sheet, net, X, 0.9241401565);
  }

  private static void compare(Sheet sheet, Net net, double[] x, double... expected) {
    sheet.near("y, in double", net.plain(x), expected, PLAIN);
    sheet.near("y, in float", net.run(x), expected, FAST * Math.max(1, expected[0]));
  }
}
