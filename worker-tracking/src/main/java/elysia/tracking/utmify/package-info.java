/// UTMify's orders.
@NullMarked
package elysia.tracking.utmify;

import org.jspecify.annotations.NullMarked;
