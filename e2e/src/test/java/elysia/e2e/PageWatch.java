package elysia.e2e;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Notes what goes wrong on a page without the buyer seeing it.
final class PageWatch {
  private final List<String> troubles = new ArrayList<>();

  private PageWatch() {}

  /// Watches from the first request on.
  static PageWatch of(Page page) {
    var watch = new PageWatch();
    page.onPageError(error -> watch.troubles.add("page error: " + error));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            watch.troubles.add("console: " + message.text());
          }
        });
    page.onRequest(
        request -> {
          var url = URI.create(request.url());
          if (!"data".equals(url.getScheme()) && !"127.0.0.1".equals(url.getHost())) {
            watch.troubles.add("outside host: " + url);
          }
        });
    page.onRequestFailed(
        request -> watch.troubles.add(request.url() + " failed: " + request.failure()));
    page.onResponse(
        response -> {
          if (response.status() >= 400) {
            watch.troubles.add(response.url() + " answered " + response.status());
          }
        });
    return watch;
  }

  /// Console errors and warnings, script errors, requests that failed or left this machine.
  List<String> troubles() {
    return List.copyOf(troubles);
  }
}
