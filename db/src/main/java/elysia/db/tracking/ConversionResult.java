package elysia.db.tracking;

import elysia.model.ConversionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How an attempt to report a conversion ended.
///
/// @param attempt which one, as its claim numbered it
/// @param retryAt when to try again, null where that is over
/// @param reason why it was not sent, in the operators' words
/// @param call what was said, null where nobody was called
public record ConversionResult(
    ConversionId conversion,
    int attempt,
    ConversionState state,
    @Nullable Instant retryAt,
    @Nullable String reason,
    @Nullable Call call) {

  /// A call to a destination, without its credential.
  ///
  /// @param request JSON
  /// @param status null where no answer came
  /// @param answer JSON, null where none came
  public record Call(String request, @Nullable Integer status, @Nullable String answer) {}
}
