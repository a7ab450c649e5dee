package org.denpan.cli.chart;

import java.util.List;

/// Something that is drawn. It knows nothing of what stands around it: a page, or a picture.
public interface Drawing {
  /// What is shown, in a few words.
  String title();

  /// What there is to see in it, for those who do not see it.
  String description();

  /// What stands for what; empty where the drawing says so itself.
  default List<Key> legend() {
    return List.of();
  }

  /// How large it is best drawn where it stands alone.
  default Size size() {
    return Size.USUAL;
  }

  /// The drawing as an `svg` element, to be styled with the rules of [Colour#rules].
  ///
  /// @param id unique in the page
  Html.Element draw(String id, Size size);
}
