package org.denpan.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.denpan.cli.chart.Figures;
import org.denpan.data.Target;
import org.denpan.model.Evaluation;

/// Which classes are taken for which: the whole matrix where it fits, else the most frequent pairs.
final class Confusions {
  private static final int LARGEST_MATRIX = 12;
  private static final int PAIRS = 10;
  private static final int NARROWEST_NAME = 6;

  private final int[][] matrix;
  private final List<String> names;

  Confusions(Evaluation evaluation, Target.Classes classes) {
    matrix = evaluation.confusion();
    names = classes.classes();
  }

  void print(Layout layout) {
    if (names.size() <= LARGEST_MATRIX) {
      layout.gap();
      layout.lines("Confusion", matrix());
    } else {
      List<List<String>> pairs = pairs();
      if (pairs.size() > 1) {
        layout.gap();
        layout.table("Confusion", pairs, 2);
      }
    }
  }

  private List<String> matrix() {
    int largest = 0;
    int longest = 0;
    for (int i = 0; i < matrix.length; i++) {
      longest = Math.max(longest, names.get(i).length());
      for (int count : matrix[i]) {
        largest = Math.max(largest, Figures.count(count).length());
      }
    }
    int room = Layout.WIDTH - 11 - NARROWEST_NAME;
    int cell = Math.min(Math.max(largest, Math.min(longest, 12)) + 2, room / names.size());
    int name = Math.min(longest, Layout.WIDTH - 11 - cell * names.size());
    List<String> lines = new ArrayList<>();
    lines.add("rows: what it is; columns: what the model says");
    StringBuilder head = new StringBuilder(" ".repeat(name));
    names.forEach(n -> head.append(Layout.padLeft(Layout.cut(n, cell - 1), cell)));
    lines.add(head.toString());
    for (int i = 0; i < matrix.length; i++) {
      StringBuilder line = new StringBuilder(Layout.pad(Layout.cut(names.get(i), name), name));
      for (int count : matrix[i]) {
        line.append(Layout.padLeft(count == 0 ? "·" : Figures.count(count), cell));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private record Pair(int known, int said, int count) {}

  private List<List<String>> pairs() {
    List<Pair> wrong = new ArrayList<>();
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        if (i != j && matrix[i][j] > 0) {
          wrong.add(new Pair(i, j, matrix[i][j]));
        }
      }
    }
    wrong.sort(Comparator.comparingInt(pair -> -pair.count()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("what it is", "what the model says", "rows"));
    for (Pair pair : wrong.subList(0, Math.min(PAIRS, wrong.size()))) {
      rows.add(
          List.of(
              Layout.cut(names.get(pair.known()), 28),
              Layout.cut(names.get(pair.said()), 28),
              Figures.count(pair.count())));
    }
    return rows;
  }
}
