/// Planned messages on their way to one person, in order and once.
@NullMarked
package elysia.messages.sending;

import org.jspecify.annotations.NullMarked;
