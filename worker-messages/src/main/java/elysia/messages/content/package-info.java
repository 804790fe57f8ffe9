/// Texts and buttons of sellers, as Telegram wants them.
@NullMarked
package elysia.messages.content;

import org.jspecify.annotations.NullMarked;
