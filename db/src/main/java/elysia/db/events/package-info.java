/// Steps of the funnel on their way to `funnel_events`.
@NullMarked
package elysia.db.events;

import org.jspecify.annotations.NullMarked;
