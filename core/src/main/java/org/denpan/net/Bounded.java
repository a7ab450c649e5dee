package org.denpan.net;

import java.util.Arrays;
import java.util.Optional;
import org.denpan.Family;
import org.denpan.kernel.Kernels;

/// Units that flatten on both sides, from the step to its smooth kin: far from 0 their derivative
/// fades.
public sealed interface Bounded extends Activation.Elementwise {
  /// Its derivative is 0, and at 0 there is none; McCulloch and Pitts 1943, Rosenblatt 1958.
  @Family.Also("step")
  record BinaryStep() implements Bounded {
    @Override
    public double formula(double u) {
      return u < 0 ? 0 : 1;
    }

    @Override
    public double derivative(double u) {
      return 0;
    }

    @Override
    public Optional<String> obstacle() {
      return Optional.of(
          "the step's derivative is 0, so no gradient gets through; for a single layer take"
              + " identity and the loss perceptron, whose output is the step, in a deeper network"
              + " logistic, tanh or relu");
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        z[i] = 1f + Math.min(Math.signum(u[i]), 0f); // −0 has the sign −0
      }
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      Arrays.fill(du, from, to, 0f);
    }

    @Override
    public String toString() {
      return "binaryStep()";
    }
  }

  @Family.Also("sigmoid")
  record Logistic() implements Bounded {
    @Override
    public double formula(double u) {
      return u >= 0 ? 1 / (1 + Math.exp(-u)) : Math.exp(u) / (1 + Math.exp(u));
    }

    @Override
    public double derivative(double u) {
      return formula(u) * formula(-u);
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      Kernels.chosen().logistic(u, z, from, to);
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        du[i] = dz[i] * (z[i] * (1f - z[i]));
      }
    }

    @Override
    public String toString() {
      return "logistic()";
    }
  }

  record Tanh() implements Bounded {
    @Override
    public double formula(double u) {
      return Math.tanh(u);
    }

    @Override
    public double derivative(double u) {
      double z = Math.tanh(u);
      return 1 - z * z;
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      Kernels.chosen().tanh(u, z, from, to);
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        du[i] = dz[i] * Math.fma(-z[i], z[i], 1f);
      }
    }

    @Override
    public String toString() {
      return "tanh()";
    }
  }

  @Family.Also("atan")
  record Arctan() implements Bounded {
    @Override
    public double formula(double u) {
      return Math.atan(u);
    }

    @Override
    public double derivative(double u) {
      return 1 / (u * u + 1);
    }

    @Override
    public void forward(float[] u, float[] z, int from, int to, int width) {
      Kernels.chosen().atan(u, z, from, to);
    }

    @Override
    public void backward(
        float[] u, float[] z, float[] dz, float[] du, int from, int to, int width) {
      for (int i = from; i < to; i++) {
        du[i] = dz[i] / Math.fma(u[i], u[i], 1f);
      }
    }

    @Override
    public String toString() {
      return "arctan()";
    }
  }
}
