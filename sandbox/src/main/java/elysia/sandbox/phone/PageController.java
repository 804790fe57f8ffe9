package elysia.sandbox.phone;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/// The page: one document, its style sheets and its scripts, and nothing from any other host.
@Controller
final class PageController {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";
  private static final Pattern PART = Pattern.compile("[a-z]+\\.(css|js)");

  @Get("/")
  HttpResponse<byte[]> document() {
    return file("phone.html", "text/html; charset=utf-8");
  }

  @Get("/phone/{name}")
  HttpResponse<byte[]> part(String name) {
    var part = PART.matcher(name);
    if (!part.matches()) {
      throw new NoSuchElementException("no such part of the page");
    }
    return file(
        name,
        part.group(1).equals("css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8");
  }

  private static HttpResponse<byte[]> file(String name, String type) {
    try (var in = PageController.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new NoSuchElementException("no such part of the page");
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
