/// The funnel per bot and day.
@NullMarked
package elysia.db.metrics;

import org.jspecify.annotations.NullMarked;
