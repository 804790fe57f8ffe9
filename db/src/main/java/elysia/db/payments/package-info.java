/// Payments, the attempts to charge them, and who said what about them.
@NullMarked
package elysia.db.payments;

import org.jspecify.annotations.NullMarked;
