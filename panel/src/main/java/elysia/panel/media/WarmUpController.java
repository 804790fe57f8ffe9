package elysia.panel.media;

import elysia.db.admin.BotsAdmin;
import elysia.db.media.WarmUps;
import elysia.model.BotId;
import elysia.model.TelegramId;
import elysia.panel.api.Fields;
import elysia.panel.api.ProblemException;
import elysia.panel.api.Tenant;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/api/v1/bots/{slug}/warm-up`: where a bot's files are uploaded to before a person needs them,
/// and how far that is.
@Controller("/api/v1/bots/{slug}/warm-up")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WarmUpController {
  private static final Pattern CHAT = Pattern.compile("-?[1-9]\\d{0,17}");

  private final BotsAdmin bots;
  private final WarmUps warmUps;

  WarmUpController(BotsAdmin bots, WarmUps warmUps) {
    this.bots = bots;
    this.warmUps = warmUps;
  }

  /// @param chatId a private chat, group or channel in which the bot can write; digits, as text
  record ChatBody(@Nullable String chatId) {}

  /// @param chatId null until somebody set it: then files are uploaded with the first message
  record Board(@Nullable String chatId, List<WarmUps.State> media) {}

  @Get
  Board show(String slug) {
    return board(bot(slug));
  }

  /// Sets the chat; the files of the bot's messages go there at once.
  @Put
  Board set(String slug, @Body ChatBody body) {
    var chat = Fields.required("chatId", body.chatId(), 20);
    if (!CHAT.matcher(chat).matches()) {
      throw ProblemException.badRequest(
          "chatId: o número do chat, como -1001234567890, esperado; veio '" + chat + "'.");
    }
    var bot = bot(slug);
    warmUps.setChat(bot, new TelegramId(Long.parseLong(chat)));
    return board(bot);
  }

  /// Tries again what is not ready.
  @Post
  HttpResponse<Board> again(String slug) {
    var bot = bot(slug);
    if (warmUps.chat(bot).isEmpty()) {
      throw ProblemException.conflict(
          "O bot " + slug + " não tem chat de aquecimento: defina chatId.");
    }
    warmUps.request(bot);
    return HttpResponse.accepted().body(board(bot));
  }

  private Board board(BotId bot) {
    return new Board(warmUps.chat(bot).map(TelegramId::toString).orElse(null), warmUps.board(bot));
  }

  private BotId bot(String slug) {
    return bots.find(Tenant.DEFAULT, slug)
        .orElseThrow(() -> ProblemException.notFound("Não existe um bot com o slug " + slug + "."))
        .id();
  }
}
