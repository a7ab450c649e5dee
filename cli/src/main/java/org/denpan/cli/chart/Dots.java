package org.denpan.cli.chart;

import static org.denpan.cli.chart.Html.element;

import java.util.ArrayList;
import java.util.List;

/// Dots in groups, each with words that show under the pointer.
///
/// @param title what is shown, for those who do not see it
/// @param description what there is to see in it
public record Dots(String title, String description, Axis x, Axis y, List<Group> groups)
    implements Drawing {
  public Dots {
    groups = List.copyOf(groups);
  }

  /// Dots that belong together; those that are not finite are left out.
  ///
  /// @param series the number of their colour, from 0
  /// @param words of each dot
  public record Group(String name, int series, double[] x, double[] y, List<String> words) {
    public Group {
      words = List.copyOf(words);
    }
  }

  @Override
  public List<Key> legend() {
    return groups.stream()
        .filter(group -> group.x().length > 0)
        .map(group -> new Key(group.name(), Key.Sign.DOT, group.series()))
        .toList();
  }

  @Override
  public Html.Element draw(String id, Size size) {
    Plot plot = new Plot(x, y, size);
    List<Html> marks = new ArrayList<>();
    for (Group group : groups) {
      for (int i = 0; i < group.x().length; i++) {
        if (Double.isFinite(group.x()[i]) && Double.isFinite(plot.y(group.y()[i]))) {
          marks.add(dot(plot, group, i));
        }
      }
    }
    return plot.draw(id, title, description, marks);
  }

  private Html dot(Plot plot, Group group, int i) {
    String figures =
        "%s\n%s %s, %s %s"
            .formatted(
                group.words().get(i),
                x.label(),
                Figures.number(group.x()[i]),
                y.label(),
                Figures.number(group.y()[i]));
    return Plot.circle(plot.x(group.x()[i]), plot.y(group.y()[i]), 4)
        .in("spot " + Colour.series(group.series()))
        .add(element("title", figures));
  }
}
