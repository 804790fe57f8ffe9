/// What was already done: written in the transaction of the effect.
@NullMarked
package elysia.db.inbox;

import org.jspecify.annotations.NullMarked;
