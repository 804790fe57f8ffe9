package elysia.panel.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Width and height of a picture, in pixels.
record PictureSize(int width, int height) {
  // Bot API, sendPhoto
  private static final int MAX_SUM = 10_000;
  private static final int MAX_RATIO = 20;

  /// Reads no more than the picture's head. Empty where the format is unknown here (WebP).
  static Optional<PictureSize> of(Path file) throws IOException {
    try (var in = ImageIO.createImageInputStream(file.toFile())) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      var reader = readers.next();
      try {
        reader.setInput(in);
        return Optional.of(new PictureSize(reader.getWidth(0), reader.getHeight(0)));
      } finally {
        reader.dispose();
      }
    }
  }

  /// Whether Telegram takes it as a photo.
  boolean fitsPhoto() {
    return width + height <= MAX_SUM
        && Math.max(width, height) <= MAX_RATIO * Math.min(width, height);
  }
}
