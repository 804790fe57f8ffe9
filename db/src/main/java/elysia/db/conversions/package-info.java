/// What Meta and UTMify shall be told: one row per event and destination.
@NullMarked
package elysia.db.conversions;

import org.jspecify.annotations.NullMarked;
