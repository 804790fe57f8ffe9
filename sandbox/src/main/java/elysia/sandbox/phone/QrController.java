package elysia.sandbox.phone;

import elysia.sandbox.common.QrImage;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import java.nio.charset.StandardCharsets;

/// The QR code of a PIX code, as SVG.
@Controller
final class QrController {
  @Get("/api/qr")
  HttpResponse<byte[]> qr(@QueryValue String code) {
    var svg = new QrImage(code).svg().getBytes(StandardCharsets.UTF_8);
    return HttpResponse.ok(svg).header("Content-Type", "image/svg+xml");
  }
}
