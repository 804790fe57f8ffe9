/// The one way in which a payment changes its status.
@NullMarked
package elysia.payments.status;

import org.jspecify.annotations.NullMarked;
