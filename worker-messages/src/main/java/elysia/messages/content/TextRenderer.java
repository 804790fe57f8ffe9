package elysia.messages.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes messages of a seller's text: the one place where placeholders are filled, long texts cut
/// and special characters escaped (L6, L8).
public final class TextRenderer {
  /// Telegram's limit after it has taken out the tags, in UTF-16 units.
  static final int MAX_CHARACTERS = 4096;

  /// Telegram's limit of a text under a file, counted the same way.
  static final int MAX_CAPTION = 1024;

  /// The buyer's first name, in both spellings that sellers know.
  private static final Pattern USER_NAME = Pattern.compile("\\{\\{user_name}}|\\{user_name}");

  /// The same where their signs may be escaped.
  private static final Pattern ESCAPED_USER_NAME =
      Pattern.compile("(?:\\\\?\\{){1,2}user\\\\?_name(?:\\\\?}){1,2}");

  /// Stands where a person has no name that shows.
  private static final String NAMELESS = "você";

  private TextRenderer() {}

  /// The text as HTML messages: one, or more where it is too long for one; then it loses its
  /// formatting. What is filled in is never read for placeholders, nor for formatting.
  public static List<String> html(Content.Text text, @Nullable String firstName) {
    return formatted(text, firstName, MAX_CHARACTERS)
        .map(List::of)
        .orElseGet(() -> split(plain(text, firstName)).stream().map(Html::escape).toList());
  }

  /// The text as the HTML of a caption, empty where it is too long for one.
  public static Optional<String> caption(Content.Text text, @Nullable String firstName) {
    return formatted(text, firstName, MAX_CAPTION)
        .or(
            () ->
                Optional.of(plain(text, firstName).strip())
                    .filter(caption -> caption.length() <= MAX_CAPTION)
                    .map(Html::escape));
  }

  /// Empty where the text has no formatting, none that can be read, or is longer than `most`.
  private static Optional<String> formatted(
      Content.Text text, @Nullable String firstName, int most) {
    return switch (text.markup()) {
      case PLAIN -> Optional.empty();
      case MARKDOWN_V2 -> {
        var name = MarkdownV2.escaped(name(firstName));
        yield MarkdownV2.html(filled(ESCAPED_USER_NAME, text.words().strip(), name))
            .filter(html -> Html.plain(html).length() <= most);
      }
    };
  }

  private static String plain(Content.Text text, @Nullable String firstName) {
    var words =
        switch (text.markup()) {
          case PLAIN -> text.words();
          case MARKDOWN_V2 -> MarkdownV2.unescaped(text.words());
        };
    return filled(USER_NAME, words, name(firstName));
  }

  private static String filled(Pattern placeholder, String text, String name) {
    return placeholder.matcher(text).replaceAll(Matcher.quoteReplacement(name));
  }

  private static String name(@Nullable String firstName) {
    return firstName == null || firstName.isBlank() ? NAMELESS : firstName.strip();
  }

  /// Cuts where a reader would pause; nothing but white space at a cut is lost.
  private static List<String> split(String text) {
    var pieces = new ArrayList<String>();
    var rest = text.strip();
    while (rest.length() > MAX_CHARACTERS) {
      int cut = cut(rest);
      pieces.add(rest.substring(0, cut).strip());
      rest = rest.substring(cut).strip();
    }
    if (!rest.isEmpty()) {
      pieces.add(rest);
    }
    return pieces;
  }

  private static int cut(String text) {
    int line = text.lastIndexOf('\n', MAX_CHARACTERS);
    if (line > MAX_CHARACTERS / 2) {
      return line;
    }
    int space = text.lastIndexOf(' ', MAX_CHARACTERS);
    if (space > 0) {
      return space;
    }
    return Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1))
        ? MAX_CHARACTERS - 1
        : MAX_CHARACTERS;
  }
}
