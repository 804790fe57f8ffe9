package elysia.db.admin;

import elysia.model.BotId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A bot as its operator sees it: never its token, only the hint that tells two tokens apart.
///
/// @param state where it stands, for its operator: `a adotar` (the old application's, we have no
///   token of it), `conectando`, `não conectado`, `desativado` (by the old application), `pausado`,
///   `recebendo`
/// @param connected whether Telegram has our webhook, set with the token that we have now
/// @param receiving whether its buyers are answered now
/// @param connectError why the last connection to Telegram failed, for the operator
/// @param greetingSource what people are greeted with: its `message`, the base version's
///   `start_message` or `base_messages`, or our `default`
public record BotView(
    BotId id,
    String slug,
    @Nullable String name,
    @Nullable String username,
    String gateway,
    String state,
    boolean connected,
    boolean receiving,
    boolean paused,
    String tokenStatus,
    @Nullable String tokenHint,
    @Nullable String webhookUrl,
    @Nullable String connectError,
    String greetingSource,
    Instant createdAt) {}
