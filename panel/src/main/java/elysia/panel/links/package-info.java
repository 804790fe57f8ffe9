/// Tracking links.
@NullMarked
package elysia.panel.links;

import org.jspecify.annotations.NullMarked;
