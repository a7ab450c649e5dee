package org.denpan.onnx.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.denpan.DenpanException;
import org.denpan.Words;
import org.denpan.data.Encoder;
import org.denpan.data.NumberTransform;
import org.denpan.data.Target;
import org.denpan.data.Task;
import org.denpan.data.Transform;
import org.denpan.model.Model;
import org.denpan.model.ModelFormatException;
import org.denpan.net.Dense;
import org.denpan.net.Loss;
import org.denpan.net.Network;

/// Makes a model of a graph's pieces and names for its columns. What the graph scales first becomes
/// the columns' preparation, and what it scales last the target's unit.
///
/// @param labels the classes' names in the graph, if it has some
/// @param bytes the size of the file
record Imported(
    Naming naming,
    RowShape input,
    List<Piece> pieces,
    Ending ending,
    List<String> labels,
    long bytes,
    Budget budget) {
  Model model(Map<String, String> facts) {
    List<Piece> rest = new ArrayList<>(ending.pieces());
    Affine first = Affine.scaling(1);
    while (!rest.isEmpty() && rest.getFirst() instanceof Piece.Scaled s && s.affine().finite()) {
      first = first.then(s.affine(), budget);
      rest.removeFirst();
    }
    Affine last = ending.task() == Task.NUMBER ? unit(rest) : Affine.scaling(1);
    Assembly assembly = new Assembly(input.width(), bytes, budget);
    List<Transform> transforms = transforms(first, assembly);
    assembly.addAll(rest);
    assembly.settled();
    if (ending.difference()) {
      assembly.difference();
    }
    Target target = target(last);
    Network network = assembly.network();
    if (network.walk().stream().noneMatch(part -> part.layer() instanceof Dense)) {
      throw new ModelFormatException("the graph holds no layer of weights");
    }
    if (assembly.width() != target.outputs()) {
      throw new ModelFormatException(
          String.format(
              Locale.ROOT,
              "the graph has %,d outputs, the target %,d",
              assembly.width(),
              target.outputs()));
    }
    Encoder encoder = new Encoder(transforms, target, List.of());
    return new Model(
        network,
        assembly.parameters(input.width()),
        encoder,
        ending.loss().orElse(Loss.of(target)),
        facts);
  }

  /// Takes the last scaling off, if it is one number's: the target's mean and deviation.
  private Affine unit(List<Piece> rest) {
    int from = rest.size();
    while (from > 0 && rest.get(from - 1) instanceof Piece.Scaled) {
      from--;
    }
    while (from < rest.size()
        && rest.get(from) instanceof Piece.Scaled s
        && (s.affine().shifts() || from == 0)) {
      from++;
    }
    Affine unit = Affine.scaling(1);
    for (Piece piece : rest.subList(from, rest.size())) {
      unit = unit.then(((Piece.Scaled) piece).affine(), budget);
    }
    if (!unit.alike() || !unit.rises() || !unit.finite()) {
      return Affine.scaling(1);
    }
    rest.subList(from, rest.size()).clear();
    return unit;
  }

  private List<Transform> transforms(Affine first, Assembly assembly) {
    if (naming.image().isPresent()) {
      Naming.Picture picture = naming.image().get();
      if ((long) picture.height() * picture.width() != input.width()) {
        throw new DenpanException(
            String.format(
                Locale.ROOT,
                "images of %d×%d have %,d pixels, but the graph takes %,d numbers a row",
                picture.height(),
                picture.width(),
                (long) picture.height() * picture.width(),
                input.width()));
      }
      assembly.begin(Affine.scaling(naming.white()).then(first, budget));
      return List.of(new Transform.Images(picture.column(), picture.height(), picture.width()));
    }
    List<String> columns = columns();
    boolean prepared = first.rises();
    if (!prepared) {
      assembly.begin(first);
    }
    List<Transform> transforms = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      double mean = prepared ? -first.shift(i) / first.scale(i) : 0;
      double deviation = prepared ? 1 / first.scale(i) : 1;
      transforms.add(new NumberTransform.Standardize(columns.get(i), mean + 0.0, deviation, false));
    }
    return transforms;
  }

  private List<String> columns() {
    int width = input.width();
    if (naming.columns().isEmpty()) {
      return IntStream.rangeClosed(1, width).mapToObj(i -> "x" + i).toList();
    }
    if (naming.columns().size() != width) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "the graph takes %,d numbers a row, but %,d columns are named: %s",
              width,
              naming.columns().size(),
              Words.list(naming.columns())));
    }
    Set<String> seen = new HashSet<>(List.of(naming.target()));
    for (String column : naming.columns()) {
      if (!seen.add(column)) {
        throw new DenpanException("two columns are called '" + column + "', the target included");
      }
    }
    return naming.columns();
  }

  private Target target(Affine unit) {
    if (ending.task() == Task.NUMBER) {
      return new Target.Number(naming.target(), unit.shift(0), unit.scale(0));
    }
    int count = ending.classes();
    List<String> classes = naming.classes();
    if (classes.isEmpty()) {
      classes =
          labels.size() == count
              ? labels
              : IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
    if (classes.size() != count) {
      throw new DenpanException(
          String.format(
              Locale.ROOT,
              "the graph tells %,d classes apart, but %,d are named: %s",
              count,
              classes.size(),
              Words.list(classes)));
    }
    List<Integer> counts =
        naming.counts().size() == count ? naming.counts() : Collections.nCopies(count, 1);
    return new Target.Classes(naming.target(), classes, counts);
  }
}
