package elysia.messages.media;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/// Draws a PIX code as a QR code. It is drawn here: a code never goes to an image service.
final class QrPicture {
  /// Large enough for a phone that looks at another phone.
  private static final int PIXELS = 800;

  private static final Map<EncodeHintType, Object> HINTS =
      Map.of(
          EncodeHintType.ERROR_CORRECTION,
          ErrorCorrectionLevel.M,
          EncodeHintType.CHARACTER_SET,
          "UTF-8",
          EncodeHintType.MARGIN,
          4);

  private QrPicture() {}

  /// @throws IllegalArgumentException when the text is empty or too long for a QR code
  static byte[] png(String text) {
    try {
      var modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, PIXELS, PIXELS, HINTS);
      var png = new ByteArrayOutputStream();
      ImageIO.write(image(modules), "png", png);
      return png.toByteArray();
    } catch (WriterException e) {
      throw new IllegalArgumentException("a text that fits a QR code expected", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage image(BitMatrix modules) {
    var image =
        new BufferedImage(modules.getWidth(), modules.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        image.setRGB(x, y, (modules.get(x, y) ? Color.BLACK : Color.WHITE).getRGB());
      }
    }
    return image;
  }
}
