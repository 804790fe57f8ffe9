/// Meta's Conversions API.
@NullMarked
package elysia.tracking.meta;

import org.jspecify.annotations.NullMarked;
