/// Calls to the Bot API, and what their answers mean.
@NullMarked
package elysia.messages.telegram;

import org.jspecify.annotations.NullMarked;
