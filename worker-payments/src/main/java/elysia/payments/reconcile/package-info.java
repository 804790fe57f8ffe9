/// Asks the gateways about charges that nobody told us about.
@NullMarked
package elysia.payments.reconcile;

import org.jspecify.annotations.NullMarked;
