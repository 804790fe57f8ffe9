package elysia.sandbox.common;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A QR code, drawn here: a PIX code never goes to an image service.
public final class QrImage {
  private static final int MAX_TEXT = 1_000;
  private static final int QUIET_MODULES = 4;
  private static final int PIXELS_PER_MODULE = 6;
  private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private final BitMatrix modules;

  /// @throws IllegalArgumentException when the text is empty or longer than 1,000 characters
  public QrImage(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("1-1000 characters expected, got " + text.length());
    }
    var hints =
        Map.of(
            EncodeHintType.ERROR_CORRECTION,
            ErrorCorrectionLevel.M,
            EncodeHintType.CHARACTER_SET,
            "UTF-8",
            EncodeHintType.MARGIN,
            QUIET_MODULES);
    try {
      modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints);
    } catch (WriterException e) {
      throw new IllegalArgumentException("not writable as a QR code", e);
    }
  }

  /// Black on white whatever the page's colours: a scanner needs the contrast.
  public String svg() {
    int size = modules.getWidth();
    var path = new StringBuilder();
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        if (modules.get(x, y)) {
          path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>"""
        .formatted(size, size, size, size, path);
  }

  /// One bit per pixel, no filter: nothing here needs an imaging library.
  public byte[] png() {
    int pixels = modules.getWidth() * PIXELS_PER_MODULE;
    var rows = new byte[pixels * (1 + rowBytes(pixels))];
    for (int y = 0; y < pixels; y++) {
      int row = y * (1 + rowBytes(pixels)) + 1; // each row begins with its filter, 0
      for (int x = 0; x < pixels; x++) {
        if (!modules.get(x / PIXELS_PER_MODULE, y / PIXELS_PER_MODULE)) {
          rows[row + x / Byte.SIZE] |= (byte) (0x80 >> (x % Byte.SIZE));
        }
      }
    }
    var header = ByteBuffer.allocate(13).putInt(pixels).putInt(pixels).put((byte) 1).array();
    var png = new ByteArrayOutputStream();
    png.writeBytes(PNG_HEAD);
    chunk(png, "IHDR", header);
    chunk(png, "IDAT", deflated(rows));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static int rowBytes(int pixels) {
    return Math.ceilDiv(pixels, Byte.SIZE);
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
    var name = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(content);
    png.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
    png.writeBytes(name);
    png.writeBytes(content);
    png.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
  }

  private static byte[] deflated(byte[] content) {
    try (var deflater = new Deflater()) {
      deflater.setInput(content);
      deflater.finish();
      var out = new ByteArrayOutputStream();
      var buffer = new byte[4096];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }
}
