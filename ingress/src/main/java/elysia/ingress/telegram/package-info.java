/// Telegram's webhooks: verified, classified by a glance, confirmed by the broker, answered.
@NullMarked
package elysia.ingress.telegram;

import org.jspecify.annotations.NullMarked;
