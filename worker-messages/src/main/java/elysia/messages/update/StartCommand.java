package elysia.messages.update;

import elysia.model.TrackingToken;
import java.util.Optional;
import java.util.regex.Pattern;

/// `/start`, `/start@bot`, with or without the payload of a deep link.
///
/// @param token what the payload says of the click; empty for none and for one that cannot be a
///   token: a bare /start always works (L1)
public record StartCommand(Optional<TrackingToken> token) {
  private static final Pattern COMMAND =
      Pattern.compile("/start(?:@[A-Za-z0-9_]+)?(?:\\s+(\\S+).*)?", Pattern.DOTALL);

  /// The command in a message's text, empty where the text is something else.
  public static Optional<StartCommand> parse(String text) {
    var command = COMMAND.matcher(text.strip());
    return command.matches()
        ? Optional.of(
            new StartCommand(Optional.ofNullable(command.group(1)).flatMap(TrackingToken::parse)))
        : Optional.empty();
  }
}
