package elysia.panel.bots;

import elysia.db.media.MediaLibrary;
import elysia.db.media.MediaLibrary.MediaView;
import elysia.model.OrganizationId;
import elysia.panel.api.Fields;
import elysia.panel.api.ProblemException;
import elysia.panel.bots.BotMessage.File;
import elysia.panel.bots.BotMessage.MediaMode;
import elysia.panel.bots.MessageBody.Media;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns what an operator sent into a message that Telegram can take (L8).
@Singleton
final class MessageChecks {
  private static final int MAX_TEXTS = 3;
  private static final int MAX_MEDIA = 3;
  private static final int MAX_COLUMNS = 3;
  private static final int MAX_TEXT_LENGTH = 4096; // Bot API, sendMessage
  private static final int MAX_CAPTION_LENGTH = 1024; // Bot API, sendPhoto

  private final MediaLibrary library;

  MessageChecks(MediaLibrary library) {
    this.library = library;
  }

  /// @throws ProblemException with what to change
  BotMessage checked(OrganizationId organization, MessageBody body) {
    var texts = Objects.requireNonNullElse(body.texts(), List.<String>of());
    var media = Objects.requireNonNullElse(body.media(), List.<Media>of());
    if (texts.isEmpty() && media.isEmpty()) {
      throw ProblemException.badRequest("Falta o que enviar: pelo menos um texto ou uma mídia.");
    }
    atMost("texts", MAX_TEXTS, texts.size());
    atMost("media", MAX_MEDIA, media.size());
    return new BotMessage(
        texts.stream().map(text -> Fields.required("texts", text, MAX_TEXT_LENGTH)).toList(),
        media.stream().map(one -> file(organization, one)).toList(),
        mode(body.mediaMode()),
        Objects.requireNonNullElse(body.textAsCaption(), false),
        columns(Objects.requireNonNullElse(body.planColumns(), 1)));
  }

  private File file(OrganizationId organization, Media media) {
    var caption = Fields.optional("media.caption", media.caption(), MAX_CAPTION_LENGTH);
    return new File(find(organization, media), Objects.requireNonNullElse(caption, ""));
  }

  private MediaView find(OrganizationId organization, Media media) {
    var id = media.id();
    if (id == null) {
      throw ProblemException.badRequest(
          "media: falta o id; envie o arquivo antes com POST /api/v1/media.");
    }
    return library
        .find(organization, id)
        .orElseThrow(() -> ProblemException.badRequest("media: não existe a mídia " + id + "."));
  }

  private static MediaMode mode(@Nullable String word) {
    return switch (Objects.requireNonNullElse(word, "group")) {
      case "group" -> MediaMode.GROUP;
      case "single" -> MediaMode.SINGLE;
      default ->
          throw ProblemException.badRequest(
              "mediaMode: group ou single esperado, veio '" + word + "'.");
    };
  }

  private static int columns(int columns) {
    if (columns < 1 || columns > MAX_COLUMNS) {
      throw ProblemException.badRequest(
          "planColumns: de 1 a %d, veio %d.".formatted(MAX_COLUMNS, columns));
    }
    return columns;
  }

  private static void atMost(String field, int most, int count) {
    if (count > most) {
      throw ProblemException.badRequest(
          "%s: no máximo %d, vieram %d.".formatted(field, most, count));
    }
  }
}
