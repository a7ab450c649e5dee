package org.denpan.cli.chart;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.denpan.DenpanException;

/// SVG as pixels. The only class that touches the JDK's windows and fonts, which take their time to
/// load; so nothing else may name it before pixels are wanted.
final class Raster {
  private static final Map<RenderingHints.Key, Object> HINTS =
      Map.of(
          RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON,
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE,
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);

  /// The drawings are our own, so there is nothing to be guarded against.
  private static final DocumentLimits LIMITS =
      new DocumentLimits(
          DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
          DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
          Integer.MAX_VALUE);

  private Raster() {}

  /// The picture as a PNG file, so many pixels to the unit.
  ///
  /// @throws DenpanException if this Java has no fonts to write with
  static byte[] png(String svg, int scale) {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    try {
      return encode(render(svg, scale));
    } catch (LinkageError | InternalError e) {
      throw new DenpanException(
          "cannot make a PNG: this Java cannot draw text ("
              + e.getMessage()
              + "); install fontconfig and a font such as DejaVu, or use the SVG",
          e);
    }
  }

  private static BufferedImage render(String svg, int scale) {
    byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
    LoaderContext context = LoaderContext.builder().documentLimits(LIMITS).build();
    SVGDocument document = new SVGLoader().load(new ByteArrayInputStream(bytes), null, context);
    if (document == null) {
      throw new IllegalStateException("the drawing is no SVG");
    }
    int width = (int) Math.ceil(document.size().width * scale);
    int height = (int) Math.ceil(document.size().height * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHints(HINTS);
      graphics.scale(scale, scale);
      document.renderWithPlatform(NullPlatformSupport.INSTANCE, graphics, null);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
