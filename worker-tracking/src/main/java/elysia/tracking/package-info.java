/// Deployable: funnel events, Meta and UTMify.
@NullMarked
package elysia.tracking;

import org.jspecify.annotations.NullMarked;
