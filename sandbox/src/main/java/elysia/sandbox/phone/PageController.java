package elysia.sandbox.phone;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The page: one document, one style sheet, one script, and nothing from any other host.
@Controller
final class PageController {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

  @Get("/")
  HttpResponse<byte[]> document() {
    return file("phone.html", "text/html; charset=utf-8");
  }

  @Get("/phone.css")
  HttpResponse<byte[]> style() {
    return file("phone.css", "text/css; charset=utf-8");
  }

  @Get("/phone.js")
  HttpResponse<byte[]> script() {
    return file("phone.js", "text/javascript; charset=utf-8");
  }

  private static HttpResponse<byte[]> file(String name, String type) {
    try (var in = PageController.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return HttpResponse.ok(in.readAllBytes())
          .header("Content-Type", type)
          .header("Content-Security-Policy", POLICY)
          .header("X-Content-Type-Options", "nosniff")
          .header("Cache-Control", "no-cache");
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is not readable", e);
    }
  }
}
