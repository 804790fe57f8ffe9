package elysia.db.media;

import org.jspecify.annotations.Nullable;

/// How a bot can send a file: by the id that Telegram gave it, or by its bytes.
///
/// @param fileId null until this bot has uploaded it
/// @param object null where our store never got the bytes
public record StoredMedia(@Nullable String fileId, @Nullable MediaObject object) {
  /// Bytes in our store.
  public record MediaObject(String storageKey, String fileName, String mime, long bytes) {}
}
