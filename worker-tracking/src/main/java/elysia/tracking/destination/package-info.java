/// What Meta and UTMify have in common: calls, retries, outcomes, and where destinations come from.
@NullMarked
package elysia.tracking.destination;

import org.jspecify.annotations.NullMarked;
