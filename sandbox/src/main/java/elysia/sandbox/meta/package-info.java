/// Meta's Conversions API.
@NullMarked
package elysia.sandbox.meta;

import org.jspecify.annotations.NullMarked;
