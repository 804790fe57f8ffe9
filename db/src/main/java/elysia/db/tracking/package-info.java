/// Clicks, the steps of the funnel, and what is reported to Meta and UTMify.
@NullMarked
package elysia.db.tracking;

import org.jspecify.annotations.NullMarked;
