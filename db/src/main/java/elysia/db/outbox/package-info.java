/// Messages that follow from a commit: written in its transaction, published by the relay.
@NullMarked
package elysia.db.outbox;

import org.jspecify.annotations.NullMarked;
