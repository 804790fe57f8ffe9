/// Bounded load drivers.
@NullMarked
package elysia.bench;

import org.jspecify.annotations.NullMarked;
