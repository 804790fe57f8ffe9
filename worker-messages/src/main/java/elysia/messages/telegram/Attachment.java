package elysia.messages.telegram;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import elysia.model.MediaKind;

/// A file that a planned call names instead of holding its bytes: what Telegram gets for it is
/// found when it is sent.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Attachment.Media.class, name = "media"),
  @JsonSubTypes.Type(value = Attachment.Qr.class, name = "qr"),
  @JsonSubTypes.Type(value = Attachment.Known.class, name = "known")
})
public sealed interface Attachment {
  MediaKind kind();

  /// Content of the organization's own media: by its file id, or by its bytes the first time.
  ///
  /// @param sha256 64 hex digits
  record Media(MediaKind kind, String sha256) implements Attachment {}

  /// A picture of a PIX code, drawn when it is sent.
  record Qr(String text) implements Attachment {
    @Override
    public MediaKind kind() {
      return MediaKind.PHOTO;
    }

    @Override
    public String toString() {
      return "Qr[" + text.length() + " characters]";
    }
  }

  /// What Telegram finds by itself: a URL, or a file id of this very bot that older content holds.
  record Known(MediaKind kind, String reference) implements Attachment {}
}
