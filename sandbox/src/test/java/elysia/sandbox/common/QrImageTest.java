package elysia.sandbox.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import elysia.model.BrCode;
import elysia.model.BrCode.Receiver;
import elysia.model.Money;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrImageTest {
  @Test
  void a_scanner_reads_the_code_from_the_picture() throws IOException, ReaderException {
    var shop = new Receiver("LOJA SANDBOX", "SAO PAULO");
    var code = BrCode.dynamic("pix.sandbox.example/qr/v2/abc", Money.brl(1990), shop).text();

    var picture = ImageIO.read(new ByteArrayInputStream(new QrImage(code).png()));

    int width = picture.getWidth();
    int height = picture.getHeight();
    var pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    var source = new RGBLuminanceSource(width, height, pixels);
    var read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)));
    assertThat(read.getText()).isEqualTo(code);
  }

  @Test
  void nothing_and_too_much_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new QrImage(""));
    assertThatIllegalArgumentException().isThrownBy(() -> new QrImage("x".repeat(1_001)));
  }
}
