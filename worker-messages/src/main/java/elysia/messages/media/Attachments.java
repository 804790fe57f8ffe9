package elysia.messages.media;

import elysia.db.bots.Bot;
import elysia.db.media.FileIds;
import elysia.messages.telegram.Attachment;
import elysia.messages.telegram.BotToken;
import elysia.messages.telegram.CallFile;
import elysia.messages.telegram.SendOutcome;
import elysia.runtime.media.MediaStore;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.util.List;

/// Finds what Telegram gets for an attachment: the file id that this bot has for the content, else
/// the bytes; and remembers the ids that Telegram answers with.
@Singleton
public final class Attachments {
  private final FileIds fileIds;
  private final MediaStore store;

  Attachments(FileIds fileIds, MediaStore store) {
    this.fileIds = fileIds;
    this.store = store;
  }

  public CallFiles files(Bot bot, BotToken token, List<Attachment> attachments) {
    return new CallFiles(
        attachments.stream()
            .map(attachment -> new CallFiles.Entry(attachment, file(bot, token, attachment)))
            .toList());
  }

  private CallFile file(Bot bot, BotToken token, Attachment attachment) {
    return switch (attachment) {
      case Attachment.Known(_, var reference) -> new CallFile.Reference(reference);
      case Attachment.Qr(var text) -> qr(text);
      case Attachment.Media media -> media(bot, token, media);
    };
  }

  private CallFile media(Bot bot, BotToken token, Attachment.Media media) {
    var stored = fileIds.find(bot, token.botId(), media.kind(), media.sha256());
    if (stored.fileId() != null) {
      return new CallFile.Reference(stored.fileId());
    }
    var object = stored.object();
    if (object == null) {
      return new CallFile.Missing();
    }
    return new CallFile.Upload(
        object.fileName(), object.mime(), object.bytes(), () -> store.open(object.storageKey()));
  }

  private static CallFile qr(String text) {
    var png = QrPicture.png(text);
    return new CallFile.Upload(
        "pix.png", "image/png", png.length, () -> new ByteArrayInputStream(png));
  }

  /// Remembers the ids of what was uploaded.
  ///
  /// @param messages what Telegram made of the files, in their order
  public void learn(Bot bot, BotToken token, CallFiles files, List<SendOutcome.Message> messages) {
    for (int i = 0; i < Math.min(messages.size(), files.entries().size()); i++) {
      var entry = files.entries().get(i);
      if (entry.uploadsMedia() && entry.attachment() instanceof Attachment.Media media) {
        // absent where Telegram made another kind of it, whose id is no good for this one
        var file = messages.get(i).files().get(media.kind());
        if (file != null) {
          fileIds.ready(bot, token.botId(), media.kind(), media.sha256(), file);
        }
      }
    }
  }

  /// Telegram took none of a call's files because of an id: those of ours are not used again.
  /// Returns whether there were any, so that another try brings bytes.
  public boolean refused(
      Bot bot, BotToken token, List<Attachment> attachments, String description) {
    boolean any = false;
    for (var attachment : attachments) {
      if (attachment instanceof Attachment.Media media
          && file(bot, token, media) instanceof CallFile.Reference(var fileId)) {
        fileIds.refused(bot, media.kind(), media.sha256(), fileId, description);
        any = true;
      }
    }
    return any;
  }
}
