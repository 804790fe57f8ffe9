/// Publishes what commits left in the outbox.
@NullMarked
package elysia.runtime.outbox;

import org.jspecify.annotations.NullMarked;
