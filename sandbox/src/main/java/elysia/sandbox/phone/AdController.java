package elysia.sandbox.phone;

import elysia.sandbox.common.Answer;
import elysia.sandbox.common.Json;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// The ad of the page: a click, and where it led to.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdController {
  private final AdClick ad;

  AdController(AdClick ad) {
    this.ad = ad;
  }

  /// Answers `bot` and `payload`, or a `problem` for the page to show.
  @Post("/api/ad/click")
  HttpResponse<byte[]> click(@Body byte[] body) throws InterruptedException {
    var answer = Json.object();
    switch (ad.click(Json.parse(body).path("link").asText())) {
      case AdClick.Landing.Bot(var username, var payload) ->
          answer.put("bot", username).put("payload", payload.orElse(null));
      case AdClick.Landing.Elsewhere(var status, var location) ->
          answer.put(
              "problem",
              location.isEmpty()
                  ? "O link do anúncio respondeu " + status + " e não levou a nenhum bot."
                  : "O link do anúncio não levou ao Telegram, e sim a " + location);
      case AdClick.Landing.Unreachable(var url) ->
          answer.put("problem", "A entrada (" + url + ") não respondeu. Ela está ligada?");
    }
    return Answer.ok(answer).toHttp();
  }
}
