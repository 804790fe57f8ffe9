/// The answer to /start.
@NullMarked
package elysia.messages.start;

import org.jspecify.annotations.NullMarked;
