package elysia.messages;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/// Files for tests, each with content of its own.
public final class TestFiles {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private TestFiles() {}

  /// A small PNG.
  public static byte[] picture() {
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

  /// What begins as an MP4 does.
  public static byte[] film() {
    return ("\0\0\0\u0018ftypisom" + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
  }
}
