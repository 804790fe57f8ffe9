/// What every deployable shares: start, loops, logs, health, metrics.
@NullMarked
package elysia.runtime;

import org.jspecify.annotations.NullMarked;
