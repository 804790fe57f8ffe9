/// Log lines: their format, and the one component that hides secrets in them.
@NullMarked
package elysia.runtime.log;

import org.jspecify.annotations.NullMarked;
