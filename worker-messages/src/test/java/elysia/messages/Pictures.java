package elysia.messages;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/// Pictures for tests, each with content of its own.
final class Pictures {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Pictures() {}

  static byte[] png() {
    var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, NEXT.incrementAndGet());
    var png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }
}
