/// The Bot API as Telegram serves it, and the delivery of updates to webhooks.
@NullMarked
package elysia.sandbox.telegram;

import org.jspecify.annotations.NullMarked;
