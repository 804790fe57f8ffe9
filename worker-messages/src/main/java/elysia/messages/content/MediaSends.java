package elysia.messages.content;

import elysia.messages.content.Content.Grouping;
import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.Keyboard;
import elysia.messages.telegram.TelegramCall;
import elysia.messages.telegram.TelegramCall.AlbumItem;
import elysia.model.MediaKind;
import elysia.model.TelegramId;
import java.util.ArrayList;
import java.util.List;

/// Media as Telegram sends them: one by one, or as albums of what may stand together.
final class MediaSends {
  private MediaSends() {}

  /// A file with its caption as HTML.
  record Captioned(Attachment attachment, String captionHtml) {}

  /// What may stand in one album. Bot API, sendMediaGroup: "Documents and audio files can be only
  /// grouped in an album with messages of the same type".
  private enum Album {
    PICTURES,
    DOCUMENTS,
    AUDIOS,
    NONE;

    static Album of(MediaKind kind) {
      return switch (kind) {
        case PHOTO, VIDEO -> PICTURES;
        case DOCUMENT -> DOCUMENTS;
        case AUDIO -> AUDIOS;
        case ANIMATION, VOICE -> NONE;
      };
    }
  }

  /// Neighbours that may share an album share one; their order is the seller's.
  static List<List<Captioned>> group(List<Captioned> media, Grouping grouping) {
    var groups = new ArrayList<List<Captioned>>();
    for (var item : media) {
      if (grouping == Grouping.ALBUM && !groups.isEmpty() && fits(item, groups.getLast())) {
        groups.getLast().add(item);
      } else {
        groups.add(new ArrayList<>(List.of(item)));
      }
    }
    return groups;
  }

  private static boolean fits(Captioned item, List<Captioned> group) {
    var album = Album.of(item.attachment().kind());
    return album != Album.NONE && album == Album.of(group.getFirst().attachment().kind());
  }

  /// @param keyboard of a single file: an album has none
  static TelegramCall call(TelegramId chat, List<Captioned> group, Keyboard keyboard) {
    if (group.size() == 1) {
      var single = group.getFirst();
      return TelegramCall.sendMedia(chat, single.attachment(), single.captionHtml(), keyboard);
    }
    return TelegramCall.sendAlbum(
        chat,
        group.stream().map(item -> new AlbumItem(item.attachment(), item.captionHtml())).toList());
  }
}
