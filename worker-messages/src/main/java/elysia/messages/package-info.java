/// Deployable: the only one that calls Telegram.
@NullMarked
package elysia.messages;

import org.jspecify.annotations.NullMarked;
