package org.denpan.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.denpan.cli.chart.Html.element;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void textAndAttributesAreEscaped() {
    assertThat(element("b", "<i> & \"").with("title", "<\"&'>").markup())
        .isEqualTo("<b title=\"&lt;&quot;&amp;'&gt;\">&lt;i&gt; &amp; \"</b>");
  }

  @Test
  void whatXmlForbidsIsReplaced() {
    String text = "a\u0000\u0008\uFFFF\uD800b\u0085\tc\n😀";

    assertThat(element("b", text).markup())
        .isEqualTo("<b>a\uFFFD\uFFFD\uFFFD\uFFFDb\uFFFD\tc\n😀</b>");
    assertThat(Pages.parse(element("b", text).markup())).isNotNull();
  }

  @Test
  void voidElementsCloseThemselves() {
    assertThat(element("img").with("alt", "x").markup()).isEqualTo("<img alt=\"x\" />\n");
    assertThat(element("td").markup()).isEqualTo("<td></td>");
  }
}
