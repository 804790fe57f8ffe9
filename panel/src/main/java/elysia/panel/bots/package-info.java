/// Bots, their messages and their plans.
@NullMarked
package elysia.panel.bots;

import org.jspecify.annotations.NullMarked;
