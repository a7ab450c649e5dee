package org.denpan.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All contestants.
final class Peers {
  private static final Set<String> ALL = Set.of("W1", "W2", "W3", "W4", "W5");
  private static final Set<String> PLAIN = Set.of("W1", "W2", "W3", "W4");
  private static final Path OPENMP = Path.of("/usr/lib/x86_64-linux-gnu/openblas-openmp");
  private static final String APT =
      "apt-get install python3-torch python3-sklearn python3-threadpoolctl libopenblas0-openmp";

  /// What brings OpenBLAS and PyTorch to this processor's vectors, and makes waiting threads sleep.
  private static final Map<String, String> TUNED =
      Map.of(
          "OMP_WAIT_POLICY",
          "PASSIVE",
          "OPENBLAS_CORETYPE",
          "SkylakeX",
          "ATEN_CPU_CAPABILITY",
          "avx512",
          "LD_LIBRARY_PATH",
          OPENMP.toString());

  /// The same for libraries that bring their own OpenBLAS.
  private static final Map<String, String> NATIVE =
      Map.of(
          "OMP_WAIT_POLICY",
          "PASSIVE",
          "OPENBLAS_CORETYPE",
          "SkylakeX",
          "ATEN_CPU_CAPABILITY",
          "avx512");

  private final Path root;
  private final String python;

  /// @param root the checkout
  /// @param python the interpreter
  Peers(Path root, String python) {
    this.root = root;
    this.python = python;
  }

  /// In the order of the table. The first is Denpan.
  List<Peer> all() {
    return List.of(
        denpan(),
        script(
            "torch-default",
            "PyTorch with autograd, as it is installed and as tutorials write it",
            List.of("torch_autograd.py", "default"),
            Map.of(),
            "torch",
            ALL),
        script(
            "torch-tuned",
            "PyTorch with autograd; the best of 1 or 2 threads, `foreach` or not, traced or not",
            List.of("torch_autograd.py", "tuned"),
            TUNED,
            "torch",
            ALL),
        script(
            "torch-hand",
            "PyTorch without autograd: passes written by hand into buffers made once, Adam over one"
                + " flat vector in five passes; the best of 1 or 2 threads and of three block"
                + " sizes",
            List.of("torch_hand.py"),
            TUNED,
            "torch",
            ALL),
        script(
            "numpy",
            "NumPy in float32, passes written by hand into buffers made once; the best of 1 or 2"
                + " threads and of two block sizes",
            List.of("numpy_hand.py"),
            TUNED,
            "numpy, threadpoolctl",
            PLAIN),
        script(
            "sklearn",
            "scikit-learn's MLPClassifier and MLPRegressor on float32; the best of 1 or 2 threads",
            List.of("sklearn_mlp.py"),
            TUNED,
            "sklearn",
            PLAIN),
        java(
            "libtorch",
            "libtorch 2.10 through org.bytedeco:pytorch with its OpenBLAS 0.3.31: passes written by"
                + " hand into buffers made once, Adam fused over one flat vector; the best of 1 or"
                + " 2 threads for each of the two",
            "org.denpan.bench.peers.LibtorchContestant",
            NATIVE,
            ALL,
            true),
        java(
            "dl4j",
            "Deeplearning4j 1.0.0-M2.1 for AVX-512 with oneDNN and OpenBLAS 0.3.31; the best of 1"
                + " or 2 threads",
            "org.denpan.bench.peers.Dl4jContestant",
            NATIVE,
            ALL,
            true),
        java(
            "smile",
            "Smile 6.2.5 in double precision, row by row; RMSProp (ρ 0.9) where the others have"
                + " Adam",
            "org.denpan.bench.peers.SmileContestant",
            NATIVE,
            PLAIN,
            true),
        java(
            "onnxruntime",
            "ONNX Runtime 1.29 for Java, direct buffers made once; the best of 1 or 2 threads,"
                + " weights packed or not, and three sizes of parts; its outputs are Denpan's"
                + " within 10⁻⁵",
            "org.denpan.bench.peers.OnnxRuntimeContestant",
            Map.of(),
            Set.of(),
            true));
  }

  private static Peer denpan() {
    return java(
        "denpan",
        "`Trainer.fit` on a table of bytes (MNIST) or doubles, all threads",
        "org.denpan.bench.DenpanContestant",
        Map.of(),
        ALL,
        true);
  }

  private static Peer java(
      String name,
      String settings,
      String main,
      Map<String, String> environment,
      Set<String> trains,
      boolean infers) {
    List<String> jvm =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            main);
    // ONNX Runtime crashes where the command line has more than 4,000 characters.
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("CLASSPATH", System.getProperty("java.class.path"));
    boolean there = Peers.class.getResource("/" + main.replace('.', '/') + ".class") != null;
    List<String> probe = List.of(there ? "true" : "false");
    return new Peer(
        name, settings, jvm, variables, trains, infers, probe, "bench/compare -Ppeers …");
  }

  private Peer script(
      String name,
      String settings,
      List<String> scriptAndOptions,
      Map<String, String> environment,
      String modules,
      Set<String> trains) {
    boolean blas = environment.isEmpty() || Files.isDirectory(OPENMP);
    List<String> probe = blas ? List.of(python, "-c", "import " + modules) : List.of("false");
    String script =
        root.resolve("bench/src/main/python").resolve(scriptAndOptions.getFirst()).toString();
    List<String> command = new ArrayList<>(List.of(python, script));
    command.addAll(scriptAndOptions.subList(1, scriptAndOptions.size()));
    return new Peer(name, settings, command, environment, trains, true, probe, APT);
  }
}
