package elysia.panel.bots;

import elysia.model.MediaId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as the API takes it and shows it.
///
/// @param texts up to 3 of up to 4096 characters; `{{user_name}}` becomes the person's first name
/// @param media up to 3 files
/// @param mediaMode `group`: as an album where Telegram lets them; `single`: one by one
/// @param textAsCaption the first text goes under the first file, where it fits
/// @param planColumns how many plans stand side by side, 1 to 3
record MessageBody(
    @Nullable List<String> texts,
    @Nullable List<Media> media,
    @Nullable String mediaMode,
    @Nullable Boolean textAsCaption,
    @Nullable Integer planColumns) {
  /// A file in the message.
  ///
  /// @param id of `/api/v1/media`; null for a file of the old application, which must be uploaded
  ///   here to be saved
  record Media(@Nullable MediaId id, @Nullable String caption) {}
}
