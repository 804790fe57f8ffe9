package elysia.messages.update;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import elysia.db.people.Profile;
import elysia.model.TelegramId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An update as Telegram sends it, as far as we read it. At most one kind is there; all that people
/// can fill in is untrusted.
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Update(
    long updateId,
    @Nullable Message message,
    @Nullable CallbackQuery callbackQuery,
    @Nullable MemberChange myChatMember) {

  /// @param date seconds since 1970
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Message(long date, @Nullable User from, Chat chat, @Nullable String text) {
    public Instant at() {
      return Instant.ofEpochSecond(date);
    }
  }

  /// A pressed button. It carries no time of its own.
  ///
  /// @param message where it stood; too old a message has no buttons any more
  public record CallbackQuery(
      String id, User from, @Nullable String data, @Nullable PressedMessage message) {

    /// What stood on the button, null where Telegram does not say.
    public @Nullable String label() {
      if (data == null || message == null || message.replyMarkup() == null) {
        return null;
      }
      return message.replyMarkup().inlineKeyboard().stream()
          .flatMap(List::stream)
          .filter(button -> data.equals(button.callbackData()))
          .map(Button::text)
          .findFirst()
          .orElse(null);
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record PressedMessage(@Nullable Markup replyMarkup) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Markup(List<List<Button>> inlineKeyboard) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Button(String text, @Nullable String callbackData) {}

  /// The bot's own place in a chat. In a private chat: `kicked` is a block, `member` its end.
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record MemberChange(long date, User from, Chat chat, Member newChatMember) {
    public Instant at() {
      return Instant.ofEpochSecond(date);
    }
  }

  public record Member(String status) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record User(
      long id,
      @JsonProperty("is_bot") boolean bot,
      @Nullable String firstName,
      @Nullable String username,
      @Nullable String languageCode) {
    public Profile profile() {
      return new Profile(new TelegramId(id), firstName, username, languageCode);
    }
  }

  public record Chat(long id, String type) {
    /// A private chat has the id of its person.
    public boolean isPrivate() {
      return type.equals("private");
    }
  }
}
