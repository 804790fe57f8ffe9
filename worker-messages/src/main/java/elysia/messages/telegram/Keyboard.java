package elysia.messages.telegram;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The buttons under a message, row by row; none at all without rows.
public record Keyboard(List<List<Button>> rows) {
  public static final Keyboard NONE = new Keyboard(List.of());

  public Keyboard {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /// One button per row.
  public static Keyboard column(List<? extends Button> buttons) {
    return grid(buttons, 1);
  }

  /// So many buttons per row, the last row with what is left.
  public static Keyboard grid(List<? extends Button> buttons, int columns) {
    var rows = new ArrayList<List<Button>>();
    for (int i = 0; i < buttons.size(); i += columns) {
      rows.add(List.copyOf(buttons.subList(i, Math.min(i + columns, buttons.size()))));
    }
    return new Keyboard(rows);
  }

  /// These rows, and the other's below them.
  public Keyboard above(Keyboard other) {
    return new Keyboard(Stream.concat(rows.stream(), other.rows.stream()).toList());
  }

  /// A button, as the Bot API writes it.
  public sealed interface Button {
    String text();
  }

  /// Tells us that it was pressed.
  ///
  /// @param data 1 to 64 bytes
  public record Press(String text, @JsonProperty("callback_data") String data) implements Button {
    /// Telegram's limit, in UTF-8.
    public static final int MAX_DATA_BYTES = 64;

    public Press {
      int bytes = data.getBytes(StandardCharsets.UTF_8).length;
      if (bytes < 1 || bytes > MAX_DATA_BYTES) {
        throw new IllegalArgumentException(
            "1 to " + MAX_DATA_BYTES + " bytes of button data expected, got " + bytes);
      }
    }
  }

  /// Copies a text to the person's clipboard; we do not hear of it.
  public record Copy(String text, @JsonProperty("copy_text") CopyText copied) implements Button {
    /// Telegram's limit of a text to copy.
    public static final int MAX_CHARACTERS = 256;

    public Copy(String text, String copied) {
      this(text, new CopyText(copied));
    }
  }

  /// Opens an address.
  public record Link(String text, String url) implements Button {}

  /// The text of a [Copy] button.
  public record CopyText(String text) {
    public CopyText {
      if (text.isEmpty() || text.length() > Copy.MAX_CHARACTERS) {
        throw new IllegalArgumentException(
            "1 to " + Copy.MAX_CHARACTERS + " characters to copy expected, got " + text.length());
      }
    }
  }
}
