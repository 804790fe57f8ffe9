package elysia.messages.content;

import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramCall.AlbumItem;
import elysia.model.TelegramId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What is left of a call when files of it cannot be sent: the person gets the rest.
public final class WithoutFiles {
  private WithoutFiles() {}

  /// The other files of an album, or the words and buttons of a single file. Empty where nothing is
  /// lost, or nothing left.
  public static Optional<TelegramCall> of(TelegramCall call, Collection<Attachment> lost) {
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    return call.attachments().size() == 1 ? words(call.body()) : album(call, lost);
  }

  private static Optional<TelegramCall> words(Map<String, Object> body) {
    if (!body.containsKey("caption") && !body.containsKey("reply_markup")) {
      return Optional.empty();
    }
    var text = new LinkedHashMap<>(body);
    text.put("text", Objects.requireNonNullElse(text.remove("caption"), MessagePlan.CHOOSE));
    return Optional.of(new TelegramCall("sendMessage", text));
  }

  private static Optional<TelegramCall> album(TelegramCall call, Collection<Attachment> lost) {
    var chat =
        new TelegramId(((Number) Objects.requireNonNull(call.body().get("chat_id"))).longValue());
    var rest = new ArrayList<AlbumItem>();
    var words = new ArrayList<String>();
    for (int i = 0; i < call.attachments().size(); i++) {
      var attachment = call.attachments().get(i);
      var caption = caption(call, i);
      if (!lost.contains(attachment)) {
        rest.add(new AlbumItem(attachment, caption));
      } else if (!caption.isEmpty()) {
        words.add(caption);
      }
    }
    if (rest.isEmpty()) {
      return words.isEmpty()
          ? Optional.empty()
          : Optional.of(TelegramCall.sendMessage(chat, String.join("\n\n", words), Keyboard.NONE));
    }
    var first = rest.getFirst();
    words.add(first.captionHtml());
    rest.set(0, new AlbumItem(first.attachment(), String.join("\n\n", words).strip()));
    return Optional.of(
        rest.size() == 1
            ? TelegramCall.sendMedia(
                chat, first.attachment(), rest.getFirst().captionHtml(), Keyboard.NONE)
            : TelegramCall.sendAlbum(chat, rest));
  }

  private static String caption(TelegramCall call, int item) {
    var items = (List<?>) Objects.requireNonNull(call.body().get("media"));
    var caption = ((Map<?, ?>) items.get(item)).get("caption");
    return caption == null ? "" : (String) caption;
  }
}
