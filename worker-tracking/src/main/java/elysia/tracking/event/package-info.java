/// Clicks and funnel events, stored in batches.
@NullMarked
package elysia.tracking.event;

import org.jspecify.annotations.NullMarked;
