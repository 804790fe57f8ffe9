/// What gateways tell us, matched to our charges.
@NullMarked
package elysia.payments.webhook;

import org.jspecify.annotations.NullMarked;
