/// Deployable: the only one that calls gateways.
@NullMarked
package elysia.payments;

import org.jspecify.annotations.NullMarked;
