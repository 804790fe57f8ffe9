package elysia.messages.content;

import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.Keyboard;
import java.util.List;

/// What a seller wrote for one occasion: a greeting, a delivery.
///
/// @param texts in their order, none blank
/// @param buttons of older content, below the plans
public record Content(
    List<Text> texts, List<Item> media, Style style, List<Keyboard.Button> buttons) {
  /// Sellers write at most so many texts, and show at most so many media; longer lists are cut.
  public static final int MAX_TEXTS = 3;

  public static final int MAX_MEDIA = 3;

  public Content {
    texts = List.copyOf(texts);
    media = List.copyOf(media);
    buttons = List.copyOf(buttons);
  }

  /// Texts alone, without formatting.
  public static Content of(List<String> texts) {
    return new Content(texts.stream().map(Text::plain).toList(), List.of(), Style.PLAIN, List.of());
  }

  public boolean isEmpty() {
    return texts.isEmpty() && media.isEmpty();
  }

  /// One text, as its seller wrote it.
  public record Text(String words, Markup markup) {
    public static Text plain(String words) {
      return new Text(words, Markup.PLAIN);
    }
  }

  /// How a text's signs are meant.
  public enum Markup {
    /// Each stands for itself.
    PLAIN,
    /// As Telegram's MarkdownV2, with its escapes.
    MARKDOWN_V2
  }

  /// One file.
  ///
  /// @param caption its own, empty for none
  public record Item(Attachment attachment, String caption) {}

  /// How it is laid out.
  ///
  /// @param planColumns how many plans stand side by side; 1 is a list
  public record Style(Grouping grouping, FirstText firstText, int planColumns) {
    static final Style PLAIN = new Style(Grouping.ALBUM, FirstText.MESSAGE, 1);
  }

  /// How several media go out.
  public enum Grouping {
    /// Together, where Telegram lets them.
    ALBUM,
    ONE_BY_ONE
  }

  /// Where the first text stands.
  public enum FirstText {
    MESSAGE,
    /// Under the first of the media, where it fits.
    CAPTION
  }
}
