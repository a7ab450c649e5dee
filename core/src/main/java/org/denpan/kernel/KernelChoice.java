package org.denpan.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

/// Picks the kernels once for the process, and says which and why in one log line.
///
/// `-Ddenpan.kernels=scalar|vector` overrides the choice.
final class KernelChoice {
  private static final Logger LOG = System.getLogger("org.denpan.kernel");
  private static final String PROPERTY = "denpan.kernels";
  static final Kernels CHOSEN = choose(System.getProperty(PROPERTY, "").toLowerCase(Locale.ROOT));

  static final LayerKernels CHOSEN_LAYERS =
      CHOSEN instanceof ScalarKernels ? new ScalarLayers() : new VectorLayers();

  private KernelChoice() {}

  private static Kernels choose(String wanted) {
    boolean available = vectorApi();
    String reason = wanted.isEmpty() ? "" : ", as -D" + PROPERTY + " says";
    return switch (wanted) {
      case "scalar" -> logged(Level.DEBUG, new ScalarKernels(), reason);
      case "vector" -> {
        if (!available) {
          throw new IllegalArgumentException(
              "-Ddenpan.kernels=vector needs the module jdk.incubator.vector;"
                  + " start java with --add-modules jdk.incubator.vector");
        }
        yield logged(Level.DEBUG, new VectorKernels(), reason);
      }
      case "" ->
          available
              ? logged(Level.DEBUG, new VectorKernels(), "")
              : logged(
                  Level.WARNING,
                  new ScalarKernels(),
                  ": same results, but slower; for the fast ones start java with"
                      + " --add-modules jdk.incubator.vector");
      default ->
          throw new IllegalArgumentException(
              "-D" + PROPERTY + "=" + wanted + ": expected scalar or vector");
    };
  }

  /// Asks for a class: the module need not be in the boot layer.
  private static boolean vectorApi() {
    try {
      Class.forName("jdk.incubator.vector.Vector", false, KernelChoice.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Kernels logged(Level level, Kernels kernels, String reason) {
    LOG.log(level, "denpan kernels: " + kernels.name() + reason);
    return kernels;
  }
}
