/// Bringing a bot to Telegram: token, secret, webhook.
@NullMarked
package elysia.messages.connect;

import org.jspecify.annotations.NullMarked;
