package elysia.messages.telegram;

import elysia.db.media.TelegramFile;
import elysia.model.MediaKind;
import java.util.List;
import java.util.Map;

/// What came of sending a message. Only `Sent` means that the person has it (L10).
public sealed interface SendOutcome permits SendOutcome.Sent, TelegramFailure {
  /// Telegram said ok and gave each message its id: one, or all of an album, in their order.
  record Sent(List<Message> messages) implements SendOutcome {
    public Sent {
      messages = List.copyOf(messages);
    }

    public List<Long> messageIds() {
      return messages.stream().map(Message::id).toList();
    }
  }

  /// A message as Telegram has it.
  ///
  /// @param files what it shows, by the kind that Telegram made of it
  record Message(long id, Map<MediaKind, TelegramFile> files) {
    public Message {
      files = Map.copyOf(files);
    }
  }
}
