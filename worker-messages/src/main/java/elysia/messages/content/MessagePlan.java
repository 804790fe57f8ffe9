package elysia.messages.content;

import elysia.db.offers.Offer;
import elysia.messages.content.Content.FirstText;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The one planner of what content becomes at Telegram (L7): first the media, then the texts, the
/// buttons under the last text, or under the media where there is no text.
public final class MessagePlan {
  /// Carries the buttons where nothing else can.
  static final String CHOOSE = "Escolha uma das opções abaixo:";

  private final Reader reader;
  private final List<MediaSends.Captioned> media = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final Keyboard keyboard;

  private MessagePlan(Content content, List<Offer> offers, Reader reader) {
    this.reader = reader;
    keyboard = Plans.keyboard(offers, content);
    placeCaptions(content);
  }

  /// The calls, in the order of sending: none for empty content.
  public static List<TelegramCall> calls(Content content, List<Offer> offers, Reader reader) {
    var plan = new MessagePlan(content, offers, reader);
    return plan.calls(content.style());
  }

  /// A caption that is too long for one goes as a text; the first text goes as a caption where its
  /// seller wants that and it fits.
  private void placeCaptions(Content content) {
    var captionText = captionText(content);
    for (var item : content.media()) {
      var caption = Content.Text.plain(item.caption());
      var own = TextRenderer.caption(caption, reader.firstName());
      if (own.isEmpty()) {
        texts.addAll(TextRenderer.html(caption, reader.firstName()));
      }
      boolean first = media.isEmpty();
      media.add(
          new MediaSends.Captioned(
              item.attachment(), first ? captionText.or(() -> own).orElse("") : own.orElse("")));
    }
    content.texts().stream()
        .skip(captionText.isPresent() ? 1 : 0)
        .forEach(text -> texts.addAll(TextRenderer.html(text, reader.firstName())));
  }

  /// The first text as a caption. The buttons keep their place: they are never left to an album or
  /// to the last of several media because the text went elsewhere.
  private Optional<String> captionText(Content content) {
    boolean wanted =
        content.style().firstText() == FirstText.CAPTION
            && !content.texts().isEmpty()
            && !content.media().isEmpty()
            && content.media().getFirst().caption().isBlank();
    boolean buttonsKeepTheirPlace =
        keyboard.rows().isEmpty() || content.texts().size() > 1 || content.media().size() == 1;
    return wanted && buttonsKeepTheirPlace
        ? TextRenderer.caption(content.texts().getFirst(), reader.firstName())
        : Optional.empty();
  }

  private List<TelegramCall> calls(Content.Style style) {
    var groups = MediaSends.group(media, style.grouping());
    boolean onMedia = texts.isEmpty() && !groups.isEmpty() && groups.getLast().size() == 1;
    if (texts.isEmpty() && !onMedia && !groups.isEmpty() && !keyboard.rows().isEmpty()) {
      texts.add(CHOOSE);
    }
    var calls = new ArrayList<TelegramCall>();
    for (var group : groups) {
      boolean last = onMedia && group == groups.getLast();
      calls.add(MediaSends.call(reader.chat(), group, last ? keyboard : Keyboard.NONE));
    }
    for (int i = 0; i < texts.size(); i++) {
      boolean last = i == texts.size() - 1;
      calls.add(
          TelegramCall.sendMessage(reader.chat(), texts.get(i), last ? keyboard : Keyboard.NONE));
    }
    return calls;
  }
}
