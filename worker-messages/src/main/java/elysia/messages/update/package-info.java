/// What Telegram tells a bot.
@NullMarked
package elysia.messages.update;

import org.jspecify.annotations.NullMarked;
